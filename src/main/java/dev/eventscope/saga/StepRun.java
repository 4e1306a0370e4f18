package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// Runs the action of a leased attempt and turns whatever comes of it into a result.
final class StepRun {

    private static final int LONGEST_MESSAGE = 2_000;

    private final List<SagaDefinition> definitions;
    private final Clock clock;
    private final StepAround around;

    StepRun(List<SagaDefinition> definitions, RunnerSetting setting) {
        this.definitions = definitions;
        this.clock = setting.clock();
        this.around = setting.around();
    }

    StepResult run(StepLease lease) {
        StepDefinition step = find(lease);
        if (step == null) {
            return new StepResult.Failed(new StepError("StepNotKnown", "this runner has no step " + lease.no() + " "
                    + lease.name() + " in sagas of type " + lease.type()), false, null);
        }
        Instant started = clock.instant();
        try {
            RunningStep context = new RunningStep(lease, Json.read(lease.data()));
            around.run(context, step.action());
            Duration took = Duration.between(started, clock.instant());
            return new StepResult.Succeeded(took.isNegative() ? Duration.ZERO : took, context.work());
        } catch (JsonProcessingException e) {
            return failed(lease, e, false);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failed(lease, e, !(e instanceof StepFailed said) || said.retryable());
        }
    }

    /// Also for an outcome that could not be recorded because of the step's own work.
    StepResult failed(StepLease lease, Exception e, boolean retryable) {
        String errorClass = e instanceof StepFailed said ? said.errorClass() : e.getClass().getSimpleName();
        String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        String text = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        // PostgreSQL keeps no NUL in a text.
        return failed(lease, new StepError(errorClass, text.replace('\0', ' ')), retryable);
    }

    /// What becomes of an attempt whose lease has run out.
    StepResult expired(StepLease lease) {
        StepError error = new StepError(Outcomes.LEASE_EXPIRED,
                "runner " + lease.runner() + " stopped while the step ran");
        return lease.effect().mayRunAgain() ? failed(lease, error, true) : new StepResult.Unknown(error);
    }

    private StepResult failed(StepLease lease, StepError error, boolean retryable) {
        StepDefinition step = find(lease);
        boolean again = retryable && lease.attemptsLeft() > 0 && step != null;
        return new StepResult.Failed(error, retryable,
                again && step != null
                        ? step.retry().delayAfter(step.retry().attempts() - lease.attemptsLeft())
                        : null);
    }

    private @Nullable StepDefinition find(StepLease lease) {
        return definitions.stream().filter(saga -> saga.type().equals(lease.type())).findFirst()
                .map(saga -> saga.step(lease.no(), lease.name())).orElse(null);
    }
}
