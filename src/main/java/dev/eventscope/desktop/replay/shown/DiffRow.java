package dev.eventscope.desktop.replay.shown;

/// One line of a difference on the screen.
public sealed interface DiffRow {

    /// The head of a block: a path and what happens to it (`replace`, or `+6 −3, 2 hunks`).
    record Head(String path, String what) implements DiffRow {}

    /// Shape: line numbers are 0 where the line stands in no numbered text.
    record Line(Sign sign, int oldNumber, int newNumber, String text) implements DiffRow {}

    /// Between two hunks, and where something was left out.
    record Note(String text) implements DiffRow {}

    enum Sign {
        SAME, REMOVED, ADDED
    }
}
