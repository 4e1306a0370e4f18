package dev.eventscope.telemetry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often something was handled, how long it took, how often it failed, and when it was last.
///
/// Shape: `errors` of the `count` handlings failed. At least one handling.
/// Units: times in microseconds; a percentile is right to 1/32 of its value.
public record HandlingFigures(long count, long errors, long totalUs, Instant lastAt, SortedMap<Integer, Long> buckets) {

    public HandlingFigures {
        if (count < 1) {
            throw new IllegalArgumentException("count must be 1 or more, was " + count);
        }
        buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
    }

    static HandlingFigures once(long us, boolean failed, Instant at) {
        return new HandlingFigures(1, failed ? 1 : 0, us, at, new TreeMap<>(Map.of(Buckets.of(us), 1L)));
    }

    public HandlingFigures plus(HandlingFigures other) {
        TreeMap<Integer, Long> sum = new TreeMap<>(buckets);
        other.buckets.forEach((bucket, times) -> sum.merge(bucket, times, Long::sum));
        return new HandlingFigures(count + other.count, errors + other.errors, totalUs + other.totalUs,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt, sum);
    }

    public double meanUs() {
        return (double) totalUs / count;
    }

    /// Units: 0 to 1.
    public double errorRate() {
        return (double) errors / count;
    }

    /// The time within which this share of the handlings were done: 0.5 for the median.
    public double percentileUs(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Buckets.middle(bucket.getKey());
            }
        }
        return buckets.isEmpty() ? 0 : Buckets.middle(buckets.lastKey());
    }

    /// How many handlings took less than this; exact where it is a power of two.
    long below(long us) {
        return buckets.headMap(Buckets.of(us)).values().stream().mapToLong(Long::longValue).sum();
    }
}
