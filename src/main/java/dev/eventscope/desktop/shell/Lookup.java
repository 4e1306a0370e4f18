package dev.eventscope.desktop.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

/// Finds what a person means by a piece of text: an id or the beginning of one, a position, a stream, a version, a time.
///
/// Threads: blocks; off the FX thread.
final class Lookup {

    /// Something to jump to.
    sealed interface Found {

        record Event(EventHeader header, String why) implements Found {}

        record Stream(StreamSummary stream) implements Found {}

        record Version(StreamId stream, long version) implements Found {}

        record Correlation(String id) implements Found {}
    }

    private static final int MOST_OF_A_KIND = 6;
    private static final int SHORTEST_ID = 4;
    private static final Pattern AT_VERSION = Pattern.compile("(.+?)(?:@|\\s+v)(\\d{1,18})");
    private static final Pattern ID_LIKE = Pattern.compile("[0-9a-fA-F][0-9a-fA-F-]{3,}");

    private final EventReader reader;

    Lookup(EventReader reader) {
        this.reader = reader;
    }

    /// Shape: the surest first; at most 6 of a kind. Empty where nothing fits.
    List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        addPosition(text, found);
        Cancellation.check();
        addIds(text, found);
        Cancellation.check();
        addVersion(text, found);
        for (StreamSummary stream : reader.readStreams(new StreamQuery(null, text, null, MOST_OF_A_KIND))) {
            found.add(new Found.Stream(stream));
        }
        return List.copyOf(found);
    }

    /// The first event that was recorded at an instant or later.
    ///
    /// Shape: by halving the range of positions, so about twenty small reads. Only in a store whose order is one number,
    ///        where recorded times follow it; empty where there is no such event.
    Optional<EventHeader> findAtOrAfter(Instant time) {
        OrderToken last = reader.readHead().last();
        if (last == null || !isPosition(last)) {
            return Optional.empty();
        }
        long low = 0;
        long high = last.position();
        while (low < high) {
            Cancellation.check();
            long middle = low + (high - low) / 2;
            Optional<EventHeader> there = firstAfter(middle);
            if (there.isPresent() && isBefore(there.get(), time)) {
                low = there.get().order().position();
            } else {
                high = middle;
            }
        }
        return firstAfter(low).filter(event -> !isBefore(event, time));
    }

    private void addPosition(String text, List<Found> found) {
        String digits = text.replace(",", "");
        if (!digits.matches("\\d{1,18}")) {
            return;
        }
        OrderToken last = reader.readHead().last();
        long position = Long.parseLong(digits);
        if (last != null && isPosition(last) && position >= 1) {
            firstAfter(position - 1).filter(event -> event.order().position() == position)
                    .ifPresent(event -> found.add(new Found.Event(event, "position " + digits)));
        }
    }

    private void addIds(String text, List<Found> found) {
        if (text.length() < SHORTEST_ID || !(ID_LIKE.matcher(text).matches() || text.contains("-"))) {
            return;
        }
        List<String> ids = reader.findEventIds(text, MOST_OF_A_KIND);
        reader.readEvents(ids).forEach(event -> found.add(new Found.Event(event.header(), "event id")));
        reader.findCorrelationIds(text, MOST_OF_A_KIND).forEach(id -> found.add(new Found.Correlation(id)));
    }

    private void addVersion(String text, List<Found> found) {
        Matcher matcher = AT_VERSION.matcher(text);
        if (matcher.matches()) {
            StreamId stream = new StreamId(matcher.group(1));
            long version = Long.parseLong(matcher.group(2));
            if (reader.findStream(stream).isPresent()) {
                found.add(new Found.Version(stream, version));
            }
        }
    }

    private Optional<EventHeader> firstAfter(long position) {
        EventQuery query = EventQuery.forward(EventScope.all(), 1).in(EventRange.after(OrderToken.of(position)));
        return reader.readHeaders(query).stream().findFirst();
    }

    private static boolean isBefore(EventHeader event, Instant time) {
        Instant recorded = event.recordedAt() != null ? event.recordedAt() : event.occurredAt();
        return recorded != null && recorded.isBefore(time);
    }

    private static boolean isPosition(OrderToken token) {
        return token.parts().size() == 1 && token.parts().getFirst() instanceof OrderToken.Num;
    }
}
