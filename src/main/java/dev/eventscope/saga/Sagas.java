package dev.eventscope.saga;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.store.Tx;

/// Starts sagas, in the transaction of whoever has the trigger in hand.
public final class Sagas {

    private Sagas() {}

    /// Writes the rows of a saga and its `SagaStarted`, caused by the trigger. A runner takes it from there.
    ///
    /// Shape: `sagaId` is also the name of the saga's stream: `sync-9c41f7e012`. Answers whether it was started now; a saga
    ///        of that id that is there already stays as it is.
    /// Errors: [dev.eventscope.store.log.StreamVersionConflict] where another stream has that name.
    public static boolean start(Tx tx, SagaDefinition definition, String sagaId, ObjectNode data,
            @Nullable UUID triggerEventId, @Nullable UUID correlationId) {
        int written = tx.update("""
                insert into eventscope.saga (saga_id, type, status, version, data, trigger_event_id, correlation_id,
                                             failure_policy, deadline)
                values (?, ?, 'running', 1, ?, ?::uuid, ?::uuid, ?,
                        clock_timestamp() + ?::bigint * interval '1 millisecond')
                on conflict do nothing""", sagaId, definition.type(), new Tx.Json(Json.write(data)), triggerEventId,
                correlationId, definition.onFailure().code(),
                definition.timeout() == null ? null : definition.timeout().toMillis());
        if (written == 0) {
            return false;
        }
        SagaEvents events = new SagaEvents(sagaId, correlationId);
        UUID started = events.add("SagaStarted", triggerEventId, payload(definition, data));
        writeSteps(tx, definition, sagaId, started);
        events.appendFirst(tx);
        return true;
    }

    private static ObjectNode payload(SagaDefinition definition, ObjectNode data) {
        ObjectNode payload = Json.object().put("type", definition.type())
                .put("on_failure", definition.onFailure().code());
        var steps = payload.putArray("steps");
        for (int i = 0; i < definition.steps().size(); i++) {
            StepDefinition step = definition.steps().get(i);
            steps.addObject().put("no", i + 1).put("step", step.name()).put("effect", step.effect().code())
                    .put("undoable", step.compensation() != null);
        }
        payload.set("data", data);
        return payload;
    }

    private static void writeSteps(Tx tx, SagaDefinition definition, String sagaId, UUID started) {
        var steps = definition.steps();
        tx.update("""
                insert into eventscope.saga_step (saga_id, no, name, effect, status, attempts, attempts_left, undoable,
                                                  due_at, cause_event_id)
                select ?, s.no, s.name, s.effect, 'pending', s.attempts, s.attempts, s.no = any (?::int[]),
                       case when s.no = 1 then clock_timestamp() end, case when s.no = 1 then ?::uuid end
                from unnest(?::text[], ?::text[], ?::int[]) with ordinality as s(name, effect, attempts, no)""", sagaId,
                undoable(definition), started, steps.stream().map(StepDefinition::name).toList(),
                steps.stream().map(step -> step.effect().code()).toList(),
                steps.stream().map(step -> step.retry().attempts()).toList());
    }

    private static List<Integer> undoable(SagaDefinition definition) {
        return IntStream.rangeClosed(1, definition.steps().size())
                .filter(no -> definition.steps().get(no - 1).compensation() != null).boxed().toList();
    }
}
