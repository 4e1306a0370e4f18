package dev.eventscope.replay;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.folding.StateRules;

/// A fold for the streams of one category: a service's own, found by `ServiceLoader`, which makes a state exact; or what a
/// profile declares.
///
/// A reducer is used only where the store is the one it names: by layout and category, and by its event types. An event of
/// a type that it does not name is merged instead, and the state is approximate from there on.
///
/// Shape: pure. `state` and the payload must not be changed; what is returned may share parts with both. The state before
///        the first event is an empty object.
/// Errors: any exception stops the fold at the version before and marks the event with its message.
/// Threads: may be called from many threads at once.
public interface Reducer {

    /// The id of the store layout that the service writes: `native`.
    String layout();

    String category();

    /// Every type of event that the service writes into streams of the category.
    Set<String> types();

    JsonNode apply(JsonNode state, FoldEvent event);

    /// How true the states are that it makes. Code is the service's own; rules of a profile say otherwise themselves.
    default Fidelity fidelity() {
        return Fidelity.EXACT;
    }

    /// How it is called where a person chooses.
    default String label() {
        return getClass().getSimpleName().isEmpty() ? "a reducer" : getClass().getSimpleName();
    }

    /// Rules of a profile as a reducer for the stores of a layout.
    static Reducer declared(String layout, StateRules rules) {
        return new DeclaredReducer(layout, rules);
    }
}
