package dev.eventscope.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.eventscope.event.EventHeader;

/// Follows causation by one hop.
public interface CauseReader {

    /// The event that the cause of `effect` points at; empty where it has none or where it is not in this store.
    Optional<EventHeader> findCause(EventHeader effect);

    /// The events that name `cause` as their cause, ascending in the store's order, at most `limit`.
    List<EventHeader> readEffects(EventHeader cause, int limit);

    /// The events that name any of several events as their cause, at most `limit` in all.
    ///
    /// Shape: ascending in the store's order within one cause.
    default List<EventHeader> readEffects(List<EventHeader> causes, int limit) {
        List<EventHeader> effects = new ArrayList<>();
        for (EventHeader cause : causes) {
            Cancellation.check();
            if (effects.size() >= limit) {
                break;
            }
            effects.addAll(readEffects(cause, limit - effects.size()));
        }
        return effects;
    }

    /// The links of a screenful of events, by the id of the event; effects are counted up to `mostEffects`.
    default Map<String, EventLinks> readLinks(List<EventHeader> events, int mostEffects) {
        Map<String, EventLinks> links = new LinkedHashMap<>();
        for (EventHeader event : events) {
            Cancellation.check();
            EventHeader cause = event.cause() == null ? null : findCause(event).orElse(null);
            links.put(event.id(), new EventLinks(cause, readEffects(event, mostEffects).size()));
        }
        return links;
    }
}
