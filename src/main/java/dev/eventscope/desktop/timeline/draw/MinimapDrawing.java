package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.timeline.draw.Drawing.Minimap;

/// Which part of the overview is in view.
final class MinimapDrawing {

    private static final double NARROWEST_FRAME = 24;

    private MinimapDrawing() {}

    static Minimap make(Overview overview, TimeScale view, String note) {
        double from = overview.scale().px(view.at(view.plot().left()));
        double to = overview.scale().px(view.at(view.plot().right()));
        double widen = Math.max(0, NARROWEST_FRAME - (to - from)) / 2;
        double left = Math.clamp(from - widen, view.plot().left() + 4, view.plot().right() - NARROWEST_FRAME - 4);
        double right = Math.clamp(to + widen, left + NARROWEST_FRAME, view.plot().right() - 4);
        return overview.minimap(note, Math.rint(left), Math.rint(right));
    }
}
