package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;

/// What is linked to an event by one hop.
///
/// Shape: `cause` is absent where it has none or where it is not in the store; `effects` counts up to a bound.
public record EventLinks(@Nullable EventHeader cause, int effects) {}
