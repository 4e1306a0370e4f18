package dev.eventscope.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;

/// One stream as a row of a list.
///
/// Units: `version` is the last version in the store's own numbering; times are the recorded clock, UTC.
public record StreamSummary(
        StreamId stream,
        String category,
        @Nullable Long version,
        @Nullable OrderToken lastOrder,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        @Nullable String lastType) {}
