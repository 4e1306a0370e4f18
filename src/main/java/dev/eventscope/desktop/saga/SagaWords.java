package dev.eventscope.desktop.saga;

import java.time.Duration;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.SagaAttempt;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// Sagas in a person's words.
final class SagaWords {

    private SagaWords() {}

    static String status(SagaStatus status) {
        String words = status.code().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// `Succeeded at the first attempt in 333 ms`, `3 attempts, all failed`, `Would follow if git succeeds`.
    static String facts(SagaStep step, SagaInstance saga) {
        return switch (step.status()) {
            case PENDING -> step.attempt() > 0
                    ? "Re-driven, waits for a runner"
                    : follows(step, saga);
            case RUNNING -> "Attempt " + step.attempt() + " is running";
            case SUCCEEDED -> "Succeeded at " + ordinal(step.attempt()) + " attempt" + took(step);
            case FAILED -> Figures.plural(step.attempts().size(), "attempt") + ", "
                    + (step.attempts().size() == 1 ? "failed" : "all failed");
            case UNKNOWN -> "Started and never finished: it may have happened";
            case SKIPPED -> "Skipped";
            case COMPENSATED -> "Undone";
            case COMPENSATION_FAILED -> "Could not be undone";
        };
    }

    private static String follows(SagaStep step, SagaInstance saga) {
        return step.no() == 1
                ? "Waits for a runner"
                : "Would follow when " + saga.step(step.no() - 1).map(SagaStep::name).orElse("the step before")
                        + " succeeds";
    }

    private static String took(SagaStep step) {
        if (step.attempts().isEmpty()) {
            return "";
        }
        SagaAttempt last = step.attempts().getLast();
        return last.endedAt() == null ? "" : " in " + took(last);
    }

    /// How long an attempt took; empty while it runs.
    static String took(SagaAttempt attempt) {
        if (attempt.endedAt() == null) {
            return "";
        }
        Duration took = Duration.between(attempt.startedAt(), attempt.endedAt());
        return Times.span(took.isNegative() ? Duration.ZERO : took);
    }

    /// What an attempt gave, in a table: `failed, RemoteNotFound`.
    static String outcome(SagaAttempt attempt) {
        String status = attempt.status().code() + (attempt.error() == null ? "" : ", " + attempt.error().errorClass());
        return attempt.lateResult() == null ? status : status + "; late: " + attempt.lateResult();
    }

    static boolean isBad(StepStatus status) {
        return status == StepStatus.FAILED || status == StepStatus.UNKNOWN
                || status == StepStatus.COMPENSATION_FAILED;
    }

    private static String ordinal(int attempt) {
        return switch (attempt) {
            case 1 -> "the first";
            case 2 -> "the second";
            case 3 -> "the third";
            default -> "the " + attempt + "th";
        };
    }
}
