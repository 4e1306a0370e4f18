package dev.eventscope.saga;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One step of a saga instance.
///
/// Shape: counts from 1. `attempt` is the last one, 0 before the first. `nextRetryAt` is when the runner takes it next by
///        itself; `leasedUntil` while an attempt runs. `undoes` where the step is to be undone, is being undone or is undone;
///        `undoable` where the saga's definition says how. `touched` where an attempt that did not succeed may have happened all
///        the same, so that undoing the saga undoes the step too. `attempts` oldest first; empty in lists ([SagaReader#list]).
public record SagaStep(
        int no,
        String name,
        StepStatus status,
        int attempt,
        Effect effect,
        @Nullable StepError error,
        @Nullable Instant nextRetryAt,
        @Nullable Instant leasedUntil,
        boolean undoable,
        boolean undoes,
        boolean touched,
        List<SagaAttempt> attempts) {

    public SagaStep {
        attempts = List.copyOf(attempts);
    }

    /// The step's name, or `undo git` where its compensation is what failed.
    String work() {
        return status == StepStatus.COMPENSATION_FAILED ? StepLease.undo(name) : name;
    }

    /// Whether compensation of the saga, begun now, would undo it: what it did is there, or may be, and there is a way.
    public boolean wouldBeUndone() {
        return undoable && (status == StepStatus.SUCCEEDED || (touched && effect != Effect.LOCAL_TRANSACTION));
    }

    SagaStep withAttempts(List<SagaAttempt> all) {
        return new SagaStep(no, name, status, attempt, effect, error, nextRetryAt, leasedUntil, undoable, undoes,
                touched,
                all);
    }
}
