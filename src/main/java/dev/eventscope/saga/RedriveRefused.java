package dev.eventscope.saga;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// A re-drive was refused. The message says why, and what is so instead; nothing was changed but for the audit row.
public final class RedriveRefused extends RuntimeException {

    public enum Reason {
        UNKNOWN_SAGA, UNKNOWN_STEP,
        /// The step is not failed, or not failed any more.
        NOT_FAILED,
        /// It is being run right now.
        RUNNING,
        /// It will be tried again by itself.
        WILL_RETRY,
        /// Another operator was first.
        OTHER_FIRST, COMPENSATION_BEGUN,
        /// The saga is completed or cancelled.
        ENDED,
        /// It is paused.
        PAUSED,
        /// It is not paused.
        NOT_PAUSED,
        /// It waits for a person: there is nothing to pause.
        NOT_MOVING,
        /// May have happened already, and must not happen twice.
        NEEDS_EVIDENCE,
        /// This request id was used for something else.
        REQUEST_ID_USED;

        static Reason of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Why it may not be asked for about many, to go on after "they" or a number: `wait for a person: …`.
        public String ofMany() {
            return switch (this) {
                case UNKNOWN_SAGA, UNKNOWN_STEP, REQUEST_ID_USED -> "are not there any more";
                case NOT_FAILED, OTHER_FIRST -> "stand at a step that has not failed";
                case RUNNING -> "have a step that is being run right now";
                case WILL_RETRY -> "are tried again by themselves";
                case COMPENSATION_BEGUN -> "are being undone: their steps go forward no more";
                case ENDED -> "have ended";
                case PAUSED -> "are paused: resume them first";
                case NOT_PAUSED -> "are not paused";
                case NOT_MOVING -> "wait for a person: nothing moves that could be paused";
                case NEEDS_EVIDENCE -> "may have happened and must not happen twice: they need evidence, one by one";
            };
        }
    }

    /// What the database knows of the step at the refusal; `who` and `when` are of the last re-drive of it.
    record Facts(@Nullable String sagaStatus, @Nullable String stepStatus, @Nullable String stepName,
            @Nullable Instant until, @Nullable String who, @Nullable Instant when) {}

    private final Reason reason;
    private final transient Facts facts;

    RedriveRefused(RedriveRequest request, Reason reason, Facts facts) {
        super(sentence(request, reason, facts));
        this.reason = reason;
        this.facts = facts;
    }

    public Reason reason() {
        return reason;
    }

    /// Who re-drove the step last: `ines, database user ops_ines`.
    public @Nullable String otherOperator() {
        return facts.who();
    }

    public @Nullable Instant otherAt() {
        return facts.when();
    }

    private static String sentence(RedriveRequest request, Reason reason, Facts facts) {
        String step = "step " + request.stepNo() + (facts.stepName() == null ? "" : " " + facts.stepName()) + " of "
                + request.sagaId();
        return switch (reason) {
            case UNKNOWN_SAGA -> "there is no saga '" + request.sagaId() + "': 'sagas' lists them";
            case UNKNOWN_STEP ->
                "saga '" + request.sagaId() + "' has no step " + request.stepNo() + ": steps count from 1";
            case NOT_FAILED -> step + " is not failed" + (facts.who() == null ? "" : " any more") + ": it is "
                    + facts.stepStatus() + ", the saga " + facts.sagaStatus() + lastRedrive(facts);
            case RUNNING -> step + " is being run right now" + leased(facts) + lastRedrive(facts);
            case WILL_RETRY -> step + " is tried again by itself at " + facts.until() + ": wait for that";
            case OTHER_FIRST -> "another operator was first: " + step + " was re-driven by " + facts.who() + " at "
                    + facts.when() + " and is " + facts.stepStatus() + " now";
            case COMPENSATION_BEGUN -> "compensation of " + request.sagaId() + " has begun (" + facts.sagaStatus()
                    + "): its steps are not re-driven any more" + lastAsked(facts);
            case ENDED -> request.sagaId() + " has ended: it is " + facts.sagaStatus() + lastAsked(facts);
            case PAUSED -> request.sagaId() + " is paused: resume it first" + lastAsked(facts);
            case NOT_PAUSED -> request.sagaId() + " is not paused: it is " + facts.sagaStatus() + lastAsked(facts);
            case NOT_MOVING -> request.sagaId() + " waits for a person: there is nothing to pause";
            case NEEDS_EVIDENCE -> step + " may have happened and must not happen twice: it is not re-driven without "
                    + "evidence that it did not";
            case REQUEST_ID_USED ->
                "request id " + request.requestId() + " was used for another re-drive: take a new one";
        };
    }

    private static String leased(Facts facts) {
        return facts.until() == null ? "" : ", leased until " + facts.until();
    }

    private static String lastRedrive(Facts facts) {
        return facts.who() == null ? "" : "; re-driven by " + facts.who() + " at " + facts.when();
    }

    private static String lastAsked(Facts facts) {
        return facts.who() == null ? "" : "; the last to ask was " + facts.who() + " at " + facts.when();
    }
}
