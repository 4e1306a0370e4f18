package dev.eventscope.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One failed step that a re-drive of many would drive once more.
///
/// Shape: `attempt` is the last one. `aggregate` is the stream of the saga's trigger, absent where it has none; sagas of
///        the same aggregate must go in the order in which they started. `after` is the earlier one of the same aggregate
///        that has not ended. `keySince` is when the step was first tried, and its idempotency key first sent.
public record PlannedItem(
        String sagaId,
        int stepNo,
        String step,
        int attempt,
        StepStatus status,
        Effect effect,
        int stepsDone,
        int stepsAfter,
        @Nullable String aggregate,
        @Nullable String after,
        Instant startedAt,
        @Nullable Instant keySince) {

    /// Whether nobody can tell whether it happened, so that it is refused without evidence.
    boolean needsEvidence() {
        return status == StepStatus.UNKNOWN && effect == Effect.UNSAFE;
    }
}
