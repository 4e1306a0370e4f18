package dev.eventscope.saga;

import java.time.Duration;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.saga.AttemptEnd.Ended;
import dev.eventscope.store.Tx;

/// Records how an attempt ended: rows and events in one transaction, by compare-and-set on (status, attempt, token).
final class Outcomes {

    /// The error class of an attempt whose runner stopped answering.
    static final String LEASE_EXPIRED = "LeaseExpired";
    /// … of one that its runner gave up when it was stopped.
    static final String RUNNER_STOPPED = "RunnerStopped";
    /// … of one that took longer than it may.
    static final String STEP_TIMED_OUT = "StepTimedOut";
    /// … of the step that was to come next when the saga's time was over.
    static final String SAGA_TIMED_OUT = "SagaTimedOut";

    private static final String LOCK_SAGA = """
            select status, failure_policy
            from eventscope.saga
            where saga_id = ?
            for no key update""";

    private final Tx tx;
    private final StepLease lease;
    private final Stop.Saga saga;
    private final AttemptEnd attempt;
    private final SagaEvents events;

    private Outcomes(Tx tx, StepLease lease, Stop.Saga saga) {
        this.tx = tx;
        this.lease = lease;
        this.saga = saga;
        this.attempt = new AttemptEnd(tx, lease);
        this.events = new SagaEvents(lease.sagaId(), lease.correlationId());
    }

    /// Answers whether it counted. Where the attempt has been fenced off meanwhile, the result is kept beside it, and
    /// changes nothing.
    static boolean record(Tx tx, StepLease lease, StepResult result) {
        Stop.Saga saga = tx.query(LOCK_SAGA, row -> new Stop.Saga(lease.sagaId(),
                row.string("status").equals(SagaStatus.PAUSED.code()),
                row.string("failure_policy").equals(FailurePolicy.COMPENSATE.code())), lease.sagaId()).getFirst();
        Outcomes outcomes = new Outcomes(tx, lease, saga);
        boolean counted = lease.undoes() ? outcomes.endUndo(result) : outcomes.endStep(result);
        if (!counted) {
            outcomes.keepLate(result);
        }
        return counted;
    }

    private boolean endStep(StepResult result) {
        return switch (result) {
            case StepResult.Succeeded succeeded -> succeed(succeeded);
            case StepResult.Failed(var error, var retryable, var again, var mayHaveHappened) ->
                fail(new Failure(StepStatus.FAILED, "StepFailed", error, again, mayHaveHappened, false), retryable);
            case StepResult.Unknown(var error, var again, var handedBack) ->
                fail(new Failure(StepStatus.UNKNOWN, "StepUnknown", error, again, true, handedBack), null);
        };
    }

    private boolean endUndo(StepResult result) {
        return switch (result) {
            case StepResult.Succeeded succeeded -> undone(succeeded);
            case StepResult.Failed(var error, _, var again, _) ->
                notUndone(new Failure(StepStatus.FAILED, "StepCompensationFailed", error, again, false, false));
            case StepResult.Unknown(var error, var again, var handedBack) ->
                notUndone(new Failure(StepStatus.UNKNOWN, "StepCompensationFailed", error, again, false, handedBack));
        };
    }

    /// An attempt that did not succeed: `status` is its own, `again` the time to the next one, null where there is none.
    private record Failure(StepStatus status, String eventType, StepError error, @Nullable Duration again,
            boolean touched, boolean handedBack) {

        AttemptEnd.Change change(StepStatus stepStatus) {
            return new AttemptEnd.Change(stepStatus, error, again, touched, handedBack);
        }
    }

    private boolean succeed(StepResult.Succeeded result) {
        if (attempt.endStep(AttemptEnd.Change.to(StepStatus.SUCCEEDED)).isEmpty()) {
            return false;
        }
        result.work().forEach(work -> work.accept(tx));
        ObjectNode payload = lease.payload().put("duration_ms", result.took().toMillis());
        if (result.answer() != null) {
            payload.put("answer", result.answer().code());
        }
        UUID succeeded = events.add("StepSucceeded", lease.startedEventId(), payload);
        boolean goesOn = tx.update("""
                update eventscope.saga_step
                set due_at = clock_timestamp(), cause_event_id = ?
                where saga_id = ? and no = ? and status = 'pending'""", succeeded, lease.sagaId(),
                lease.no() + 1) > 0;
        if (!goesOn) {
            events.add("SagaCompleted", succeeded, Json.object().put("steps", lease.no()));
        }
        attempt.end(StepStatus.SUCCEEDED, null, false, succeeded);
        moveSaga(!goesOn ? SagaStatus.COMPLETED : saga.paused() ? SagaStatus.PAUSED : SagaStatus.RUNNING);
        return true;
    }

    private boolean fail(Failure failure, @Nullable Boolean retryable) {
        Ended ended = attempt.endStep(failure.change(failure.status())).orElse(null);
        if (ended == null) {
            return false;
        }
        ObjectNode payload = failed(failure, ended, retryable);
        UUID event = events.add(failure.eventType(), lease.startedEventId(), payload);
        attempt.end(failure.status(), failure.error(), !ended.retries(), event);
        if (ended.retries()) {
            attempt.setCause(event);
            moveSaga(saga.paused() ? SagaStatus.PAUSED : SagaStatus.WAITING);
        } else {
            Stop.after(tx, saga, events, new Stop.Step(lease.no(), event, why(failure.error())));
        }
        return true;
    }

    private boolean undone(StepResult.Succeeded result) {
        if (attempt.endStep(AttemptEnd.Change.to(StepStatus.COMPENSATED)).isEmpty()) {
            return false;
        }
        result.work().forEach(work -> work.accept(tx));
        UUID undone = events.add("StepCompensated", lease.startedEventId(),
                lease.payload().put("duration_ms", result.took().toMillis()));
        attempt.end(StepStatus.SUCCEEDED, null, false, undone);
        moveSaga(SagaStatus.COMPENSATING);
        tx.query("select eventscope.go_on_undoing(?, ?, '{}')", _ -> 0, lease.sagaId(), undone);
        return true;
    }

    private boolean notUndone(Failure failure) {
        Ended ended = attempt.endStep(failure.change(StepStatus.COMPENSATION_FAILED)).orElse(null);
        if (ended == null) {
            return false;
        }
        UUID event = events.add(failure.eventType(), lease.startedEventId(), failed(failure, ended, null));
        attempt.end(failure.status(), failure.error(), !ended.retries(), event);
        attempt.setCause(ended.retries() ? event : events.add("CompensationFailed", event, why(failure.error())));
        moveSaga(ended.retries() ? SagaStatus.COMPENSATING : SagaStatus.COMPENSATION_FAILED);
        return true;
    }

    private ObjectNode failed(Failure failure, Ended ended, @Nullable Boolean retryable) {
        ObjectNode payload = why(failure.error());
        if (retryable != null) {
            ((ObjectNode) payload.get("error")).put("retryable", retryable);
        }
        return payload.put("next_retry", ended.retries() ? ended.due().toString() : null);
    }

    private ObjectNode why(StepError error) {
        ObjectNode payload = lease.payload();
        payload.putObject("error").put("class", error.errorClass()).put("message", error.message());
        return payload;
    }

    private void moveSaga(SagaStatus status) {
        tx.update("""
                update eventscope.saga
                set status = ?, version = ?, updated_at = clock_timestamp()
                where saga_id = ?""", status.code(), events.append(tx), lease.sagaId());
    }

    private void keepLate(StepResult result) {
        if (attempt.keepLate(result.summary())) {
            events.add("StepAnsweredLate", lease.startedEventId(), lease.payload().put("result", result.summary()));
            tx.update("update eventscope.saga set version = ?, updated_at = clock_timestamp() where saga_id = ?",
                    events.append(tx), lease.sagaId());
        }
    }
}
