package dev.eventscope.replay;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;

/// Whether something holds for a state, and the event that led to it.
///
/// Shape: pure, and bounded in time.
@FunctionalInterface
public interface StatePredicate {

    boolean holds(RecordedEvent event, JsonNode state);

    /// A filter whose `data.…` is the state, not the payload.
    static StatePredicate of(Filter filter) {
        return (event, state) -> filter.matches(FilterSubject.of(event, state));
    }
}
