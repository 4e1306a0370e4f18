package dev.eventscope.desktop.saga;

import java.util.Map;
import java.util.Set;

import dev.eventscope.saga.SagaStatus;

/// The four heaps that sagas lie in.
enum Segment {
    FAILED(SagaStatus.FAILED, SagaStatus.COMPENSATION_FAILED), RETRYING(SagaStatus.WAITING), RUNNING(SagaStatus.RUNNING,
            SagaStatus.PAUSED,
            SagaStatus.COMPENSATING), COMPLETED(SagaStatus.COMPLETED, SagaStatus.COMPENSATED, SagaStatus.CANCELLED);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<SagaStatus> statuses;

    Segment(SagaStatus... statuses) {
        this.statuses = Set.of(statuses);
    }

    Set<SagaStatus> statuses() {
        return statuses;
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
