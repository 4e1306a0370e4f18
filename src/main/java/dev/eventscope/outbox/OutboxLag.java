package dev.eventscope.outbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// How far the relay is behind, and why.
///
/// Shape: `events` are those that are not published: pending, and waiting behind blocked keys; skipped ones are not.
///        `waiting` of them wait behind `blockedKeys`, `parkedKeys` of which wait for an operator. `relaying` = some shard
///        has a living lease. `trouble` is what the broker does not do, `diverged` why a shard has stopped.
/// Units: `ageSeconds` is how long ago the oldest of them was recorded, by the server's clock; 0 where there is none.
public record OutboxLag(
        long events,
        double ageSeconds,
        long waiting,
        long blockedKeys,
        long parkedKeys,
        boolean relaying,
        @Nullable Instant movedAt,
        @Nullable String trouble,
        @Nullable Instant troubleSince,
        @Nullable String diverged) {}
