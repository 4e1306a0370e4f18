package dev.eventscope.desktop.fx;

import org.jspecify.annotations.Nullable;

/// One line of JSON on the screen.
///
/// Shape: `path` is a JSON Pointer. `key` is the member's name or the element's index, absent at the root. `text` is the
///        value as stored, shortened where it is long, or a count (`3 fields`) where it is an object or array; `size` rows
///        belong to it after this one.
public record JsonRow(String path, int depth, @Nullable String key, String text, Kind kind, int size) {

    public enum Kind {
        STRING, NUMBER, LITERAL, OBJECT, ARRAY, NOTE, ERROR;

        /// How its text is dressed by the style sheets.
        public String styleClass() {
            return switch (this) {
                case STRING -> "json-string";
                case NUMBER, LITERAL -> "json-value";
                case OBJECT, ARRAY, NOTE -> "json-count";
                case ERROR -> "json-error";
            };
        }
    }

    public boolean isContainer() {
        return kind == Kind.OBJECT || kind == Kind.ARRAY;
    }
}
