package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.shape.StrokeLineCap;

import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;

/// Paints the flags of marked events: a pole over the event, and a pennant to its right; filled where there is a note.
final class FlagPainter {

    private static final double POLE_FROM = 5;
    private static final double POLE_TO = 14;
    private static final double PENNANT = 7;

    private final Brush brush;

    FlagPainter(Brush brush) {
        this.brush = brush;
    }

    void paint(List<Flags.Flag> flags, Area area) {
        for (boolean pinned : new boolean[]{false, true}) {
            double top = pinned ? area.lanesTop() : area.pinnedBottom();
            double bottom = pinned ? area.pinnedBottom() : area.height();
            Sheet sheet = brush.sheet();
            sheet.save();
            sheet.clip(area.plotLeft(), top, area.width() - area.plotLeft(), Math.max(0, bottom - top));
            flags.stream().filter(flag -> flag.pinned() == pinned).forEach(this::paint);
            sheet.restore();
        }
    }

    private void paint(Flags.Flag flag) {
        double top = flag.y() - POLE_TO;
        brush.fill(Token.ACCENT, flag.x(), top, 1, POLE_TO - POLE_FROM);
        Sheet sheet = brush.sheet();
        double[] xs = {flag.x() + 1, flag.x() + 1 + PENNANT, flag.x() + 1};
        double[] ys = {top, top + PENNANT / 2, top + PENNANT};
        sheet.setFill(brush.color(flag.mark().note().isEmpty() ? Token.BG_0 : Token.ACCENT));
        sheet.fillPolygon(xs, ys, xs.length);
        brush.stroke(brush.color(Token.ACCENT), 1, StrokeLineCap.BUTT);
        sheet.strokePolygon(xs, ys, xs.length);
    }
}
