package dev.eventscope.desktop.saga;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.RedriveOffer;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// One thing that an operator may ask for about a step or its saga, or why not, in words.
///
/// Shape: `whyNot` is empty where it may be asked for. The database says what may be, by the rules that it goes by itself;
///        it decides again when it is asked, since the saga may have moved on.
record ModeOffer(Mode mode, String whyNot, boolean needsEvidence) {

    private static final List<Mode> FIRST_CHOICES = List.of(Mode.RETRY, Mode.COMPENSATE, Mode.RESUME, Mode.PAUSE,
            Mode.CANCEL);

    /// All modes in the order of the terminal's help; `offers` are of the same saga.
    static List<ModeOffer> of(SagaInstance saga, SagaStep step, List<RedriveOffer> offers, Times times) {
        return Arrays.stream(Mode.values()).map(mode -> offers.stream()
                .filter(offer -> offer.stepNo() == step.no() && offer.mode() == mode).findFirst()
                .map(offer -> new ModeOffer(mode, whyNot(saga, step, offer, times), offer.needsEvidence()))
                .orElseGet(() -> new ModeOffer(mode, "it is being read", false))).toList();
    }

    /// For many sagas at once: a mode is offered where at least one of them allows it. Empty while they are counted.
    static List<ModeOffer> ofMany(Map<Mode, RedrivePlan> plans) {
        return Arrays.stream(Mode.values()).map(mode -> new ModeOffer(mode, whyNot(plans.get(mode)),
                mode.needsEvidence())).toList();
    }

    /// The one to begin with for many; empty where a person has to choose. Never one that gives something up, but for driving
    /// on a compensation that has begun.
    static Optional<Mode> firstOfMany(List<ModeOffer> offers) {
        List<Mode> allowed = offers.stream().filter(ModeOffer::isAllowed).map(ModeOffer::mode).toList();
        return Stream.of(Mode.RETRY, Mode.RESUME, Mode.PAUSE, Mode.COMPENSATE).filter(allowed::contains)
                .filter(mode -> mode != Mode.COMPENSATE || !allowed.contains(Mode.SKIP)).findFirst();
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

    /// Whether it gives something up that nobody can bring back: in production the saga's id has to be typed.
    static boolean isDangerous(Mode mode) {
        return switch (mode) {
            case SKIP, SUCCEEDED, COMPENSATE, CANCEL -> true;
            case RETRY, PAUSE, RESUME -> false;
        };
    }

    /// Whether asking for it undoes the whole saga, and not one step once more.
    static boolean undoesSaga(SagaInstance saga, Mode mode) {
        return mode == Mode.COMPENSATE && saga.status() != SagaStatus.COMPENSATION_FAILED;
    }

    private static String whyNot(@Nullable RedrivePlan plan) {
        if (plan == null) {
            return "they are being counted";
        }
        return !plan.items().isEmpty()
                ? ""
                : plan.leftOut().stream()
                        .max(Comparator.comparingInt(one -> one.sagaIds().size()))
                        .map(one -> "they " + one.reason().ofMany())
                        .orElse("there is none");
    }

    private static String whyNot(SagaInstance saga, SagaStep step, RedriveOffer offer, Times times) {
        @Nullable
        Reason refusal = offer.refusal();
        return refusal == null ? "" : switch (refusal) {
            case COMPENSATION_BEGUN -> undoing(saga, offer.mode());
            case ENDED -> "the saga is " + saga.status().code() + ": it has ended";
            case NOT_PAUSED -> "the saga is not paused";
            case PAUSED -> offer.mode() == Mode.PAUSE ? "it is paused" : "the saga is paused: resume it first";
            case NOT_MOVING -> "it waits for a person: nothing moves";
            case RUNNING -> running(saga, step, offer.mode());
            case WILL_RETRY -> "it is tried again by itself"
                    + (step.nextRetryAt() == null ? "" : " at " + times.seconds(step.nextRetryAt()));
            case OTHER_FIRST, NOT_FAILED -> notFailed(step);
            case NEEDS_EVIDENCE -> "it may have happened: it needs evidence";
            case UNKNOWN_SAGA, UNKNOWN_STEP, REQUEST_ID_USED -> "it is not there any more";
        };
    }

    private static String undoing(SagaInstance saga, Mode mode) {
        return switch (saga.status()) {
            case COMPENSATED -> "the saga is undone: it has ended";
            case COMPENSATION_FAILED -> mode != Mode.COMPENSATE
                    ? "undoing has begun: there is no way back to it"
                    : "choose step " + saga.failedStep().map(SagaStep::name).orElse("") + ": that could not be undone";
            default -> "the saga is being undone";
        };
    }

    private static String running(SagaInstance saga, SagaStep step, Mode mode) {
        return mode.isOfSaga() || mode == Mode.COMPENSATE
                ? "step " + saga.steps().stream().filter(one -> one.status() == StepStatus.RUNNING).findFirst()
                        .map(SagaStep::name).orElse(step.name()) + " is being run: wait for its end"
                : "it is being run: wait for its end";
    }

    private static String notFailed(SagaStep step) {
        return step.status() == StepStatus.PENDING && step.attempt() > 0
                ? "it is re-driven and waits for a runner"
                : "step " + step.name() + " has not failed: it is " + SagaWords.status(step.status());
    }
}
