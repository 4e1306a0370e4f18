package dev.eventscope.desktop.fx;

import java.util.List;
import java.util.Locale;

/// What kind of mark an event gets. Shape tells the kind, hue the category; so it reads without colour.
public enum EventKind {
    EVENT, COMMAND, TIMER, FAILURE;

    /// How the types of failures end.
    public static final List<String> FAILURE_ENDINGS = List.of("Failed", "Rejected", "Failure", "_failed", "Faulted");

    /// The kind by the name of the type: no store records it, and headers carry nothing else.
    public static EventKind of(String type) {
        if (FAILURE_ENDINGS.stream().anyMatch(type::endsWith)) {
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
