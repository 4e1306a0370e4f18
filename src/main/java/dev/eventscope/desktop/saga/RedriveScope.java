package dev.eventscope.desktop.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.Filter;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;

/// What a re-drive is about.
sealed interface RedriveScope {

    record One(SagaShown shown, SagaStep step) implements RedriveScope {}

    record Group(FailureGroup group) implements RedriveScope {}

    record Query(Filter filter, Set<SagaStatus> statuses) implements RedriveScope {}

    /// On its segment.
    default String name() {
        return switch (this) {
            case One _ -> "This saga";
            case Group _ -> "Whole group";
            case Query _ -> "Filter";
        };
    }

    /// Beside the segments.
    default String about() {
        return switch (this) {
            case One(var shown, var step) -> shown.saga().sagaId() + ", step " + step.no() + " " + step.name();
            case Group(var group) -> group.type() + " / " + group.step() + " / " + group.errorClass();
            case Query(var filter, _) -> filter.text();
        };
    }

    /// From the smallest to the largest; what is not there is left out.
    static List<RedriveScope> of(@Nullable SagaShown shown, @Nullable SagaStep step, @Nullable FailureGroup group,
            Filter filter, Set<SagaStatus> statuses) {
        List<RedriveScope> scopes = new ArrayList<>();
        if (shown != null && step != null) {
            scopes.add(new One(shown, step));
        }
        if (group != null && group.count() > 0) {
            scopes.add(new Group(group));
        }
        if (!filter.isEverything()) {
            scopes.add(new Query(filter, statuses));
        }
        return scopes;
    }
}
