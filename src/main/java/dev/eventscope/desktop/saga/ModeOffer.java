package dev.eventscope.desktop.saga;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// One thing that an operator may ask for about a step or its saga, or why not.
///
/// Shape: `whyNot` is empty where it may be asked for. The rules are those of the database's `redrive_refusal`, so that what
///        is offered can succeed; the database still decides, since the saga may have moved on.
record ModeOffer(Mode mode, String whyNot, boolean needsEvidence) {

    private static final List<Mode> FIRST_CHOICES = List.of(Mode.RETRY, Mode.COMPENSATE, Mode.RESUME, Mode.PAUSE,
            Mode.CANCEL);

    /// All modes in the order of the terminal's help.
    static List<ModeOffer> of(SagaInstance saga, SagaStep step, Times times) {
        return Arrays.stream(Mode.values()).map(mode -> new ModeOffer(mode, whyNot(saga, step, mode, times),
                needsEvidence(step, mode))).toList();
    }

    /// The one to begin with; empty where nothing may be asked for. Never one that skips or ends anything, if another will do.
    static Optional<Mode> first(List<ModeOffer> offers, SagaStatus status) {
        List<Mode> allowed = offers.stream().filter(ModeOffer::isAllowed).map(ModeOffer::mode).toList();
        boolean undoes = status == SagaStatus.COMPENSATION_FAILED || status == SagaStatus.FAILED;
        return FIRST_CHOICES.stream().filter(allowed::contains).filter(mode -> undoes || mode != Mode.COMPENSATE)
                .findFirst();
    }

    boolean isAllowed() {
        return whyNot.isEmpty();
    }

    /// Whether asking for it undoes the whole saga, and not one step once more.
    static boolean undoesSaga(SagaInstance saga, Mode mode) {
        return mode == Mode.COMPENSATE && saga.status() != SagaStatus.COMPENSATION_FAILED;
    }

    private static boolean needsEvidence(SagaStep step, Mode mode) {
        return mode == Mode.SUCCEEDED
                || (mode == Mode.RETRY && step.status() == StepStatus.UNKNOWN && step.effect() == Effect.UNSAFE);
    }

    private static String whyNot(SagaInstance saga, SagaStep step, Mode mode, Times times) {
        return switch (saga.status()) {
            case COMPENSATING -> "the saga is being undone";
            case COMPENSATED -> "the saga is undone: it has ended";
            case COMPENSATION_FAILED -> undoAgain(saga, step, mode);
            default -> mode.isOfSaga() || mode == Mode.COMPENSATE ? ofSaga(saga, mode) : ofStep(saga, step, times);
        };
    }

    private static String undoAgain(SagaInstance saga, SagaStep step, Mode mode) {
        if (mode != Mode.COMPENSATE) {
            return "undoing has begun: there is no way back to it";
        }
        return step.status() == StepStatus.COMPENSATION_FAILED
                ? ""
                : "choose step " + saga.failedStep().map(SagaStep::name).orElse("") + ": that could not be undone";
    }

    private static String ofSaga(SagaInstance saga, Mode mode) {
        SagaStatus status = saga.status();
        if (status == SagaStatus.COMPLETED || status == SagaStatus.CANCELLED) {
            return "the saga is " + status.code() + ": it has ended";
        }
        Optional<SagaStep> running = saga.steps().stream().filter(one -> one.status() == StepStatus.RUNNING)
                .findFirst();
        return switch (mode) {
            case RESUME -> status == SagaStatus.PAUSED ? "" : "the saga is not paused";
            case PAUSE -> switch (status) {
                case PAUSED -> "it is paused";
                case FAILED -> "it waits for a person: nothing moves";
                default -> "";
            };
            default -> running.map(one -> "step " + one.name() + " is being run: wait for its end").orElse("");
        };
    }

    private static String ofStep(SagaInstance saga, SagaStep step, Times times) {
        if (saga.status() == SagaStatus.PAUSED) {
            return "the saga is paused: resume it first";
        }
        if (step.status() == StepStatus.RUNNING) {
            return "it is being run: wait for its end";
        }
        if (step.nextRetryAt() != null) {
            return "it is tried again by itself at " + times.seconds(step.nextRetryAt());
        }
        boolean stopped = step.status() == StepStatus.FAILED || step.status() == StepStatus.UNKNOWN;
        return saga.status() == SagaStatus.FAILED && stopped
                ? ""
                : step.status() == StepStatus.PENDING && step.attempt() > 0
                        ? "it is re-driven and waits for a runner"
                        : "step " + step.name() + " has not failed: it is " + SagaWords.status(step.status());
    }
}
