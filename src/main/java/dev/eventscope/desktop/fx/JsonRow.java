package dev.eventscope.desktop.fx;

import org.jspecify.annotations.Nullable;

/// One line of JSON on the screen.
///
/// Shape: `path` is a JSON Pointer. `key` is the member's name or the element's index, absent at the root. `text` is the
///        value as stored, shortened where it is long, or a count (`3 fields`) where it is an object or array; `size` rows
///        belong to it after this one.
public record JsonRow(String path, int depth, @Nullable String key, String text, Kind kind, int size) {

    public enum Kind {
        STRING, NUMBER, LITERAL, OBJECT, ARRAY, NOTE, ERROR
    }

    public boolean isContainer() {
        return kind == Kind.OBJECT || kind == Kind.ARRAY;
    }
}
