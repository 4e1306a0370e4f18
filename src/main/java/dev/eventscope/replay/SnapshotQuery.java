package dev.eventscope.replay;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.OrderToken;

/// Which streams, and at which point of the store: at a place in its order, at an instant, or (with neither) at its head.
///
/// Shape: an absent category means all of them.
public record SnapshotQuery(
        @Nullable String category,
        @Nullable OrderToken upTo,
        @Nullable Instant instant,
        EventClock clock) {

    public static SnapshotQuery at(@Nullable String category, OrderToken position) {
        return new SnapshotQuery(category, position, null, EventClock.RECORDED);
    }

    public static SnapshotQuery at(@Nullable String category, Instant instant, EventClock clock) {
        return new SnapshotQuery(category, null, instant, clock);
    }
}
