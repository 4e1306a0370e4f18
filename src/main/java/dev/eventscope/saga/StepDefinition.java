package dev.eventscope.saga;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// One step of a saga: what it does, what doing it twice would mean, how it is undone where it can be, how it can be asked
/// for where the other side tells, and how long an attempt may take.
///
/// Shape: `compensation` must be idempotent, and must find nothing to do where the step never happened: it also runs for
///        steps of which nobody knows whether they did. Its retries are those of the step.
public record StepDefinition(
        String name,
        Effect effect,
        RetryPolicy retry,
        StepAction action,
        @Nullable StepAction compensation,
        @Nullable StepQuery query,
        @Nullable Duration timeout) {

    public StepDefinition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("step name must not be blank");
        }
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException("timeout of step '" + name + "' must be positive, was " + timeout);
        }
        if (query != null && effect != Effect.QUERYABLE) {
            throw new IllegalArgumentException(
                    "step '" + name + "' has a query, so its effect must be queryable, was " + effect.label());
        }
    }

    public StepDefinition(String name, Effect effect, RetryPolicy retry, StepAction action,
            @Nullable StepAction compensation) {
        this(name, effect, retry, action, compensation, null, null);
    }

    public StepDefinition undoneBy(StepAction undo) {
        return new StepDefinition(name, effect, retry, action, undo, query, timeout);
    }

    public StepDefinition askedBy(StepQuery ask) {
        return new StepDefinition(name, effect, retry, action, compensation, ask, timeout);
    }

    /// An attempt that takes longer is given up: whether it happened is then unknown. So is one of its compensation.
    public StepDefinition within(Duration longest) {
        return new StepDefinition(name, effect, retry, action, compensation, query, longest);
    }
}
