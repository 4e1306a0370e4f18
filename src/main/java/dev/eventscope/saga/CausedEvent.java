package dev.eventscope.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;

/// An event in another stream that an event of a saga caused. `step` is the saga's step that it came from, if from one.
public record CausedEvent(
        long position,
        String eventId,
        StreamId stream,
        long version,
        String type,
        Instant recordedAt,
        @Nullable String step) {}
