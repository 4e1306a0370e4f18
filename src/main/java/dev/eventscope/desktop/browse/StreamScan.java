package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;

/// One pass over the events that a filter could let through, and the streams in which it lets one through.
///
/// Shape: at most [#MOST_STREAMS] streams, in the order of their first match. Payloads are read only where the filter asks
///        for them.
/// Threads: [#run] blocks, off the FX thread, until it is done or cancelled; [#seen()] from any thread meanwhile.
final class StreamScan {

    static final int MOST_STREAMS = 1_000;
    private static final int EVENTS_A_REPORT = 1_000;

    private final EventReader reader;
    private final StreamFilter asked;
    private final AtomicLong seen = new AtomicLong();
    private final Map<StreamId, Long> matches = new LinkedHashMap<>();

    StreamScan(EventReader reader, StreamFilter asked) {
        this.reader = reader;
        this.asked = asked;
    }

    /// How many events have been looked at.
    long seen() {
        return seen.get();
    }

    List<StreamRow> run(Runnable onProgress) {
        if (asked.filter().needsPayload()) {
            reader.scanEvents(asked.scope(), EventRange.EVERYTHING,
                    event -> look(event.header(), FilterSubject.of(event), onProgress));
        } else {
            reader.scanHeaders(asked.scope(), EventRange.EVERYTHING,
                    header -> look(header, FilterSubject.of(header), onProgress));
        }
        onProgress.run();
        List<StreamRow> found = new ArrayList<>();
        matches.forEach((stream, count) -> {
            Cancellation.check();
            reader.findStream(stream).ifPresent(summary -> found.add(new StreamRow(summary, count)));
        });
        return found;
    }

    private void look(EventHeader header, FilterSubject subject, Runnable onProgress) {
        if (seen.incrementAndGet() % EVENTS_A_REPORT == 0) {
            Cancellation.check();
            onProgress.run();
        }
        boolean isKnown = matches.containsKey(header.stream());
        if ((isKnown || matches.size() < MOST_STREAMS) && asked.filter().matches(subject)) {
            matches.merge(header.stream(), 1L, Long::sum);
        }
    }
}
