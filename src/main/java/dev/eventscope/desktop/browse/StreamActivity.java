package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.StreamSummary;

/// Reads the facts of rows of the list of streams, with their activity on the last [#DAYS] days: those up to today, or, in a
/// store that has come to rest, up to the day of its last event.
///
/// Threads: [#read] in the background; the rest on the FX thread.
final class StreamActivity implements RowFacts.Source<StreamSummary, StreamFacts> {

    static final int DAYS = 30;
    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock;
    private volatile EventClock eventClock = EventClock.OCCURRED;
    private volatile @Nullable Instant from;

    StreamActivity(Clock clock) {
        this.clock = clock;
    }

    /// Another store, or another clock of its events.
    void begin(EventClock newClock) {
        eventClock = newClock;
        from = null;
    }

    /// The first of the days, at midnight UTC; null before anything has been read.
    @Nullable
    Instant from() {
        return from;
    }

    /// The head of its column: up to which day, where that is not today.
    String title() {
        Instant begin = from;
        if (begin == null || !begin.plus(DAY.multipliedBy(DAYS - 1L)).isBefore(today())) {
            return DAYS + " days";
        }
        return DAYS + " d to " + day(begin, DAYS - 1);
    }

    @Override
    public Map<StreamSummary, StreamFacts> read(EventReader reader, List<StreamSummary> rows) {
        Instant begin = from;
        if (begin == null) {
            begin = firstDay(reader);
            from = begin;
        }
        Map<StreamId, StreamFacts> found = new HashMap<>();
        reader.readStreamFacts(new StreamFactQuery(rows.stream().map(StreamSummary::stream).toList(), eventClock, begin,
                DAY, DAYS, EventKind.FAILURE_ENDINGS)).forEach(facts -> found.put(facts.stream(), facts));
        Map<StreamSummary, StreamFacts> byRow = new HashMap<>();
        for (StreamSummary row : rows) {
            StreamFacts facts = found.get(row.stream());
            if (facts != null) {
                byRow.put(row, facts);
            }
        }
        return byRow;
    }

    /// `412 events from 25 Oct to 23 Nov, most on 12 Nov: 88`; days are those of UTC.
    static String sentence(StreamFacts facts, Instant from) {
        List<Long> days = facts.activity();
        long sum = days.stream().mapToLong(Long::longValue).sum();
        String span = " from " + day(from, 0) + " to " + day(from, days.size() - 1) + ", UTC";
        if (sum == 0) {
            return "No events" + span;
        }
        long most = Collections.max(days);
        String about = facts.activityExact() ? "" : "≈ ";
        return about + Figures.plural(sum, "event") + span + "; most on " + day(from, days.indexOf(most)) + ": " + about
                + Figures.count(most);
    }

    private static String day(Instant from, int day) {
        return Times.UTC.shortDay(from.plus(Duration.ofDays(day)));
    }

    private Instant firstDay(EventReader reader) {
        Instant today = today();
        Instant last = reader.readHeaders(EventQuery.backward(EventScope.all(), 1)).stream().findFirst()
                .map(this::lastDay).orElse(today);
        boolean isAtRest = last.isBefore(today.minus(DAY.multipliedBy(DAYS - 1L)));
        return (isAtRest ? last : today).minus(DAY.multipliedBy(DAYS - 1L));
    }

    private Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    private Instant lastDay(EventHeader event) {
        Instant at = event.time(eventClock);
        return (at == null ? clock.instant() : at).truncatedTo(ChronoUnit.DAYS);
    }
}
