package dev.eventscope.rules.structural;

/// Why a rule could not be applied to a payload.
///
/// Shape: `path` is where the field was when the rules began; empty where no field is to blame. `why` says it in general
///        (`size holds text that is not a number`); `value` is what stood there, shortened, as JSON, and empty where that
///        says nothing.
/// Units: `line` counts from 1; 0 where no rule of a file is to blame.
public record RuleFailure(int line, String path, String why, String value) {

    private static final int MAX_VALUE = 200;

    public RuleFailure {
        if (value.length() > MAX_VALUE) {
            value = value.substring(0, MAX_VALUE) + "…";
        }
    }
}
