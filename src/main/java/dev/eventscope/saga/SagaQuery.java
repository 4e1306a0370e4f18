package dev.eventscope.saga;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Which sagas, latest change first.
///
/// Shape: an empty set of statuses means all; null means any. `group` is the id of a [FailureGroup]. `after` is the last
///        saga of the page before.
public record SagaQuery(
        Set<SagaStatus> statuses,
        @Nullable String type,
        @Nullable String group,
        int limit,
        @Nullable After after) {

    /// Where the page before ended.
    public record After(Instant updatedAt, String sagaId) {

        public static After of(SagaInstance last) {
            return new After(last.updatedAt(), last.sagaId());
        }
    }

    public SagaQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be 1..10000, was " + limit);
        }
    }

    public static SagaQuery all(int limit) {
        return new SagaQuery(Set.of(), null, null, limit, null);
    }

    public SagaQuery withStatuses(Set<SagaStatus> only) {
        return new SagaQuery(only, type, group, limit, after);
    }

    public SagaQuery withType(@Nullable String only) {
        return new SagaQuery(statuses, only, group, limit, after);
    }

    public SagaQuery withGroup(@Nullable String only) {
        return new SagaQuery(statuses, type, only, limit, after);
    }

    public SagaQuery after(@Nullable After last) {
        return new SagaQuery(statuses, type, group, limit, last);
    }
}
