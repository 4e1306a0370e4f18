package dev.eventscope.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Asks for a failed step to be driven once more, skipped or undone, for a saga to be paused or ended, and tells what came
/// of it.
///
/// Shape: asking is one PostgreSQL function, so that an operator needs no right to write a table. The service's runner does
///        the work; this never runs a step.
/// Threads: safe from any thread; blocks.
public final class Redrive {

    /// Without a poll for this long, nobody is there to answer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String OUTCOMES = """
            select o.request_id, o.at, o.mode, clock_timestamp() as read_at, p.polled_at, g.status as saga_status,
                   t.attempt, t.status, t.error_class, t.error_message,
                   coalesce(t.stopped_saga, false) as stopped, s.due_at is not null and s.request_id = o.request_id as waits,
                   o.mode = 'compensate' and o.before ->> 'saga' <> 'compensation_failed' as undoes
            from eventscope.operator_action o
            join eventscope.saga g on g.saga_id = o.saga_id
            join eventscope.saga_step s on s.saga_id = o.saga_id and s.no = o.step_no
            left join lateral (
                select a.* from eventscope.saga_attempt a
                where a.request_id = o.request_id
                   or o.mode = 'compensate' and o.before ->> 'saga' <> 'compensation_failed'
                      and a.saga_id = o.saga_id and a.compensation
                order by a.stopped_saga desc, case when a.stopped_saga then a.started_at end, a.started_at desc
                limit 1) t on true
            left join lateral (
                select max(r.polled_at) as polled_at from eventscope.saga_runner r where g.type = any (r.types)) p on true
            where o.request_id = any (?::uuid[]) and o.accepted and o.action = 'redrive'""";

    private final Database database;

    /// Reading an outcome needs a read-only database, asking one that may write.
    public Redrive(Database database) {
        this.database = database;
    }

    /// Asks. Answers the request id once it is written down: that is not yet an outcome.
    ///
    /// Errors: [RedriveRefused] says why not. After a lost connection send the same request again: it gets the answer that
    ///         it got, or would have got, the first time.
    public UUID request(RedriveRequest request) {
        Answer answer = database.write(tx -> tx.query("""
                select accepted, refusal, saga_status, step_status, step_name, until_at, last_by, last_at
                from eventscope.redrive_step(?, ?, ?, ?, ?, ?, ?, ?)""", Answer::of, request.requestId(),
                request.sagaId(),
                request.stepNo(), request.expectedAttempt(), request.mode().code(), request.reason(),
                request.actor(), request.evidence()).getFirst());
        if (answer.refusal() != null) {
            throw new RedriveRefused(request, RedriveRefused.Reason.of(answer.refusal()), answer.facts());
        }
        return request.requestId();
    }

    /// What has come of an accepted request; empty where there is none of that id. For a step it is read from the very
    /// attempt that the request caused, for a saga that is undone from what its compensation came to first. What needs no
    /// runner is confirmed at once.
    public Optional<RedriveOutcome> outcome(UUID requestId) {
        return Optional.ofNullable(outcomes(List.of(requestId)).get(requestId));
    }

    /// The same of many; requests that are unknown or were refused are left out.
    public Map<UUID, RedriveOutcome> outcomes(List<UUID> requestIds) {
        Map<UUID, RedriveOutcome> outcomes = new HashMap<>();
        if (!requestIds.isEmpty()) {
            database.read(tx -> {
                tx.forEach(OUTCOMES, row -> outcomes.put(row.uuid("request_id"), outcome(row)), requestIds);
                return outcomes;
            });
        }
        return outcomes;
    }

    private static RedriveOutcome outcome(Row row) {
        String status = row.nullableString("status");
        Instant polled = row.nullableInstant("polled_at");
        Instant asked = row.instant("at");
        Instant lastSign = polled == null || polled.isBefore(asked) ? asked : polled;
        boolean silent = lastSign.plus(PATIENCE).isBefore(row.instant("read_at"));
        return new RedriveOutcome(state(row, status, silent), status == null ? null : row.intValue("attempt"),
                SagaRows.error(row), asked, polled);
    }

    private static RedriveOutcome.State state(Row row, @Nullable String status, boolean silent) {
        RedriveRequest.Mode mode = RedriveRequest.Mode.of(row.string("mode"));
        if (mode != RedriveRequest.Mode.RETRY && mode != RedriveRequest.Mode.COMPENSATE) {
            return RedriveOutcome.State.CONFIRMED;
        }
        if (row.booleanValue("undoes")) {
            return undoing(row, status, silent);
        }
        if (status == null) {
            return !row.booleanValue("waits")
                    ? RedriveOutcome.State.SUPERSEDED
                    : silent ? RedriveOutcome.State.NO_ANSWER : RedriveOutcome.State.QUEUED;
        }
        return switch (StepStatus.of(status)) {
            case SUCCEEDED -> RedriveOutcome.State.CONFIRMED;
            case FAILED -> RedriveOutcome.State.FAILED_AGAIN;
            case RUNNING -> silent ? RedriveOutcome.State.NO_ANSWER : RedriveOutcome.State.PICKED_UP;
            case PENDING, UNKNOWN, SKIPPED, COMPENSATED, COMPENSATION_FAILED -> RedriveOutcome.State.NO_ANSWER;
        };
    }

    /// Of a whole compensation. The first attempt that stopped it is the answer, whatever was asked for since.
    private static RedriveOutcome.State undoing(Row row, @Nullable String status, boolean silent) {
        if (row.booleanValue("stopped")) {
            return RedriveOutcome.State.FAILED_AGAIN;
        }
        return switch (SagaStatus.of(row.string("saga_status"))) {
            case COMPENSATED -> RedriveOutcome.State.CONFIRMED;
            case COMPENSATION_FAILED -> RedriveOutcome.State.FAILED_AGAIN;
            default -> silent
                    ? RedriveOutcome.State.NO_ANSWER
                    : status == null ? RedriveOutcome.State.QUEUED : RedriveOutcome.State.PICKED_UP;
        };
    }

    private record Answer(@Nullable String refusal, RedriveRefused.Facts facts) {

        static Answer of(Row row) {
            return new Answer(row.booleanValue("accepted") ? null : row.string("refusal"),
                    new RedriveRefused.Facts(row.nullableString("saga_status"), row.nullableString("step_status"),
                            row.nullableString("step_name"), row.nullableInstant("until_at"),
                            row.nullableString("last_by"), row.nullableInstant("last_at")));
        }
    }
}
