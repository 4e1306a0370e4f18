package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// Why something is asked for, and where it can be seen what became of the step. Both are kept with the act.
///
/// Shape: blank evidence is none.
/// Units: at most 1,000 characters each.
public record Why(String reason, @Nullable String evidence) {

    private static final int LONGEST = 1_000;

    public Why {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("the reason must have 1.." + LONGEST + " characters, had "
                    + reason.length());
        }
        evidence = evidence == null || evidence.isBlank() ? null : evidence.strip();
        if (evidence != null && evidence.length() > LONGEST) {
            throw new IllegalArgumentException("the evidence must have at most " + LONGEST + " characters, had "
                    + evidence.length());
        }
    }

    public static Why because(String reason) {
        return new Why(reason, null);
    }

    /// The same.
    ///
    /// Errors: `IllegalArgumentException` where the mode needs evidence and there is none.
    public Why checkedFor(RedriveRequest.Mode mode) {
        if (mode.needsEvidence() && evidence == null) {
            throw new IllegalArgumentException("mode " + mode.code() + " needs evidence: say where it can be seen");
        }
        return this;
    }
}
