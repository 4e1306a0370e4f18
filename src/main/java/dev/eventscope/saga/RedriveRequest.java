package dev.eventscope.saga;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// One person asks for something about one step, or about its saga.
///
/// Shape: `requestId` is the caller's; sent again, it gets the first answer. `expectedAttempt` is the last attempt that the
///        person saw. `actor` is the operating system's user; the database adds its own. `evidence` says where it can be
///        seen what has become of the step.
public record RedriveRequest(
        UUID requestId,
        String sagaId,
        int stepNo,
        int expectedAttempt,
        Mode mode,
        String reason,
        String actor,
        @Nullable String evidence) {

    public enum Mode {
        /// Drive the step once more.
        RETRY,
        /// Go on without it, on evidence.
        SKIP,
        /// Go on as if it had succeeded, on evidence.
        SUCCEEDED,
        /// Undo the saga; drive a compensation that failed once more.
        COMPENSATE, PAUSE, RESUME,
        /// End the saga as it is.
        CANCEL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it is about the saga, whichever step is named.
        public boolean isOfSaga() {
            return this == PAUSE || this == RESUME || this == CANCEL;
        }

        /// Whether it goes on without driving a step, which somebody has to have seen to be right.
        public boolean needsEvidence() {
            return this == SKIP || this == SUCCEEDED;
        }

        /// Errors: `IllegalArgumentException` that names the modes there are.
        public static Mode of(String code) {
            return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no mode '" + code + "': use "
                            + Arrays.stream(values()).map(Mode::code).collect(Collectors.joining(", "))));
        }
    }

    public RedriveRequest {
        Why why = new Why(reason, evidence).checkedFor(mode);
        reason = why.reason();
        evidence = why.evidence();
    }

    public RedriveRequest(UUID requestId, String sagaId, int stepNo, int expectedAttempt, Mode mode, String reason,
            String actor) {
        this(requestId, sagaId, stepNo, expectedAttempt, mode, reason, actor, null);
    }
}
