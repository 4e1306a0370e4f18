package dev.eventscope.saga;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.store.Tx;

/// Records how an attempt ended: rows and events in one transaction, by compare-and-set on (status, attempt, token).
final class Outcomes {

    /// The error class of an attempt whose runner stopped answering.
    static final String LEASE_EXPIRED = "LeaseExpired";

    private static final String END_STEP = """
            update eventscope.saga_step
            set status = ?, lease_until = null, lease_runner = null, error_class = ?, error_message = ?,
                failure_group = ?, due_at = clock_timestamp() + ?::bigint * interval '1 millisecond'
            where saga_id = ? and no = ? and status = 'running' and attempt = ? and lease_token = ?
            returning (due_at is not null) as retries, coalesce(due_at, clock_timestamp()) as due""";

    private final Tx tx;
    private final StepLease lease;
    private final SagaEvents events;

    private Outcomes(Tx tx, StepLease lease) {
        this.tx = tx;
        this.lease = lease;
        this.events = new SagaEvents(lease.sagaId(), lease.correlationId());
    }

    /// Answers whether it counted. Where the attempt has been fenced off meanwhile, the result is kept beside it, and
    /// changes nothing.
    static boolean record(Tx tx, StepLease lease, StepResult result) {
        Outcomes outcomes = new Outcomes(tx, lease);
        tx.query("select from eventscope.saga where saga_id = ? for no key update", _ -> 0, lease.sagaId());
        boolean counted = switch (result) {
            case StepResult.Succeeded succeeded -> outcomes.succeed(succeeded);
            case StepResult.Failed failed -> outcomes.fail(failed);
            case StepResult.Unknown unknown -> outcomes.lose(unknown);
        };
        if (!counted) {
            outcomes.keepLate(result);
        }
        return counted;
    }

    private boolean succeed(StepResult.Succeeded result) {
        if (endStep("succeeded", null, null).isEmpty()) {
            return false;
        }
        result.work().forEach(work -> work.accept(tx));
        ObjectNode payload = lease.payload().put("duration_ms", result.took().toMillis());
        UUID succeeded = events.add("StepSucceeded", lease.startedEventId(), payload);
        boolean goesOn = tx.update("""
                update eventscope.saga_step
                set due_at = clock_timestamp(), cause_event_id = ?
                where saga_id = ? and no = ? and status = 'pending'""", succeeded, lease.sagaId(),
                lease.no() + 1) > 0;
        if (!goesOn) {
            events.add("SagaCompleted", succeeded, Json.object().put("steps", lease.no()));
        }
        endAttempt("succeeded", null, false, succeeded);
        moveSaga(goesOn ? SagaStatus.RUNNING : SagaStatus.COMPLETED);
        return true;
    }

    private boolean fail(StepResult.Failed result) {
        Long delay = result.retryAfter() == null ? null : result.retryAfter().toMillis();
        Optional<Retry> ended = endStep("failed", result.error(), delay);
        if (ended.isEmpty()) {
            return false;
        }
        ObjectNode payload = withError(result.error());
        ((ObjectNode) payload.get("error")).put("retryable", result.retryable());
        boolean retries = ended.get().retries();
        payload.put("next_retry", retries ? ended.get().due().toString() : null);
        UUID failed = events.add("StepFailed", lease.startedEventId(), payload);
        finishFailure("failed", result.error(), failed, retries);
        return true;
    }

    private boolean lose(StepResult.Unknown result) {
        if (endStep("unknown", result.error(), null).isEmpty()) {
            return false;
        }
        UUID unknown = events.add("StepUnknown", lease.startedEventId(), withError(result.error()));
        finishFailure("unknown", result.error(), unknown, false);
        return true;
    }

    private void finishFailure(String status, StepError error, UUID event, boolean retries) {
        UUID last = retries ? event : events.add("SagaFailed", event, withError(error));
        tx.update("update eventscope.saga_step set cause_event_id = ? where saga_id = ? and no = ?", last,
                lease.sagaId(), lease.no());
        endAttempt(status, error, !retries, event);
        moveSaga(retries ? SagaStatus.WAITING : SagaStatus.FAILED);
    }

    private ObjectNode withError(StepError error) {
        ObjectNode payload = lease.payload();
        payload.putObject("error").put("class", error.errorClass()).put("message", error.message());
        return payload;
    }

    private record Retry(boolean retries, Instant due) {}

    private Optional<Retry> endStep(String status, @Nullable StepError error, @Nullable Long delayMs) {
        return tx.queryOne(END_STEP, row -> new Retry(row.booleanValue("retries"), row.instant("due")), status,
                error == null ? null : error.errorClass(), error == null ? null : error.message(), group(error),
                delayMs, lease.sagaId(), lease.no(), lease.attempt(), lease.token());
    }

    private void endAttempt(String status, @Nullable StepError error, boolean stoppedSaga, UUID event) {
        tx.update("""
                update eventscope.saga_attempt
                set status = ?, ended_at = clock_timestamp(), error_class = ?, error_message = ?, failure_group = ?,
                    stopped_saga = ?, ended_event_id = ?
                where saga_id = ? and no = ? and attempt = ?""", status, error == null ? null : error.errorClass(),
                error == null ? null : error.message(), group(error), stoppedSaga, event, lease.sagaId(), lease.no(),
                lease.attempt());
    }

    private void moveSaga(SagaStatus status) {
        tx.update("""
                update eventscope.saga
                set status = ?, version = ?, updated_at = clock_timestamp()
                where saga_id = ?""", status.code(), events.append(tx), lease.sagaId());
    }

    /// Only beside an attempt that was taken over: the same outcome sent twice is no late one.
    private void keepLate(StepResult result) {
        tx.update(
                """
                        update eventscope.saga_attempt
                        set late_result = ?
                        where saga_id = ? and no = ? and attempt = ? and token = ? and error_class = ? and late_result is null""",
                result.code(), lease.sagaId(), lease.no(), lease.attempt(), lease.token(), LEASE_EXPIRED);
    }

    private @Nullable String group(@Nullable StepError error) {
        return error == null ? null : Fingerprint.group(lease.type(), lease.name(), error);
    }
}
