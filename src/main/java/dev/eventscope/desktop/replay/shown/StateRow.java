package dev.eventscope.desktop.replay.shown;

import org.jspecify.annotations.Nullable;

/// One line of a state: a field, an element, or a line of a long text.
///
/// Shape: `path` is a JSON pointer; `text` is bounded; `size` lines after this one belong to it. `version` is the last that
///        changed the value, or anything within it, or took it away; `age` is 0 for the version shown and goes to 1 with the oldest.
public record StateRow(String path, int depth, @Nullable String key, String text, Kind kind, int size, long version,
        double age) {

    public enum Kind {
        STRING, VALUE, CONTAINER, TEXT, LINE, NOTE, REMOVED
    }

    public boolean isChanged() {
        return age == 0 && isField();
    }

    /// Whether this is a field of its own, now or once: what can be watched, and has writers.
    public boolean isField() {
        return kind != Kind.LINE && kind != Kind.NOTE;
    }
}
