package dev.eventscope.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

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

    private static final List<String> ABOUT = List.of("about", "title", "path", "name", "subject", "commit");
    private static final int SHORT_ID = 12;

    public SagaInstance {
        steps = List.copyOf(steps);
    }

    /// The step that stopped the saga, or its compensation, and waits for a person.
    public Optional<SagaStep> failedStep() {
        return switch (status) {
            case FAILED -> first(step -> step.status() == StepStatus.FAILED || step.status() == StepStatus.UNKNOWN);
            case COMPENSATION_FAILED -> first(step -> step.status() == StepStatus.COMPENSATION_FAILED);
            default -> Optional.empty();
        };
    }

    /// The step that something is to be said about: the one that stopped the saga, else the one it has come to.
    public SagaStep currentStep() {
        return failedStep().or(() -> first(step -> step.status() != StepStatus.SUCCEEDED
                && step.status() != StepStatus.SKIPPED)).orElse(steps.getLast());
    }

    /// The id of the [FailureGroup] that its failed step belongs to.
    public Optional<String> failureGroup() {
        return failedStep().flatMap(step -> Optional.ofNullable(step.error())
                .map(error -> Fingerprint.group(type, step.work(), error)));
    }

    /// What the saga is about, from its input, for a person: a title, a path, a commit; empty where it has none of them.
    public String about() {
        for (String field : ABOUT) {
            JsonNode value = data.path(field);
            if (value.isTextual() && !value.textValue().isBlank()) {
                String text = value.textValue().lines().findFirst().orElse("");
                return field.equals("commit") && text.length() > SHORT_ID ? text.substring(0, SHORT_ID) : text;
            }
        }
        return "";
    }

    public Optional<SagaStep> step(int no) {
        return steps.stream().filter(step -> step.no() == no).findFirst();
    }

    private Optional<SagaStep> first(Predicate<SagaStep> wanted) {
        return steps.stream().filter(wanted).findFirst();
    }
}
