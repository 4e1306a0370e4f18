package dev.eventscope.desktop.upcast;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.JsonRow;

/// One line of a payload as text: `  title: "Message flow"`.
///
/// Shape: `key` is empty where the line has none (a brace, an element of a list).
/// Units: `number` counts from 1; `depth` in steps of indent.
record StageLine(int number, int depth, String key, String value, JsonRow.Kind kind, @Nullable Mark mark) {

    /// What a step did to the line, or is about to do.
    enum Mark {
        ADDED, CHANGED, REMOVED, FAILED
    }
}
