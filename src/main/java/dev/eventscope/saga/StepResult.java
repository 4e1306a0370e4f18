package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// How an attempt ended.
sealed interface StepResult {

    /// `work` is to be committed with the outcome.
    record Succeeded(Duration took, List<Consumer<Tx>> work) implements StepResult {}

    /// `retryAfter` is null where it is not to be tried again by itself.
    record Failed(StepError error, boolean retryable, @Nullable Duration retryAfter) implements StepResult {}

    /// Its runner died; nobody knows whether it happened.
    record Unknown(StepError error) implements StepResult {}

    default String code() {
        return switch (this) {
            case Succeeded _ -> "succeeded";
            case Failed _ -> "failed";
            case Unknown _ -> "unknown";
        };
    }
}
