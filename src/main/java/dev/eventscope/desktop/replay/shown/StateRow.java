package dev.eventscope.desktop.replay.shown;

import org.jspecify.annotations.Nullable;

/// One line of a state: a field, an element, or a line of a long text.
///
/// Shape: `path` is a JSON pointer; `text` is bounded; `size` lines after this one belong to it. `version` is the last that
///        changed the value, or anything within it, or took it away.
public record StateRow(String path, int depth, @Nullable String key, String text, Kind kind, int size, long version) {

    public enum Kind {
        STRING, VALUE, CONTAINER, TEXT, LINE, NOTE, REMOVED
    }

    /// Whether this is a field of its own, now or once: what can be watched, and has writers.
    public boolean isField() {
        return kind != Kind.LINE && kind != Kind.NOTE;
    }
}
