package dev.eventscope.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// The rows of an attempt that ends: its step's, by compare-and-set, and its own.
final class AttemptEnd {

    private static final String END_STEP = """
            update eventscope.saga_step
            set status = ?, lease_until = null, lease_runner = null, timeout_at = null, request_id = null,
                error_class = ?, error_message = ?, failure_group = ?, touched = touched or ?,
                attempts_left = attempts_left + ?,
                due_at = clock_timestamp() + ?::bigint * interval '1 millisecond'
            where saga_id = ? and no = ? and status = 'running' and attempt = ? and lease_token = ?
            returning (due_at is not null) as retries, coalesce(due_at, clock_timestamp()) as due""";

    /// What the step becomes. `again` is the time to its next attempt, null where there is none by itself.
    record Change(StepStatus status, @Nullable StepError error, @Nullable Duration again, boolean touched,
            boolean handedBack) {

        static Change to(StepStatus status) {
            return new Change(status, null, null, false, false);
        }
    }

    /// Whether there will be another attempt by itself, and when.
    record Ended(boolean retries, Instant due) {}

    private final Tx tx;
    private final StepLease lease;

    AttemptEnd(Tx tx, StepLease lease) {
        this.tx = tx;
        this.lease = lease;
    }

    /// Empty where the lease does not hold any more.
    Optional<Ended> endStep(Change change) {
        StepError error = change.error();
        boolean touched = change.touched() && lease.effect() != Effect.LOCAL_TRANSACTION;
        Duration again = change.again();
        return tx.queryOne(END_STEP, row -> new Ended(row.booleanValue("retries"), row.instant("due")),
                change.status().code(), error == null ? null : error.errorClass(),
                error == null ? null : error.message(), group(error), touched,
                change.handedBack() && again != null ? 1 : 0, again == null ? null : again.toMillis(), lease.sagaId(),
                lease.no(), lease.attempt(), lease.token());
    }

    void end(StepStatus status, @Nullable StepError error, boolean stoppedSaga, UUID event) {
        tx.update("""
                update eventscope.saga_attempt
                set status = ?, ended_at = clock_timestamp(), error_class = ?, error_message = ?, failure_group = ?,
                    stopped_saga = ?, ended_event_id = ?
                where saga_id = ? and no = ? and attempt = ?""", status.code(),
                error == null ? null : error.errorClass(), error == null ? null : error.message(), group(error),
                stoppedSaga, event, lease.sagaId(), lease.no(), lease.attempt());
    }

    /// The event that the next attempt of the step has as its cause.
    void setCause(UUID event) {
        tx.update("update eventscope.saga_step set cause_event_id = ? where saga_id = ? and no = ?", event,
                lease.sagaId(), lease.no());
    }

    /// Only beside an attempt that was taken over, and once: the same outcome sent twice is no late one.
    boolean keepLate(String summary) {
        return tx.update("""
                update eventscope.saga_attempt
                set late_result = ?
                where saga_id = ? and no = ? and attempt = ? and token = ? and status = 'unknown'
                  and error_class in (?, ?) and late_result is null""", summary, lease.sagaId(), lease.no(),
                lease.attempt(), lease.token(), Outcomes.LEASE_EXPIRED, Outcomes.STEP_TIMED_OUT) > 0;
    }

    private @Nullable String group(@Nullable StepError error) {
        return error == null ? null : Fingerprint.group(lease.type(), lease.work(), error);
    }
}
