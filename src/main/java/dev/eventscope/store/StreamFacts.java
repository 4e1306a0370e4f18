package dev.eventscope.store;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;

/// What a list shows of a stream beyond its summary.
///
/// Shape: times of the first and the last event are on the clock that was asked for. Failures are counted among the newest
///        [#LOOKED_AT] events; `failuresWhole` says that no older event was left out. `activity` is events a bucket,
///        counted where `activityExact`, else estimated from evenly spread samples.
public record StreamFacts(
        StreamId stream,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long failures,
        boolean failuresWhole,
        List<Long> activity,
        boolean activityExact) {

    public static final int LOOKED_AT = 200;

    public StreamFacts {
        activity = List.copyOf(activity);
    }
}
