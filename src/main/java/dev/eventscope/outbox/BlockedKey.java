package dev.eventscope.outbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;

/// A key whose head could not be published.
///
/// Shape: `eventId` is the head, absent where it was skipped and nothing has come after it yet; `nextAttemptAt` is absent
///        where the key is parked. `waiting` counts the events behind and with the head that the shard has passed.
public record BlockedKey(
        StreamId stream,
        int shard,
        boolean parked,
        long version,
        @Nullable String eventId,
        int attempts,
        @Nullable Instant nextAttemptAt,
        String errorClass,
        String errorMessage,
        Instant blockedAt,
        long waiting) {}
