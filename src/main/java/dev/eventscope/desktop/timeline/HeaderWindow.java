package dev.eventscope.desktop.timeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.EventColumnsBuilder;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// The headers of a store as far as they have been read: the newest, read backwards page by page up to a bound, and beside
/// them whatever a selection needed.
///
/// Shape: each call reads a little more and answers all columns so far.
/// Threads: blocks; one call at a time, each from any thread.
final class HeaderWindow {

    /// The newest events read at most; older ones are read only where a selection asks for them.
    static final int MOST = 250_000;

    private static final int PAGE = 10_000;
    private static final int FIRST_PAGE = 4_000;
    private static final int MOST_CAUSES = 100;
    private static final int MOST_EFFECTS = 1_000;

    private final EventReader reader;
    private final EventColumnsBuilder builder = EventColumns.builder();
    private @Nullable OrderToken oldest;
    private @Nullable OrderToken newest;
    private boolean complete;
    private int readBackwards;

    HeaderWindow(EventReader reader) {
        this.reader = reader;
    }

    EventReader reader() {
        return reader;
    }

    /// Whether older events may be read that are not here.
    boolean canGoBack() {
        return !complete && readBackwards < MOST;
    }

    /// Whether everything before the newest event here is here, too.
    boolean isComplete() {
        return complete;
    }

    /// Reads what is older than all that was read so far; the first call reads the newest.
    ///
    /// Shape: reads as much again as there is, so that building the columns anew costs no more than reading.
    EventColumns readBack() {
        int wanted = Math.min(MOST - readBackwards, Math.max(FIRST_PAGE, readBackwards));
        int read = 0;
        while (read < wanted && !complete) {
            Cancellation.check();
            read += readPage(Math.min(PAGE, wanted - read));
        }
        return builder.build();
    }

    /// Reads what came after the newest event here.
    EventColumns readForward() {
        OrderToken from = newest;
        boolean more = true;
        while (more) {
            EventRange range = from == null ? EventRange.EVERYTHING : EventRange.after(from);
            List<EventHeader> page = reader.readHeaders(EventQuery.forward(EventScope.all(), PAGE).in(range));
            builder.addAll(page);
            more = page.size() == PAGE;
            from = page.isEmpty() ? from : page.getLast().order();
        }
        newest = from;
        return builder.build();
    }

    /// Reads what belongs to an event: its correlation, its stream, its causes, its effects.
    EventColumns readAround(EventHeader event) {
        builder.add(event);
        String correlation = event.correlationId();
        if (correlation != null) {
            builder.addAll(reader.readHeaders(EventQuery.forward(EventScope.correlation(correlation), PAGE)));
        }
        builder.addAll(reader.readHeaders(EventQuery.backward(EventScope.stream(event.stream()), PAGE)));
        builder.addAll(reader.readEffects(event, MOST_EFFECTS));
        EventHeader effect = event;
        for (int hop = 0; hop < MOST_CAUSES && effect != null && effect.cause() != null; hop++) {
            effect = reader.findCause(effect).orElse(null);
            if (effect == null || !builder.add(effect)) {
                break;
            }
        }
        return builder.build();
    }

    /// Reads the newest events of a stream, or of a correlation.
    EventColumns readScope(EventScope scope) {
        builder.addAll(reader.readHeaders(EventQuery.backward(scope, PAGE)));
        return builder.build();
    }

    private int readPage(int limit) {
        EventRange range = oldest == null ? EventRange.EVERYTHING : EventRange.upTo(oldest);
        List<EventHeader> page = reader.readHeaders(EventQuery.backward(EventScope.all(), limit).in(range));
        int before = builder.size();
        builder.addAll(page);
        if (page.isEmpty()) {
            complete = true;
            return 0;
        }
        if (newest == null) {
            newest = page.getFirst().order();
        }
        complete = page.size() < limit || page.getLast().order().equals(oldest);
        oldest = page.getLast().order();
        readBackwards += page.size();
        return Math.max(1, builder.size() - before);
    }
}
