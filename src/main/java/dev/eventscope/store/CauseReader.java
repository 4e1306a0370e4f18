package dev.eventscope.store;

import java.util.List;
import java.util.Optional;

import dev.eventscope.event.EventHeader;

/// Follows causation by one hop.
public interface CauseReader {

    /// The event that the cause of `effect` points at; empty where it has none or where it is not in this store.
    Optional<EventHeader> findCause(EventHeader effect);

    /// The events that name `cause` as their cause, ascending in the store's order, at most `limit`.
    List<EventHeader> readEffects(EventHeader cause, int limit);
}
