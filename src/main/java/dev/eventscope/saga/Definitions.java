package dev.eventscope.saga;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The kinds of sagas that a runner knows.
record Definitions(List<SagaDefinition> all) {

    Definitions {
        all = List.copyOf(all);
    }

    List<String> types() {
        return all.stream().map(SagaDefinition::type).toList();
    }

    /// The definition of a step that was found in the store, or null where this program has another one there.
    @Nullable
    StepDefinition find(StepLease lease) {
        return all.stream().filter(saga -> saga.type().equals(lease.type())).findFirst()
                .map(saga -> saga.step(lease.no(), lease.name())).orElse(null);
    }
}
