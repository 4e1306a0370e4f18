package dev.eventscope.desktop.saga;

import java.time.Duration;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.OperatorAction;
import dev.eventscope.saga.SagaAttempt;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// Sagas in a person's words, and the mark and tone of each state: shape says it, the colour repeats it.
final class SagaWords {

    private SagaWords() {}

    static String status(SagaStatus status) {
        return switch (status) {
            case RUNNING -> "Running";
            case WAITING -> "Retrying";
            case FAILED -> "Failed";
            case PAUSED -> "Paused";
            case COMPENSATING -> "Undoing";
            case COMPENSATED -> "Undone";
            case COMPENSATION_FAILED -> "Undo failed";
            case COMPLETED -> "Completed";
            case CANCELLED -> "Cancelled";
        };
    }

    static String icon(SagaStatus status) {
        return switch (status) {
            case RUNNING -> "fth-play";
            case WAITING -> "fth-clock";
            case FAILED, COMPENSATION_FAILED -> "fth-x";
            case PAUSED -> "fth-pause";
            case COMPENSATING, COMPENSATED -> "fth-corner-up-left";
            case COMPLETED -> "fth-check";
            case CANCELLED -> "fth-slash";
        };
    }

    static String tone(SagaStatus status) {
        return switch (status) {
            case FAILED, COMPENSATION_FAILED -> "danger";
            case WAITING, PAUSED, COMPENSATING -> "warn";
            case RUNNING -> "accent";
            case COMPLETED -> "success";
            case COMPENSATED, CANCELLED -> "muted";
        };
    }

    static String status(StepStatus status) {
        return switch (status) {
            case UNKNOWN -> "of unknown outcome";
            case COMPENSATED -> "undone";
            case COMPENSATION_FAILED -> "not undone";
            case PENDING, RUNNING, SUCCEEDED, FAILED, SKIPPED -> status.code();
        };
    }

    /// The mark in the circle of a step; empty where there is none.
    static String icon(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> "fth-check";
            case FAILED, COMPENSATION_FAILED -> "fth-x";
            case UNKNOWN -> "fth-help-circle";
            case RUNNING -> "fth-play";
            case SKIPPED -> "fth-skip-forward";
            case COMPENSATED -> "fth-corner-up-left";
            case PENDING -> "";
        };
    }

    /// `Succeeded at the first attempt in 333 ms`, `3 attempts, all failed`, `Would follow when git succeeds`.
    static String facts(SagaStep step, SagaInstance saga) {
        return switch (step.status()) {
            case PENDING -> pending(step, saga);
            case RUNNING -> (step.undoes() ? "Being undone: attempt " : "Attempt ") + step.attempt() + " is running";
            case SUCCEEDED -> "Succeeded at " + ordinal(step.attempt()) + took(step)
                    + (step.undoes() ? "; is to be undone" : "");
            case FAILED -> failed(step) + (step.undoes() ? "; may have happened in part, is to be undone" : "");
            case UNKNOWN -> unknown(step) + (step.undoes() ? "; is to be undone" : "");
            case SKIPPED -> "Skipped: the saga went on without it";
            case COMPENSATED -> "Undone at attempt " + step.attempt() + took(step);
            case COMPENSATION_FAILED -> step.nextRetryAt() == null
                    ? "Could not be undone: waits for a person"
                    : "Could not be undone yet";
        };
    }

    private static String pending(SagaStep step, SagaInstance saga) {
        return switch (saga.status()) {
            case PAUSED -> "Held: the saga is paused";
            case CANCELLED -> "Never run: the saga was cancelled";
            case COMPENSATING, COMPENSATED, COMPENSATION_FAILED -> "Not run: the saga is undone";
            case RUNNING, WAITING, FAILED, COMPLETED -> step.attempt() > 0
                    ? "Re-driven, waits for a runner"
                    : follows(step, saga);
        };
    }

    private static String follows(SagaStep step, SagaInstance saga) {
        return saga.step(step.no() - 1)
                .filter(before -> before.status() != StepStatus.SUCCEEDED && before.status() != StepStatus.SKIPPED)
                .map(before -> "Would follow when " + before.name() + " succeeds").orElse("Waits for a runner");
    }

    private static String failed(SagaStep step) {
        int tries = (int) step.attempts().stream().filter(attempt -> !attempt.undoes()).count();
        if (tries == 0) {
            return "Never run";
        }
        boolean all = step.attempts().stream().allMatch(attempt -> attempt.status() == StepStatus.FAILED);
        return Figures.plural(tries, "attempt") + (tries == 1 ? ", failed" : all ? ", all failed" : ", none succeeded");
    }

    private static String unknown(SagaStep step) {
        String may = "Nobody knows whether it happened";
        return step.nextRetryAt() == null
                ? may + ": waits for a person"
                : may + (step.effect() == Effect.QUERYABLE ? ": the other side is asked" : ": doing it again is safe");
    }

    private static String took(SagaStep step) {
        return step.attempts().isEmpty() || step.attempts().getLast().endedAt() == null
                ? ""
                : " in " + took(step.attempts().getLast());
    }

    /// How long an attempt took; empty while it runs.
    static String took(SagaAttempt attempt) {
        if (attempt.endedAt() == null) {
            return "";
        }
        Duration took = Duration.between(attempt.startedAt(), attempt.endedAt());
        return Times.span(took.isNegative() ? Duration.ZERO : took);
    }

    /// What an attempt gave, in a table: `failed, RemoteNotFound`, `not undone, StillNo`.
    static String outcome(SagaAttempt attempt) {
        String status = switch (attempt.status()) {
            case SUCCEEDED -> attempt.undoes() ? "undone" : "succeeded";
            case FAILED -> attempt.undoes() ? "not undone" : "failed";
            case UNKNOWN -> attempt.undoes() ? "undoing unknown" : "unknown";
            case RUNNING -> attempt.undoes() ? "being undone" : "running";
            case PENDING, SKIPPED, COMPENSATED, COMPENSATION_FAILED -> attempt.status().code();
        };
        return status + (attempt.error() == null ? "" : ", " + attempt.error().errorClass())
                + (attempt.requestId() == null ? "" : ", re-driven")
                + (attempt.lateResult() == null ? "" : "; answered late: " + attempt.lateResult());
    }

    /// The trace of an operator: `Skipped by ines at 12:22:16: wrong commit (evidence: receipt 4711)`.
    static String trace(OperatorAction action, Times times) {
        return ModeWords.done(action.mode()) + " by " + action.actor()
                + (action.actor().equals(action.databaseUser()) ? "" : ", database user " + action.databaseUser())
                + ", " + times.seconds(action.at()) + ": " + action.reason()
                + (action.evidence() == null ? "" : " (evidence: " + action.evidence() + ")");
    }

    /// What stands over a column of times: `UTC`, `local`.
    static String zone(Times times) {
        return times.isUtc() ? "UTC" : "local";
    }

    /// The tone of a step's state: failures red, what is open amber.
    static String tone(StepStatus status) {
        return switch (status) {
            case FAILED, COMPENSATION_FAILED -> "danger";
            case UNKNOWN -> "warn";
            case PENDING, RUNNING, SUCCEEDED, SKIPPED, COMPENSATED -> "muted";
        };
    }

    static boolean isBad(StepStatus status) {
        return !tone(status).equals("muted");
    }

    private static String ordinal(int attempt) {
        return switch (attempt) {
            case 1 -> "the first attempt";
            case 2 -> "the second attempt";
            case 3 -> "the third attempt";
            default -> "attempt " + attempt;
        };
    }
}
