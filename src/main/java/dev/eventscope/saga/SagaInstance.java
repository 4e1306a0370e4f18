package dev.eventscope.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One saga as it stands. The saga's id is the name of its stream, `version` the stream's.
public record SagaInstance(
        String sagaId,
        String type,
        SagaStatus status,
        long version,
        @Nullable UUID triggerEventId,
        @Nullable UUID correlationId,
        Instant startedAt,
        Instant updatedAt,
        JsonNode data,
        List<SagaStep> steps) {

    public SagaInstance {
        steps = List.copyOf(steps);
    }

    /// The step that stopped the saga and waits for a person.
    public Optional<SagaStep> failedStep() {
        return status != SagaStatus.FAILED
                ? Optional.empty()
                : steps.stream().filter(s -> s.status() == StepStatus.FAILED || s.status() == StepStatus.UNKNOWN)
                        .findFirst();
    }

    /// The id of the [FailureGroup] that its failed step belongs to.
    public Optional<String> failureGroup() {
        return failedStep().flatMap(step -> Optional.ofNullable(step.error())
                .map(error -> Fingerprint.group(type, step.name(), error)));
    }

    public Optional<SagaStep> step(int no) {
        return steps.stream().filter(step -> step.no() == no).findFirst();
    }
}
