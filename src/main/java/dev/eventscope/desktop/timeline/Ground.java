package dev.eventscope.desktop.timeline;

import javafx.scene.paint.Color;

import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.Cone;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;

/// What a lane is filled with at each place: the band of the lit correlation, and the past and the future of the selected
/// event. What is knocked out of a lane is filled with it again.
///
/// Threads: FX thread.
final class Ground {

    private static final double CONE_STRENGTH = 0.6;

    private final Brush brush;
    private final Area area;
    private final Color[] plain;
    private final Color[] band;

    Ground(Brush brush, Area area) {
        this.brush = brush;
        this.area = area;
        plain = shades(Token.BG_0);
        band = shades(Token.BAND);
    }

    private Color[] shades(Token token) {
        Color color = brush.color(token);
        return new Color[]{color, color.interpolate(brush.color(Token.PAST_TINT), CONE_STRENGTH),
            color.interpolate(brush.color(Token.FUTURE_TINT), CONE_STRENGTH)};
    }

    Color at(Cone cone, double x) {
        Color[] shades = area.hasBand() && x >= area.bandFrom() && x < area.bandTo() ? band : plain;
        return shades[x < cone.pastTo() ? 1 : x >= cone.futureFrom() ? 2 : 0];
    }

    /// The whole of a lane, with a line where what is concurrent begins and ends.
    void paint(LaneMarks lane) {
        Cone cone = lane.cone();
        double height = lane.height() - 1;
        double y = lane.y() - Math.floor(lane.height() / 2);
        fill(cone, area.plotLeft(), area.width(), y, height);
        if (cone.pastTo() > area.plotLeft() && cone.pastTo() < area.width()) {
            brush.fill(Token.PAST_EDGE, cone.pastTo() - 1, y, 1, height);
        }
        if (cone.futureFrom() > area.plotLeft() && cone.futureFrom() < area.width()) {
            brush.fill(Token.FUTURE_EDGE, cone.futureFrom(), y, 1, height);
        }
    }

    /// A stretch of a lane, piece by piece.
    void fill(Cone cone, double from, double to, double y, double height) {
        double left = from;
        while (left < to) {
            double end = Math.min(Math.min(next(left, area.bandFrom(), to), next(left, area.bandTo(), to)),
                    Math.min(next(left, cone.pastTo(), to), next(left, cone.futureFrom(), to)));
            brush.fill(at(cone, left), left, y, end - left, height);
            left = end;
        }
    }

    /// An edge that comes after a place, else the end.
    private static double next(double after, double edge, double end) {
        return edge > after ? Math.min(edge, end) : end;
    }
}
