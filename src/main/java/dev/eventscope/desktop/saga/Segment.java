package dev.eventscope.desktop.saga;

import java.util.Map;
import java.util.Set;

import dev.eventscope.saga.SagaStatus;

/// The four heaps that sagas lie in: who has to do something next. A person, nobody until a time or a word, a runner, nobody.
enum Segment {
    FAILED(SagaStatus.FAILED, SagaStatus.COMPENSATION_FAILED), RETRYING(SagaStatus.WAITING, SagaStatus.PAUSED), RUNNING(
            SagaStatus.RUNNING, SagaStatus.COMPENSATING), COMPLETED(SagaStatus.COMPLETED, SagaStatus.COMPENSATED,
                    SagaStatus.CANCELLED);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<SagaStatus> statuses;

    Segment(SagaStatus... statuses) {
        this.statuses = Set.of(statuses);
    }

    Set<SagaStatus> statuses() {
        return statuses;
    }

    String tone() {
        return switch (this) {
            case FAILED -> "danger";
            case RETRYING -> "warn";
            case RUNNING, COMPLETED -> "muted";
        };
    }

    long count(Map<SagaStatus, Long> counts) {
        return statuses.stream().mapToLong(status -> counts.getOrDefault(status, 0L)).sum();
    }

    static Segment of(SagaStatus status) {
        for (Segment segment : values()) {
            if (segment.statuses.contains(status)) {
                return segment;
            }
        }
        throw new IllegalStateException("no segment for " + status);
    }
}
