package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.stream.Collectors;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// What an operator may ask for, in a person's words.
final class ModeWords {

    private ModeWords() {}

    static String name(Mode mode) {
        return switch (mode) {
            case RETRY -> "Retry";
            case SKIP -> "Skip";
            case SUCCEEDED -> "Mark succeeded";
            case COMPENSATE -> "Compensate";
            case PAUSE -> "Pause saga";
            case RESUME -> "Resume saga";
            case CANCEL -> "Cancel saga";
        };
    }

    /// The head of the dialog.
    static String title(SagaInstance saga, SagaStep step, Mode mode) {
        return switch (mode) {
            case RETRY -> "Re-drive step " + step.name() + " of 1 saga";
            case SKIP -> "Skip step " + step.name() + " of 1 saga";
            case SUCCEEDED -> "Mark step " + step.name() + " of 1 saga succeeded";
            case COMPENSATE -> ModeOffer.undoesSaga(saga, mode)
                    ? "Compensate 1 saga"
                    : "Undo step " + step.name() + " of 1 saga once more";
            case PAUSE -> "Pause 1 saga";
            case RESUME -> "Resume 1 saga";
            case CANCEL -> "Cancel 1 saga";
        };
    }

    /// The head of the dialog about many: `Skip a step of 60 sagas`.
    static String titleOfMany(Mode mode, int count) {
        String sagas = sagas(count);
        return switch (mode) {
            case RETRY -> "Re-drive " + sagas;
            case SKIP -> "Skip a step of " + sagas;
            case SUCCEEDED -> "Mark a step of " + sagas + " succeeded";
            case COMPENSATE -> "Compensate " + sagas;
            case PAUSE -> "Pause " + sagas;
            case RESUME -> "Resume " + sagas;
            case CANCEL -> "Cancel " + sagas;
        };
    }

    static String sagas(int count) {
        return Figures.plural(count, "saga");
    }

    /// The button that asks for it about so many: `1`, or `1, then 5, 25, all`.
    static String verb(Mode mode, String howMany) {
        return switch (mode) {
            case RETRY -> "Re-drive " + howMany;
            case SKIP -> "Skip " + howMany;
            case SUCCEEDED -> "Mark " + howMany + (howMany.equals("1") ? " succeeded" : "");
            case COMPENSATE -> "Compensate " + howMany;
            case PAUSE -> "Pause " + howMany;
            case RESUME -> "Resume " + howMany;
            case CANCEL -> "End " + howMany + (howMany.equals("1") ? " as it is" : "");
        };
    }

    /// What it does to each of many, beside its name.
    static String doesToEach(Mode mode) {
        return switch (mode) {
            case RETRY -> "run the step that each stands at once more";
            case SKIP -> "go on without the step that each stands at";
            case SUCCEEDED -> "go on as if the step that each stands at had succeeded";
            case COMPENSATE -> "undo what each has done, the last step first";
            case PAUSE -> "begin no further step until they are resumed";
            case RESUME -> "go on where each stands";
            case CANCEL -> "end each as it is, undo nothing";
        };
    }

    /// What it does, beside its name.
    static String does(SagaInstance saga, SagaStep step, Mode mode) {
        return switch (mode) {
            case RETRY -> "run " + step.name() + " once more, as attempt " + (step.attempt() + 1);
            case SKIP -> goOn(saga, step) + " without " + step.name();
            case SUCCEEDED -> goOn(saga, step) + " as if " + step.name() + " had succeeded";
            case COMPENSATE -> ModeOffer.undoesSaga(saga, mode)
                    ? undo(saga)
                    : "undo " + step.name() + " once more, as attempt " + (step.attempt() + 1);
            case PAUSE -> "begin no further step until it is resumed";
            case RESUME -> "go on where it stands";
            case CANCEL -> "end it as it is, undo nothing";
        };
    }

    /// Done, in the trace that it leaves: `Skipped`.
    static String done(Mode mode) {
        return switch (mode) {
            case RETRY -> "Re-driven";
            case SKIP -> "Skipped";
            case SUCCEEDED -> "Marked succeeded";
            case COMPENSATE -> "Compensation asked for";
            case PAUSE -> "Paused";
            case RESUME -> "Resumed";
            case CANCEL -> "Cancelled";
        };
    }

    /// The steps that are undone, in that order.
    static List<SagaStep> toUndo(SagaInstance saga) {
        boolean begun = saga.status() == SagaStatus.COMPENSATION_FAILED;
        return saga.steps().reversed().stream().filter(step -> begun
                ? step.undoes() && step.status() != StepStatus.COMPENSATED
                : step.wouldBeUndone()).toList();
    }

    static String names(List<SagaStep> steps) {
        return steps.stream().map(SagaStep::name).collect(Collectors.joining(", "));
    }

    private static String undo(SagaInstance saga) {
        List<SagaStep> undone = toUndo(saga);
        return undone.isEmpty()
                ? "end the saga as undone: no step is to be undone"
                : "undo " + names(undone) + ", end the saga";
    }

    private static String goOn(SagaInstance saga, SagaStep step) {
        return saga.step(step.no() + 1).map(next -> "go on to " + next.name()).orElse("complete the saga");
    }
}
