package dev.eventscope.projection;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;

/// A stream that a subscription does not get on with, and why.
///
/// Shape: `eventId` and `version` are of the event that blocks it: the one that failed, or the first after the gap.
///        `waiting` counts the events held, that one with them.
/// Units: `nextAttemptAt` by the server's clock, absent where nothing is tried any more.
public record BlockedStream(String subscription, int generation, StreamId stream, Reason reason, State state,
        UUID eventId, long version, int attempts, @Nullable Instant nextAttemptAt, String errorClass,
        String errorMessage, Instant blockedAt, long waiting) {

    public enum Reason {
        /// The handler fails on the event.
        POISON,
        /// An event before it has not come.
        GAP
    }

    public enum State {
        /// Is tried again by itself.
        RETRYING,
        /// Waits for the event that has not come.
        WAITING,
        /// Waits for an operator.
        PARKED
    }
}
