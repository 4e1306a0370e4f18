package dev.eventscope.saga;

import java.util.Locale;

/// How a saga stands.
public enum SagaStatus {
    RUNNING,
    /// A retry or a timer is due later.
    WAITING,
    /// The automatic attempts are used up; it waits for a person.
    FAILED, PAUSED, COMPENSATING, COMPENSATED, COMPENSATION_FAILED, COMPLETED, CANCELLED;

    /// As it is stored and printed: `compensation_failed`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Errors: `IllegalArgumentException` that names the words there are.
    public static SagaStatus of(String code) {
        for (SagaStatus status : values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no saga status '" + code + "': use running, waiting, failed, paused, "
                + "compensating, compensated, compensation_failed, completed or cancelled");
    }
}
