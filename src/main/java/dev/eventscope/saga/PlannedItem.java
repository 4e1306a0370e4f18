package dev.eventscope.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One saga of a plan for many, with the step that it stands at.
///
/// Shape: `attempt` is the last one; `stepsToUndo` is what a compensation would undo. `aggregate` is the stream of the saga's trigger, absent where it has none; sagas of
///        the same aggregate must go in their order. `after` is the one of the same aggregate that has to end first, absent
///        where none has to. `keySince` is when the step was first tried, and its idempotency key first sent.
public record PlannedItem(
        String sagaId,
        int stepNo,
        String step,
        int attempt,
        StepStatus status,
        Effect effect,
        int stepsDone,
        int stepsAfter,
        int stepsToUndo,
        @Nullable String aggregate,
        @Nullable String after,
        Instant startedAt,
        @Nullable Instant keySince) {

    PlannedItem behind(@Nullable String first) {
        return first == null && after == null
                ? this
                : new PlannedItem(sagaId, stepNo, step, attempt, status, effect, stepsDone, stepsAfter, stepsToUndo,
                        aggregate,
                        first, startedAt, keySince);
    }
}
