package dev.eventscope.saga;

import java.util.Locale;

/// What a saga does when the automatic attempts of a step are used up, or its time is.
public enum FailurePolicy {
    /// It waits for a person, who re-drives, skips or compensates.
    WAIT,
    /// It undoes what has happened, by itself.
    COMPENSATE;

    /// As it is stored: `compensate`.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
