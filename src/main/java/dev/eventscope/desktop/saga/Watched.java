package dev.eventscope.desktop.saga;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.StepError;

/// A request that was accepted, and what has come of it until now; `outcome` is null before the first look.
///
/// Shape: `ofSaga` where it is about the saga and not about the step that it names.
record Watched(RedriveRequest request, boolean ofSaga, @Nullable RedriveOutcome outcome) {

    RedriveOutcome.State state() {
        return outcome == null ? RedriveOutcome.State.QUEUED : outcome.state();
    }

    /// Whether nothing more will come: also where the attempt ended without an answer.
    boolean isOver() {
        RedriveOutcome now = outcome;
        return now != null && (now.state().isFinal()
                || (now.state() == RedriveOutcome.State.NO_ANSWER && now.error() != null));
    }

    /// The way it went, and where it stands: `Retry: queued → picked up → failed again, RemoteNotFound`.
    String words() {
        return ModeWords.name(request.mode()) + ": " + switch (state()) {
            case QUEUED -> "queued";
            case PICKED_UP -> "queued → picked up";
            case CONFIRMED -> runs() ? "queued → picked up → CONFIRMED" : "CONFIRMED";
            case FAILED_AGAIN -> "queued → picked up → failed again" + because();
            case SUPERSEDED -> "superseded: something else decided about it first";
            case NO_ANSWER -> noAnswer();
        };
    }

    /// Green only for what is confirmed.
    String tone() {
        return switch (state()) {
            case QUEUED, PICKED_UP -> "accent";
            case CONFIRMED -> "success";
            case FAILED_AGAIN -> "danger";
            case SUPERSEDED, NO_ANSWER -> "warn";
        };
    }

    private String noAnswer() {
        RedriveOutcome now = outcome;
        if (now == null || now.attempt() == null) {
            return "queued → no answer, no runner has polled for 10 s";
        }
        return "queued → picked up → no answer" + (now.error() == null
                ? ", its runner has not polled for 10 s"
                : because() + ": it may have happened");
    }

    private String because() {
        StepError error = outcome == null ? null : outcome.error();
        return error == null ? "" : ", " + error.errorClass();
    }

    private boolean runs() {
        return request.mode() == Mode.RETRY || request.mode() == Mode.COMPENSATE;
    }
}
