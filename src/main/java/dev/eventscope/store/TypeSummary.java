package dev.eventscope.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One event type at one stored schema version.
public record TypeSummary(
        String type,
        @Nullable String schemaVersion,
        long events,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {}
