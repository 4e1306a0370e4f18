package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// How an attempt ended.
sealed interface StepResult {

    /// `work` is to be committed with the outcome. `answer` is what the other side said where it was asked.
    record Succeeded(Duration took, List<Consumer<Tx>> work, @Nullable StepAnswer answer) implements StepResult {}

    /// `retryAfter` is null where it is not to be tried again by itself. Where it `mayHaveHappened`, in part or whole, it is
    /// undone when the saga is.
    record Failed(StepError error, boolean retryable, @Nullable Duration retryAfter,
            boolean mayHaveHappened) implements StepResult {}

    /// Started and not finished; nobody knows whether it happened. `goesOnAfter` is null where only a person can say how it
    /// goes on. `handedBack` by a runner that stops: that costs no attempt.
    record Unknown(StepError error, @Nullable Duration goesOnAfter, boolean handedBack) implements StepResult {}

    /// As it is kept beside an attempt that it came too late for.
    default String summary() {
        return switch (this) {
            case Succeeded _ -> "succeeded";
            case Failed failed -> "failed: " + failed.error();
            case Unknown unknown -> "unknown: " + unknown.error();
        };
    }
}
