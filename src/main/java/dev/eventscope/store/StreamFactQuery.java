package dev.eventscope.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.StreamId;

/// For which streams facts are asked, on which clock, and over which time their activity is counted.
///
/// Shape: `buckets` of equal length from `from` on. A failure is an event whose type ends as one of `failureEndings`.
public record StreamFactQuery(
        List<StreamId> streams,
        EventClock clock,
        Instant from,
        Duration bucket,
        int buckets,
        List<String> failureEndings) {

    public StreamFactQuery {
        streams = List.copyOf(streams);
        failureEndings = List.copyOf(failureEndings);
        if (buckets < 1 || buckets > 1_000) {
            throw new IllegalArgumentException("buckets must be 1..1000, was " + buckets);
        }
    }

    public Instant to() {
        return from.plus(bucket.multipliedBy(buckets));
    }

    /// The bucket of a time; outside `0 … buckets - 1` where it is in none.
    public int bucketOf(Instant at) {
        return Math.clamp(Math.floorDiv(Duration.between(from, at).toMillis(), bucket.toMillis()), -1, buckets);
    }
}
