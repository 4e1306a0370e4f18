package dev.eventscope.saga;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One try of a step.
///
/// Shape: `endedAt` is absent while it runs. `requestId` is the re-drive that asked for it; absent for automatic tries.
///        `undoes` tells an attempt at the compensation from one at the step. `lateResult` is what came back after the attempt had been fenced off; it changed nothing.
public record SagaAttempt(
        int attempt,
        StepStatus status,
        boolean undoes,
        String runner,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable StepError error,
        UUID startedEventId,
        @Nullable UUID endedEventId,
        @Nullable UUID requestId,
        @Nullable String lateResult) {}
