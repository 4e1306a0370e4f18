package dev.eventscope.saga;

import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;
import dev.eventscope.store.Tx;

/// What becomes of a saga that cannot go on by itself: it waits for a person, or undoes what has happened.
final class Stop {

    /// The saga as it was when its row was locked.
    record Saga(String sagaId, boolean paused, boolean compensates) {}

    /// The step that stopped it, the event that says so, and why.
    record Step(int no, UUID event, ObjectNode why) {}

    private Stop() {}

    /// Appends the events, with those of the stop. A paused saga decides when it is resumed.
    static void after(Tx tx, Saga saga, SagaEvents events, Step step) {
        boolean waits = !saga.paused() && !saga.compensates();
        UUID last = waits ? events.add("SagaFailed", step.event(), step.why()) : step.event();
        tx.update("update eventscope.saga_step set cause_event_id = ? where saga_id = ? and no = ?", last,
                saga.sagaId(),
                step.no());
        tx.update("""
                update eventscope.saga
                set status = case when ? then 'failed' else status end, version = ?, updated_at = clock_timestamp()
                where saga_id = ?""", waits, events.append(tx), saga.sagaId());
        if (!saga.paused() && saga.compensates()) {
            tx.query("select eventscope.begin_compensation(?, ?, ?::json, '{}')", _ -> 0, saga.sagaId(), last,
                    Json.write(step.why()));
        }
    }
}
