package dev.eventscope.desktop.causation;

import dev.eventscope.desktop.fx.EventKind;

/// One row of the outline.
///
/// Shape: `event` is the number of the event that the row selects, -1 for a ghost. `figure` is the time since the cause, or
///        how many there are. `opens` where more can be asked for; `parent` where rows hang below it.
record OutlineRow(String key, int unit, int event, int depth, EventKind kind, String category, String title,
        String note, String figure, boolean ghost, boolean opens, boolean parent, boolean folded) {

    String spoken() {
        return "level " + (depth + 1) + ", " + title + " " + note + ", " + figure
                + (opens ? ", Enter shows more" : "") + (folded ? ", folded" : "");
    }
}
