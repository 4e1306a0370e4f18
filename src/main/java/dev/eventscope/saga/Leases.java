package dev.eventscope.saga;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Takes steps that are due for a runner, and keeps the leases alive. All by server clock.
final class Leases {

    /// What a lease is made of, but for its runner and the event that started it.
    static final String COLUMNS = """
            select g.saga_id, g.type, g.data, g.correlation_id, s.no, s.name, s.effect, s.compensating, s.touched,
                   s.attempt, s.attempts_left, s.lease_token, s.request_id\
            """;
    /// The row of the saga is the lock; the step is checked again by the compare-and-set that follows.
    private static final String DUE = COLUMNS + """
            , s.cause_event_id, s.status
            from eventscope.saga_step s
            join eventscope.saga g on g.saga_id = s.saga_id
            where s.due_at <= statement_timestamp() and g.type = any (?::text[])
              and g.status in ('running', 'waiting', 'compensating')
            order by s.due_at
            limit 1
            for no key update of g skip locked""";
    private static final String TAKE = """
            update eventscope.saga_step
            set status = 'running', attempt = attempt + 1, attempts_left = greatest(0, attempts_left - 1), due_at = null,
                lease_token = nextval('eventscope.lease_token'), lease_runner = ?,
                lease_until = clock_timestamp() + ? * interval '1 millisecond',
                timeout_at = clock_timestamp() + ?::bigint * interval '1 millisecond'
            where saga_id = ? and no = ? and status = ? and attempt = ? and lease_token = ? and due_at is not null
            returning lease_token""";
    private static final String RENEW = """
            update eventscope.saga_step
            set lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where status = 'running' and lease_token = any (?::bigint[]) and saga_id = any (?::text[])
              and (timeout_at is null or timeout_at > clock_timestamp())
            returning lease_token""";

    private final Database database;
    private final Definitions definitions;
    private final String runner;
    private final Duration length;

    Leases(Database database, Definitions definitions, String runner, Duration length) {
        this.database = database;
        this.definitions = definitions;
        this.runner = runner;
        this.length = length;
    }

    /// Leases the step that has been due longest and records that it starts; empty where nothing is due.
    Optional<StepLease> take() {
        return database.write(tx -> tx.queryOne(DUE, Due::of, definitions.types()).flatMap(due -> take(tx, due)));
    }

    /// Says that the runner lives, and renews the leases of what it is running. Answers the tokens of those that it still
    /// holds; the others have run out, or their time is over.
    Set<Long> beat(Collection<StepLease> running) {
        return database.write(tx -> {
            tx.update("""
                    insert into eventscope.saga_runner as r (name, types, polled_at)
                    values (?, ?::text[], clock_timestamp())
                    on conflict (name) do update set types = excluded.types, polled_at = excluded.polled_at""", runner,
                    definitions.types());
            return running.isEmpty()
                    ? Set.of()
                    : tx.query(RENEW, row -> row.longValue("lease_token"), length.toMillis(),
                            running.stream().map(StepLease::token).toList(),
                            running.stream().map(StepLease::sagaId).toList()).stream()
                            .collect(Collectors.toUnmodifiableSet());
        });
    }

    static StepLease lease(Row row, String runner, UUID startedEventId) {
        return new StepLease(row.string("saga_id"), row.string("type"), row.string("data"),
                row.nullableUuid("correlation_id"), row.intValue("no"), row.string("name"),
                Effect.of(row.string("effect")), row.booleanValue("compensating"), row.booleanValue("touched"),
                row.intValue("attempt"), row.intValue("attempts_left"), row.longValue("lease_token"), runner,
                startedEventId, row.nullableUuid("request_id"));
    }

    private Optional<StepLease> take(Tx tx, Due due) {
        StepLease old = due.step();
        StepDefinition step = definitions.find(old);
        Long longest = step == null || step.timeout() == null ? null : step.timeout().toMillis();
        return tx.queryOne(TAKE, row -> row.longValue("lease_token"), runner, length.toMillis(), longest, old.sagaId(),
                old.no(), due.status(), old.attempt(), old.token()).map(token -> started(tx, due, token));
    }

    private StepLease started(Tx tx, Due due, long token) {
        StepLease old = due.step();
        SagaEvents events = new SagaEvents(old.sagaId(), old.correlationId());
        StepLease numbered = old.taken(token, runner, due.cause());
        ObjectNode payload = numbered.payload().put("runner", runner);
        if (old.asks()) {
            payload.put("asks_first", true);
        }
        UUID event = events.add(old.undoes() ? "StepCompensationStarted" : "StepStarted", due.cause(), payload);
        StepLease lease = old.taken(token, runner, event);
        tx.update("""
                insert into eventscope.saga_attempt (saga_id, no, attempt, status, token, runner, started_event_id,
                                                     request_id, compensation)
                values (?, ?, ?, 'running', ?, ?, ?, ?::uuid, ?)""", lease.sagaId(), lease.no(), lease.attempt(), token,
                runner, event, lease.requestId(), lease.undoes());
        tx.update("""
                update eventscope.saga
                set status = ?, version = ?, updated_at = clock_timestamp()
                where saga_id = ?""", (old.undoes() ? SagaStatus.COMPENSATING : SagaStatus.RUNNING).code(),
                events.append(tx), lease.sagaId());
        return lease;
    }

    /// A step that is due, as it was read; `step` still has its last attempt and token.
    private record Due(StepLease step, String status, UUID cause) {

        static Due of(Row row) {
            UUID cause = row.uuid("cause_event_id");
            return new Due(lease(row, "", cause), row.string("status"), cause);
        }
    }
}
