package dev.eventscope.saga;

import java.util.Locale;

/// What the other side says when it is asked whether a step has happened.
public enum StepAnswer {
    HAPPENED, DID_NOT_HAPPEN,
    /// It cannot tell either: a person has to find out.
    NOT_KNOWN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
