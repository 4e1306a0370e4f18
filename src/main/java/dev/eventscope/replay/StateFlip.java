package dev.eventscope.replay;

import dev.eventscope.event.EventHeader;

/// An event from which on a predicate holds, or no longer holds.
///
/// Units: `version` as the store numbers it, counted from 1 where it has none.
public record StateFlip(long version, boolean holds, EventHeader event, Fidelity fidelity) {}
