package dev.eventscope.saga;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// What has come of a re-drive until now.
///
/// Shape: `attempt` is the try that this very request caused, absent before one started. `runnerLastPolled` is when a runner
///        for this type of saga last looked for work, absent where none ever did.
public record RedriveOutcome(
        State state,
        @Nullable Integer attempt,
        @Nullable StepError error,
        Instant requestedAt,
        @Nullable Instant runnerLastPolled) {

    public enum State {
        /// Written down; no runner has taken it yet.
        QUEUED,
        /// A runner is at it.
        PICKED_UP,
        /// The step succeeded in the attempt that this request caused. Nothing else is green.
        CONFIRMED, FAILED_AGAIN,
        /// Something else decided about the step before a runner came to it.
        SUPERSEDED,
        /// No runner has polled for 10 s, or the attempt ended without an answer: it may have happened.
        NO_ANSWER;

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether nothing more will come. A missing answer may still arrive once a runner is back.
        public boolean isFinal() {
            return this == CONFIRMED || this == FAILED_AGAIN || this == SUPERSEDED;
        }
    }
}
