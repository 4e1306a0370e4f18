package dev.eventscope.replay;

import org.jspecify.annotations.Nullable;

/// The event at which a fold stopped, and why.
///
/// Shape: `message` is one sentence for people, without a piece of the payload.
public record FoldError(String eventId, @Nullable Long version, String message) {}
