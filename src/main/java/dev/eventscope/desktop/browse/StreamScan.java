package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// A pass over the events that a filter could let through, the newest first, and the streams in which it lets one through,
/// told while it goes on.
///
/// Shape: at most [#MOST_STREAMS] streams, in the order in which they are found. Payloads are read only where the filter
///        asks for them. The store is read in slices, each a short transaction of its own.
/// Threads: [#run] blocks, off the FX thread, until it is done or cancelled; [#found()] from any thread meanwhile.
final class StreamScan {

    static final int MOST_STREAMS = 1_000;
    private static final int MOST_TYPES = 1_000;
    private static final int EVENTS_A_LOOK = 1_000;
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(150);

    /// What is known so far. `all` is how many events there are to look at, null before that is known.
    record Found(List<StreamRow> rows, long matches, long seen, @Nullable Count all, Duration took) {

        long perSecond() {
            return seen * 1_000 / Math.max(1, took.toMillis());
        }
    }

    private final EventReader reader;
    private final StreamFilter asked;
    private final Clock clock;
    private final Instant begunAt;
    private final Map<StreamId, Long> matches = new LinkedHashMap<>();
    private final Map<StreamId, StreamSummary> summaries = new LinkedHashMap<>();
    private long matched;
    private long seen;
    private @Nullable Count all;
    /// What was recorded later has not been looked at.
    private volatile @Nullable OrderToken upTo;
    private Instant reportedAt;
    private volatile Found found;

    StreamScan(EventReader reader, StreamFilter asked, Clock clock) {
        this.reader = reader;
        this.asked = asked;
        this.clock = clock;
        begunAt = clock.instant();
        reportedAt = begunAt;
        found = new Found(List.of(), 0, 0, null, Duration.ZERO);
    }

    Found found() {
        return found;
    }

    /// The last event of the store when it was looked at; null before that is known, and in an empty store.
    @Nullable
    OrderToken upTo() {
        return upTo;
    }

    /// Looks at all events, and calls `onProgress` now and then.
    Found run(Runnable onProgress) {
        List<EventScope> scopes = asked.scopes(() -> reader.readTypeNames(MOST_TYPES));
        all = scopes.stream().map(reader::countEvents).reduce(new Count(0, true),
                (one, other) -> new Count(one.value() + other.value(), one.exact() && other.exact()));
        report(onProgress);
        upTo = reader.readHead().last();
        EventRange range = upTo == null ? EventRange.EVERYTHING : EventRange.upTo(upTo);
        scopes.forEach(scope -> scan(scope, range, onProgress));
        return report(onProgress);
    }

    /// Looks at what has been recorded since, in any order.
    Found runOn() {
        OrderToken head = reader.readHead().last();
        scan(EventScope.all(), new EventRange.Orders(upTo, head), () -> {});
        upTo = head;
        summaries.clear();
        return report(() -> {});
    }

    private void scan(EventScope scope, EventRange range, Runnable onProgress) {
        if (asked.filter().needsPayload()) {
            reader.scanEventsNewestFirst(scope, range,
                    event -> look(event.header(), FilterSubject.of(event), onProgress));
        } else {
            reader.scanHeadersNewestFirst(scope, range, header -> look(header, FilterSubject.of(header), onProgress));
        }
    }

    private void look(EventHeader header, FilterSubject subject, Runnable onProgress) {
        seen++;
        boolean isKnown = matches.containsKey(header.stream());
        if ((isKnown || matches.size() < MOST_STREAMS) && asked.filter().matches(subject)) {
            matches.merge(header.stream(), 1L, Long::sum);
            matched++;
        }
        if (seen % EVENTS_A_LOOK == 0) {
            Cancellation.check();
            if (Duration.between(reportedAt, clock.instant()).compareTo(BETWEEN_REPORTS) >= 0) {
                report(onProgress);
            }
        }
    }

    private Found report(Runnable onProgress) {
        List<StreamId> unknown = matches.keySet().stream().filter(stream -> !summaries.containsKey(stream)).toList();
        if (!unknown.isEmpty()) {
            reader.findStreams(unknown).forEach(summary -> summaries.put(summary.stream(), summary));
        }
        List<StreamRow> rows = new ArrayList<>();
        matches.forEach((stream, count) -> {
            StreamSummary summary = summaries.get(stream);
            if (summary != null) {
                rows.add(new StreamRow(summary, count));
            }
        });
        reportedAt = clock.instant();
        Found now = new Found(rows, matched, seen, all, Duration.between(begunAt, reportedAt));
        found = now;
        onProgress.run();
        return now;
    }
}
