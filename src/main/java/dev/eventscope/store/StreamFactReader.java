package dev.eventscope.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// Reads what a list shows of streams beyond their summaries.
public interface StreamFactReader extends HeaderReader {

    /// Facts of a screenful of streams, in no order. Streams without events are left out.
    ///
    /// Shape: bounded for each stream, however long it is.
    default List<StreamFacts> readStreamFacts(StreamFactQuery query) {
        List<StreamFacts> found = new ArrayList<>();
        for (StreamId stream : query.streams()) {
            Cancellation.check();
            EventScope scope = EventScope.stream(stream);
            List<EventHeader> newest = readHeaders(EventQuery.backward(scope, StreamFacts.LOOKED_AT));
            if (!newest.isEmpty()) {
                boolean whole = newest.size() < StreamFacts.LOOKED_AT;
                EventHeader first = whole ? newest.getLast() : readHeaders(EventQuery.forward(scope, 1)).getFirst();
                long failures = newest.stream().filter(event -> query.failureEndings().stream()
                        .anyMatch(event.type()::endsWith)).count();
                found.add(new StreamFacts(stream, first.time(query.clock()), newest.getFirst().time(query.clock()),
                        failures, whole, activity(newest, query), whole));
            }
        }
        return found;
    }

    private static List<Long> activity(List<EventHeader> events, StreamFactQuery query) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(query.buckets(), 0L));
        for (EventHeader event : events) {
            Instant at = event.time(query.clock());
            int bucket = at == null ? -1 : query.bucketOf(at);
            if (bucket >= 0 && bucket < query.buckets()) {
                counts.set(bucket, counts.get(bucket) + 1);
            }
        }
        return counts;
    }
}
