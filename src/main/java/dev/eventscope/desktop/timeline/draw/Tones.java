package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.model.RowFilter;

/// How loud each event is: by the causal path where one is lit alone, else by what a filter lights.
record Tones(CausalPath path, boolean dimsOthers, RowFilter lit) {

    /// The tone of an event's own mark: its hue stays, so it is either plain or steps back.
    Tone ofMark(int row) {
        return isQuiet(row) ? Tone.DIMMED : Tone.PLAIN;
    }

    Tone ofBar(int startRow, int endRow) {
        return isQuiet(startRow) && (endRow < 0 || isQuiet(endRow)) ? Tone.DIMMED : Tone.PLAIN;
    }

    /// The tone of what has no event of its own.
    Tone ofRest() {
        return dimsOthers ? Tone.DIMMED : Tone.PLAIN;
    }

    /// The tone of the way from a cause to its effect.
    Tone ofLink(int cause, int effect) {
        if (path.holds(cause) && path.holds(effect)) {
            if (path.isPast(cause) && (path.isPast(effect) || effect == path.row())) {
                return Tone.PAST;
            }
            if (path.isFuture(effect) && (path.isFuture(cause) || cause == path.row())) {
                return Tone.FUTURE;
            }
        }
        return isQuiet(cause) && isQuiet(effect) ? Tone.DIMMED : ofRest();
    }

    private boolean isQuiet(int row) {
        return dimsOthers ? !path.holds(row) : !lit.shows(row);
    }

    boolean isLit(int cause, int effect) {
        Tone tone = ofLink(cause, effect);
        return tone == Tone.PAST || tone == Tone.FUTURE;
    }
}
