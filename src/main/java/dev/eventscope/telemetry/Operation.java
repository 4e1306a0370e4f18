package dev.eventscope.telemetry;

import java.util.Locale;

/// What is done with events.
public enum Operation {
    /// Events are written into the store.
    APPEND,
    /// An event is brought to the broker.
    PUBLISH,
    /// A handler takes an event in.
    HANDLE,
    /// A step of a saga runs.
    STEP;

    /// As the store and the terminal name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Operation of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
