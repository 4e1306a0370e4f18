package dev.eventscope.event;

import com.fasterxml.jackson.databind.JsonNode;

/// What stands in a payload in place of a value that a profile hides. The value itself is gone before anything sees it.
public final class Redacted {

    /// As people read it, wherever the value would have been.
    public static final String TEXT = "[redacted]";

    private Redacted() {}

    /// Whether a value stands for one that is hidden; it may have been of any kind.
    public static boolean is(JsonNode value) {
        return value.isTextual() && value.textValue().equals(TEXT);
    }
}
