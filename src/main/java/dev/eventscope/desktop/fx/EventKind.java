package dev.eventscope.desktop.fx;

import java.util.Locale;

/// What kind of mark an event gets. Shape tells the kind, hue the category; so it reads without colour.
public enum EventKind {
    EVENT, COMMAND, TIMER, FAILURE;

    /// The kind by the name of the type: no store records it, and headers carry nothing else.
    public static EventKind of(String type) {
        if (type.endsWith("Failed") || type.endsWith("Rejected") || type.endsWith("Failure")
                || type.endsWith("_failed") || type.endsWith("Faulted")) {
            return FAILURE;
        }
        if (type.endsWith("Command")) {
            return COMMAND;
        }
        if (type.startsWith("Timer") || type.endsWith("TimedOut") || type.endsWith("Elapsed")) {
            return TIMER;
        }
        return EVENT;
    }

    String styleClass() {
        return "mark-" + name().toLowerCase(Locale.ROOT);
    }
}
