package dev.eventscope.saga;

import java.util.Locale;

/// How a step, or one attempt of it, stands.
public enum StepStatus {
    PENDING, RUNNING, SUCCEEDED, FAILED,
    /// Started, never finished: it may have happened.
    UNKNOWN, SKIPPED, COMPENSATED, COMPENSATION_FAILED;

    /// As it is stored and printed: `compensation_failed`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
