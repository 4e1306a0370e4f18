package dev.eventscope.saga;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.store.Row;

/// From rows to records, and the columns they need.
final class SagaRows {

    static final String SAGA = """
            select g.saga_id, g.type, g.status, g.version, g.trigger_event_id, g.correlation_id, g.started_at,
                   g.updated_at, g.data
            from eventscope.saga g
            """;
    static final String STEP = """
            select s.saga_id, s.no, s.name, s.status, s.attempt, s.effect, s.error_class,
                   left(s.error_message, 10100) as error_message, s.due_at,
                   s.lease_until, s.undoable, s.compensating, s.touched
            from eventscope.saga_step s
            """;
    static final String ATTEMPT = """
            select a.no, a.attempt, a.status, a.compensation, a.runner, a.started_at, a.ended_at, a.error_class,
                   left(a.error_message, 10100) as error_message,
                   a.started_event_id, a.ended_event_id, a.request_id, a.late_result
            from eventscope.saga_attempt a
            """;

    private static final Set<StepStatus> RETRIED = Set.of(StepStatus.FAILED, StepStatus.UNKNOWN,
            StepStatus.COMPENSATION_FAILED);

    private SagaRows() {}

    static SagaInstance saga(Row row) {
        return new SagaInstance(row.string("saga_id"), row.string("type"), SagaStatus.of(row.string("status")),
                row.longValue("version"), row.nullableUuid("trigger_event_id"), row.nullableUuid("correlation_id"),
                row.instant("started_at"), row.instant("updated_at"), data(row.bytes("data")), List.of());
    }

    static SagaInstance with(SagaInstance saga, List<SagaStep> steps) {
        return new SagaInstance(saga.sagaId(), saga.type(), saga.status(), saga.version(), saga.triggerEventId(),
                saga.correlationId(), saga.startedAt(), saga.updatedAt(), saga.data(), steps);
    }

    static SagaStep step(Row row) {
        StepStatus status = StepStatus.of(row.string("status"));
        return new SagaStep(row.intValue("no"), row.string("name"), status, row.intValue("attempt"),
                Effect.of(row.string("effect")), error(row),
                RETRIED.contains(status) ? row.nullableInstant("due_at") : null, row.nullableInstant("lease_until"),
                row.booleanValue("undoable"), row.booleanValue("compensating"), row.booleanValue("touched"),
                List.of());
    }

    static SagaAttempt attempt(Row row) {
        return new SagaAttempt(row.intValue("attempt"), StepStatus.of(row.string("status")),
                row.booleanValue("compensation"), row.string("runner"), row.instant("started_at"),
                row.nullableInstant("ended_at"), error(row), row.uuid("started_event_id"),
                row.nullableUuid("ended_event_id"), row.nullableUuid("request_id"), row.nullableString("late_result"));
    }

    static @Nullable StepError error(Row row) {
        String errorClass = row.nullableString("error_class");
        String message = row.nullableString("error_message");
        return errorClass == null ? null : new StepError(errorClass, message == null ? "" : message);
    }

    private static JsonNode data(byte[] json) {
        try {
            return Json.read(json);
        } catch (IOException _) {
            // Deeper than we read into a tree: the saga is shown without it, its stream still has it.
            return NullNode.getInstance();
        }
    }
}
