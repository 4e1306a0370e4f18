package dev.eventscope.saga;

import java.util.Locale;
import java.util.UUID;

/// One person asks for one step to be driven once more.
///
/// Shape: `requestId` is the caller's; sent again, it gets the first answer. `expectedAttempt` is the last attempt that the
///        person saw. `actor` is the operating system's user; the database adds its own.
public record RedriveRequest(
        UUID requestId,
        String sagaId,
        int stepNo,
        int expectedAttempt,
        Mode mode,
        String reason,
        String actor) {

    public enum Mode {
        RETRY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST_REASON = 1_000;

    public RedriveRequest {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("the reason must have 1.." + LONGEST_REASON + " characters, had "
                    + reason.length());
        }
    }
}
