package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// One step of a saga: what it does, what doing it twice would mean, and how it is undone where it can be.
public record StepDefinition(
        String name,
        Effect effect,
        RetryPolicy retry,
        StepAction action,
        @Nullable StepAction compensation) {

    public StepDefinition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("step name must not be blank");
        }
    }
}
