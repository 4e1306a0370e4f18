package dev.eventscope.desktop.browse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// What a row shows of a stream beyond its summary: its first and its last event, and how many failures it holds.
///
/// Shape: failures are counted in the last 500 events; `isWhole` says that no older event was left out.
record StreamDetails(EventHeader first, EventHeader last, long failures, boolean isWhole) {

    private static final int LOOKED_AT = 500;

    /// Threads: blocks; off the FX thread. A stream without events is left out.
    static Map<StreamSummary, StreamDetails> read(EventReader reader, List<StreamSummary> streams) {
        Map<StreamSummary, StreamDetails> found = new LinkedHashMap<>();
        for (StreamSummary stream : streams) {
            Cancellation.check();
            EventScope scope = EventScope.stream(stream.stream());
            List<EventHeader> newest = reader.readHeaders(EventQuery.backward(scope, LOOKED_AT));
            if (!newest.isEmpty()) {
                boolean whole = newest.size() < LOOKED_AT;
                EventHeader first = whole
                        ? newest.getLast()
                        : reader.readHeaders(EventQuery.forward(scope, 1)).getFirst();
                long failures = newest.stream().filter(event -> EventKind.of(event.type()) == EventKind.FAILURE)
                        .count();
                found.put(stream, new StreamDetails(first, newest.getFirst(), failures, whole));
            }
        }
        return found;
    }
}
