package dev.eventscope.projection;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// How far a generation has been delivered.
///
/// Shape: `eventId` is the event at `position`; absent where nothing was delivered yet. `epoch` is the history it counts in;
///        absent until the first delivery, and after an operator accepted a changed one.
record Checkpoint(long position, @Nullable UUID eventId, @Nullable String epoch) {}
