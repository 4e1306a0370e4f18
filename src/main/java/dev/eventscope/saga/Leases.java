package dev.eventscope.saga;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Takes steps that are due for a runner, keeps the leases alive, and finds those that have run out. All by server clock.
final class Leases {

    /// The row of the saga is the lock; the step is checked again by the compare-and-set that follows.
    private static final String DUE = """
            select g.saga_id, g.type, g.data, g.correlation_id, s.no, s.name, s.effect, s.attempt, s.attempts_left,
                   s.lease_token, s.cause_event_id, s.request_id, s.status
            from eventscope.saga_step s
            join eventscope.saga g on g.saga_id = s.saga_id
            where s.due_at <= statement_timestamp() and g.type = any (?::text[]) and g.status in ('running', 'waiting')
            order by s.due_at
            limit 1
            for no key update of g skip locked""";
    private static final String TAKE = """
            update eventscope.saga_step
            set status = 'running', attempt = attempt + 1, attempts_left = greatest(0, attempts_left - 1), due_at = null,
                lease_token = nextval('eventscope.lease_token'), lease_runner = ?,
                lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where saga_id = ? and no = ? and status = ? and attempt = ? and lease_token = ? and due_at is not null
            returning lease_token""";
    private static final String EXPIRED = """
            select g.saga_id, g.type, g.data, g.correlation_id, s.no, s.name, s.effect, s.attempt, s.attempts_left,
                   s.lease_token, s.lease_runner, a.started_event_id, s.request_id
            from eventscope.saga_step s
            join eventscope.saga g on g.saga_id = s.saga_id
            join eventscope.saga_attempt a on a.saga_id = s.saga_id and a.no = s.no and a.attempt = s.attempt
            where s.lease_until < statement_timestamp() and g.type = any (?::text[])
            order by s.lease_until
            limit 1
            for no key update of g skip locked""";

    private final Database database;
    private final List<String> types;
    private final String runner;
    private final Duration length;

    Leases(Database database, List<String> types, String runner, Duration length) {
        this.database = database;
        this.types = types;
        this.runner = runner;
        this.length = length;
    }

    /// Leases the step that has been due longest and records its `StepStarted`; empty where nothing is due.
    Optional<StepLease> take() {
        return database.write(tx -> tx.queryOne(DUE, Due::of, types).flatMap(due -> take(tx, due)));
    }

    /// The oldest lease that has run out, its saga locked until the end of the transaction.
    Optional<StepLease> lockExpired(Tx tx) {
        return tx.queryOne(EXPIRED, Leases::held, types);
    }

    /// Says that the runner lives, and renews the leases of what it is running.
    void beat(Collection<StepLease> running) {
        database.write(tx -> {
            tx.update("""
                    insert into eventscope.saga_runner as r (name, types, polled_at)
                    values (?, ?::text[], clock_timestamp())
                    on conflict (name) do update set types = excluded.types, polled_at = excluded.polled_at""", runner,
                    types);
            if (!running.isEmpty()) {
                tx.update("""
                        update eventscope.saga_step
                        set lease_until = clock_timestamp() + ? * interval '1 millisecond'
                        where status = 'running' and lease_token = any (?::bigint[])
                          and saga_id = any (?::text[])""", length.toMillis(),
                        running.stream().map(StepLease::token).toList(),
                        running.stream().map(StepLease::sagaId).toList());
            }
            return null;
        });
    }

    private Optional<StepLease> take(Tx tx, Due due) {
        StepLease old = due.step();
        return tx.queryOne(TAKE, row -> row.longValue("lease_token"), runner, length.toMillis(), old.sagaId(), old.no(),
                due.status(), old.attempt(), old.token()).map(token -> started(tx, old, token, due.cause()));
    }

    private StepLease started(Tx tx, StepLease old, long token, UUID cause) {
        SagaEvents events = new SagaEvents(old.sagaId(), old.correlationId());
        int attempt = old.attempt() + 1;
        ObjectNode payload = new StepLease(old.sagaId(), old.type(), old.data(), old.correlationId(), old.no(),
                old.name(), old.effect(), attempt, 0, token, runner, old.startedEventId(), old.requestId()).payload();
        UUID event = events.add("StepStarted", cause, payload.put("runner", runner));
        tx.update(
                """
                        insert into eventscope.saga_attempt (saga_id, no, attempt, status, token, runner, started_event_id, request_id)
                        values (?, ?, ?, 'running', ?, ?, ?, ?::uuid)""",
                old.sagaId(), old.no(), attempt, token, runner, event,
                old.requestId());
        tx.update("""
                update eventscope.saga
                set status = 'running', version = ?, updated_at = clock_timestamp()
                where saga_id = ?""", events.append(tx), old.sagaId());
        return new StepLease(old.sagaId(), old.type(), old.data(), old.correlationId(), old.no(), old.name(),
                old.effect(), attempt, Math.max(0, old.attemptsLeft() - 1), token, runner, event, old.requestId());
    }

    /// A step that is due, as it was read; `step` still has its last attempt and token.
    private record Due(StepLease step, String status, UUID cause) {

        static Due of(Row row) {
            UUID cause = row.uuid("cause_event_id");
            return new Due(lease(row, "", cause), row.string("status"), cause);
        }
    }

    private static StepLease held(Row row) {
        return lease(row, row.string("lease_runner"), row.uuid("started_event_id"));
    }

    private static StepLease lease(Row row, String runner, UUID startedEventId) {
        return new StepLease(row.string("saga_id"), row.string("type"), row.string("data"),
                row.nullableUuid("correlation_id"), row.intValue("no"), row.string("name"),
                Effect.of(row.string("effect")), row.intValue("attempt"), row.intValue("attempts_left"),
                row.longValue("lease_token"), runner, startedEventId, row.nullableUuid("request_id"));
    }
}
