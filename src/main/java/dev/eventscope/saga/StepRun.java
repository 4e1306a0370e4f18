package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// Runs the action of a leased attempt and turns whatever comes of it into a result.
final class StepRun {

    private static final int LONGEST_MESSAGE = 2_000;
    private static final StepError TIMED_OUT = new StepError(Outcomes.STEP_TIMED_OUT,
            "the step took longer than it may");
    private static final StepError NOT_KNOWN = new StepError("NotKnown",
            "the other side cannot tell whether it happened");

    private final Definitions definitions;
    private final Clock clock;
    private final RandomGenerator random;
    private final StepAround around;

    StepRun(Definitions definitions, RunnerSetting setting) {
        this.definitions = definitions;
        this.clock = setting.clock();
        this.random = setting.random();
        this.around = setting.around();
    }

    StepResult run(Running running) {
        StepLease lease = running.lease();
        StepDefinition step = definitions.find(lease);
        if (step == null) {
            return notKnown(lease, "StepNotKnown", "this runner has no step " + lease.no() + " " + lease.name()
                    + " in sagas of type " + lease.type());
        }
        StepAction action = lease.undoes() ? step.compensation() : step.action();
        if (action == null) {
            return notKnown(lease, "CompensationNotKnown", "this runner has nothing that undoes step " + lease.no()
                    + " " + lease.name() + " in sagas of type " + lease.type());
        }
        try {
            return called(running, step, action);
        } catch (JsonProcessingException e) {
            return failed(lease, e, false);
        } catch (InterruptedException e) {
            StepError why = running.whyGivenUp();
            if (why == null) {
                Thread.currentThread().interrupt();
            }
            return givenUp(lease, why == null ? stopped(lease) : why);
        } catch (Exception e) {
            StepError why = running.whyGivenUp();
            return why != null
                    ? givenUp(lease, why)
                    : failed(lease, e, !(e instanceof StepFailed said) || said.retryable());
        }
    }

    /// Also for an outcome that could not be recorded because of the step's own work.
    StepResult failed(StepLease lease, Exception e, boolean retryable) {
        String errorClass = e instanceof StepFailed said ? said.errorClass() : e.getClass().getSimpleName();
        String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        String text = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        boolean mayHaveHappened = !(e instanceof StepFailed said) || said.mayHaveHappened();
        // PostgreSQL keeps no NUL in a text.
        return new StepResult.Failed(new StepError(errorClass, text.replace('\0', ' ')), retryable,
                retryable ? retryAfter(lease) : null, mayHaveHappened);
    }

    /// What becomes of an attempt whose lease or time has run out.
    StepResult expired(StepLease lease, boolean timedOut) {
        return unknown(lease, timedOut ? TIMED_OUT : leaseExpired(lease), false);
    }

    /// Why an attempt that is not its runner's any more is given up: its time is over, or it was taken over.
    StepError lost(StepLease lease) {
        StepDefinition step = definitions.find(lease);
        return step != null && step.timeout() != null ? TIMED_OUT : leaseExpired(lease);
    }

    private static StepError leaseExpired(StepLease lease) {
        return new StepError(Outcomes.LEASE_EXPIRED, "runner " + lease.runner() + " stopped while the step ran");
    }

    /// What becomes of an attempt that its runner gives up because it stops.
    static StepError stopped(StepLease lease) {
        return new StepError(Outcomes.RUNNER_STOPPED, "runner " + lease.runner() + " stopped while the step ran");
    }

    private StepResult givenUp(StepLease lease, StepError why) {
        return unknown(lease, why, why.errorClass().equals(Outcomes.RUNNER_STOPPED));
    }

    private StepResult called(Running running, StepDefinition step, StepAction action) throws Exception {
        Instant started = clock.instant();
        RunningStep context = new RunningStep(running.lease(), Json.read(running.lease().data()));
        StepAnswer answer = null;
        running.enter();
        try {
            answer = running.lease().asks() && step.query() != null ? step.query().ask(context) : null;
            if (answer == null || answer == StepAnswer.DID_NOT_HAPPEN) {
                around.run(context, action);
            }
        } finally {
            running.leave();
        }
        if (answer == StepAnswer.NOT_KNOWN) {
            return new StepResult.Unknown(NOT_KNOWN, null, false);
        }
        Duration took = Duration.between(started, clock.instant());
        return new StepResult.Succeeded(took.isNegative() ? Duration.ZERO : took, context.work(), answer);
    }

    private static StepResult notKnown(StepLease lease, String errorClass, String message) {
        return new StepResult.Failed(new StepError(errorClass, message), false, null, lease.touched());
    }

    /// How an open outcome goes on: again where that does no harm, to be asked for where it can be, else not by itself.
    private StepResult unknown(StepLease lease, StepError error, boolean handedBack) {
        StepDefinition step = definitions.find(lease);
        boolean mayAsk = lease.effect() == Effect.QUERYABLE && step != null && step.query() != null;
        boolean again = lease.undoes() || lease.effect().mayRunAgain() || mayAsk;
        // A question costs no attempt, but is not put again and again.
        boolean oneMore = handedBack || (mayAsk && !lease.undoes() && !lease.asks());
        Duration wait = !again ? null : oneMore ? Duration.ZERO : retryAfter(lease);
        return new StepResult.Unknown(error, wait, handedBack);
    }

    private @Nullable Duration retryAfter(StepLease lease) {
        StepDefinition step = definitions.find(lease);
        return step == null || lease.attemptsLeft() <= 0
                ? null
                : step.retry().delayAfter(step.retry().attempts() - lease.attemptsLeft(), random);
    }
}
