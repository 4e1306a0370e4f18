package dev.eventscope.saga;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Finds what nobody ends any more: leases and attempts whose time has run out, and sagas that have taken too long. All by
/// server clock; whoever sweeps at the same time finds the row locked and passes it over.
final class Sweep {

    private static final String EXPIRED = Leases.COLUMNS + """
            , s.lease_runner, a.started_event_id, coalesce(s.timeout_at < statement_timestamp(), false) as timed_out
            from eventscope.saga_step s
            join eventscope.saga g on g.saga_id = s.saga_id
            join eventscope.saga_attempt a on a.saga_id = s.saga_id and a.no = s.no and a.attempt = s.attempt
            where (s.lease_until < statement_timestamp() or s.timeout_at < statement_timestamp())
              and g.type = any (?::text[])
            order by s.lease_until
            limit 1
            for no key update of g skip locked""";
    private static final String OVERDUE = """
            select g.saga_id, g.type, g.correlation_id, g.deadline, g.failure_policy
            from eventscope.saga g
            where g.deadline < statement_timestamp() and g.status in ('running', 'waiting') and g.type = any (?::text[])
              and not exists (select from eventscope.saga_step r where r.saga_id = g.saga_id and r.status = 'running')
            order by g.deadline
            limit 1
            for no key update of g skip locked""";
    /// In a statement of its own, so that it sees what was committed before the row was locked.
    private static final String UNDONE = """
            select s.no, s.name, s.attempt, s.status, s.cause_event_id
            from eventscope.saga_step s
            where s.saga_id = ? and s.status not in ('succeeded', 'skipped')
            order by s.no
            limit 1""";

    private final Database database;
    private final Definitions definitions;
    private final StepRun steps;

    Sweep(Database database, Definitions definitions, StepRun steps) {
        this.database = database;
        this.definitions = definitions;
        this.steps = steps;
    }

    /// Deals with one of each. Answers whether there was one.
    boolean once() {
        boolean expired = database.write(tx -> tx.queryOne(EXPIRED, Expired::of, definitions.types())
                .map(found -> Outcomes.record(tx, found.lease(), steps.expired(found.lease(), found.timedOut())))
                .orElse(false));
        boolean overdue = database.write(tx -> tx.queryOne(OVERDUE, Overdue::of, definitions.types())
                .map(saga -> timeOut(tx, saga)).orElse(false));
        return expired || overdue;
    }

    private record Expired(StepLease lease, boolean timedOut) {

        static Expired of(Row row) {
            return new Expired(Leases.lease(row, row.string("lease_runner"), row.uuid("started_event_id")),
                    row.booleanValue("timed_out"));
        }
    }

    private record Overdue(String sagaId, String type, @Nullable UUID correlationId, String deadline,
            boolean compensates) {

        static Overdue of(Row row) {
            return new Overdue(row.string("saga_id"), row.string("type"), row.nullableUuid("correlation_id"),
                    row.instant("deadline").toString(),
                    row.string("failure_policy").equals(FailurePolicy.COMPENSATE.code()));
        }
    }

    private record Open(int no, String name, int attempt, String status, UUID cause) {

        static Open of(Row row) {
            return new Open(row.intValue("no"), row.string("name"), row.intValue("attempt"), row.string("status"),
                    row.uuid("cause_event_id"));
        }
    }

    /// The step that has not ended is failed without another attempt. Not while a runner has it: its lease ends first.
    private static boolean timeOut(Tx tx, Overdue saga) {
        List<Open> open = tx.query(UNDONE, Open::of, saga.sagaId());
        if (open.isEmpty() || open.getFirst().status().equals(StepStatus.RUNNING.code())) {
            return false;
        }
        Open step = open.getFirst();
        StepError error = new StepError(Outcomes.SAGA_TIMED_OUT, "the saga was to end by " + saga.deadline());
        SagaEvents events = new SagaEvents(saga.sagaId(), saga.correlationId());
        var payload = Json.object().put("step", step.name()).put("no", step.no()).put("deadline", saga.deadline());
        UUID timedOut = events.add("SagaTimedOut", step.cause(), payload);
        tx.update("""
                update eventscope.saga_step
                set status = case when status = 'unknown' then status else 'failed' end, due_at = null,
                    error_class = ?, error_message = ?, failure_group = ?
                where saga_id = ? and no = ?""", error.errorClass(), error.message(),
                Fingerprint.group(saga.type(), step.name(), error), saga.sagaId(), step.no());
        tx.update("update eventscope.saga set deadline = null where saga_id = ?", saga.sagaId());
        Stop.after(tx, new Stop.Saga(saga.sagaId(), false, saga.compensates()), events,
                new Stop.Step(step.no(), timedOut, payload));
        return true;
    }
}
