package dev.eventscope.saga;

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
                tx.forEach("""
                        select request_id, state, asked_at, polled_at, attempt, error_class, error_message
                        from eventscope.redrive_outcomes(?::uuid[])""",
                        row -> outcomes.put(row.uuid("request_id"), outcome(row)), requestIds);
                return outcomes;
            });
        }
        return outcomes;
    }

    private static RedriveOutcome outcome(Row row) {
        return new RedriveOutcome(RedriveOutcome.State.of(row.string("state")),
                row.nullableLong("attempt") == null ? null : row.intValue("attempt"), SagaRows.error(row),
                row.instant("asked_at"), row.nullableInstant("polled_at"));
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
