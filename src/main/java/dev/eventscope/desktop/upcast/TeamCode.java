package dev.eventscope.desktop.upcast;

import java.util.Collection;
import java.util.List;

import dev.eventscope.replay.Reducer;
import dev.eventscope.upcast.Upcaster;
import dev.eventscope.upcast.Upcasts;

/// What a service's own code contributes: the upcasters it runs with, and the reducers that make its states exact.
public record TeamCode(Collection<? extends Upcaster> upcasters, Collection<? extends Reducer> reducers) {

    /// No code at all: rules only, states approximate.
    public static final TeamCode NONE = new TeamCode(List.of(), List.of());

    /// What reads go through where no candidate rules are in view.
    Upcasts deployed() {
        return Upcasts.of(List.of(), upcasters);
    }

    public TeamCode {
        upcasters = List.copyOf(upcasters);
        reducers = List.copyOf(reducers);
    }
}
