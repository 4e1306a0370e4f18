package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A kind of saga: its steps run one after the other.
///
/// Shape: `type` is a short word: `sync`. Steps count from 1 in the order of the list, each name once. `onFailure` and
///        `timeout` are those of the sagas that are started from now on; one that is not done in time fails.
public record SagaDefinition(
        String type,
        List<StepDefinition> steps,
        FailurePolicy onFailure,
        @Nullable Duration timeout) {

    public SagaDefinition {
        steps = List.copyOf(steps);
        if (type.isBlank()) {
            throw new IllegalArgumentException("saga type must not be blank");
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("saga '" + type + "' must have at least one step");
        }
        if (steps.stream().map(StepDefinition::name).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("saga '" + type + "' must name each step once");
        }
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException("timeout of saga '" + type + "' must be positive, was " + timeout);
        }
    }

    /// Waits for a person when it fails, and takes as long as it takes.
    public SagaDefinition(String type, List<StepDefinition> steps) {
        this(type, steps, FailurePolicy.WAIT, null);
    }

    public SagaDefinition compensating() {
        return new SagaDefinition(type, steps, FailurePolicy.COMPENSATE, timeout);
    }

    public SagaDefinition within(Duration longest) {
        return new SagaDefinition(type, steps, onFailure, longest);
    }

    /// The step of that number and name, or null where this program's saga has another one there.
    @Nullable
    StepDefinition step(int no, String name) {
        boolean known = no >= 1 && no <= steps.size() && steps.get(no - 1).name().equals(name);
        return known ? steps.get(no - 1) : null;
    }
}
