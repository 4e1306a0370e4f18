package dev.eventscope.desktop.replay.rail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;
import dev.eventscope.event.EventClock;
import dev.eventscope.replay.StateFlip;

/// Paints the rail. The cost depends on pixels, not on versions.
final class RailPainter {

    /// What is painted.
    record Rail(Track track, int index, RailMarks marks, Times times, EventClock clock) {

        /// Then the time of day tells versions apart, not the day.
        boolean isOfOneDay() {
            Instant first = track.time(0, clock);
            Instant last = track.time(track.size() - 1, clock);
            return first != null && last != null && times.day(first).equals(times.day(last));
        }
    }

    private static final double RAIL_Y = 27.5;
    private static final double NAME_Y = 54;
    private static final double CHAR_PX = 7.2;
    private static final double NAME_GAP = 24;
    private static final double NAMES_APART = 132;
    /// Marks nearer than this are a band.
    private static final double SMALLEST_SPACING = 3;

    private final GraphicsContext g;
    private final Tokens tokens;

    private record Name(double left, double right, String version, String day, boolean shown) {}

    RailPainter(GraphicsContext g, Tokens tokens) {
        this.g = g;
        this.tokens = tokens;
    }

    void paint(Rail rail, double width, double height, boolean focused) {
        g.clearRect(0, 0, width, height);
        Track track = rail.track();
        if (track.isEmpty() || rail.index() < 0) {
            return;
        }
        RailScale scale = new RailScale(width, track.size());
        double here = scale.x(rail.index());
        line(scale.x(0), scale.x(track.size() - 1), tokens.get(Token.BORDER_STRONG));
        line(scale.x(0), here, tokens.get(Token.ACCENT));
        differing(rail, scale);
        marks(rail, scale);
        watched(rail, scale);
        flips(rail, scale);
        supposed(rail, scale);
        if (rail.marks().base() != null) {
            base(scale.x(Math.max(0, track.indexOf(rail.marks().base()))));
        }
        if (rail.marks().failed() != null) {
            cross(scale.x(Math.max(0, track.indexOf(rail.marks().failed()))));
        }
        handle(here, focused);
        names(rail, scale, width);
    }

    private void line(double from, double to, Color color) {
        g.setFill(color);
        g.fillRect(Math.rint(from), RAIL_Y - 1, Math.rint(to) - Math.rint(from), 2);
    }

    private void marks(Rail rail, RailScale scale) {
        double spacing = scale.spacing();
        Color done = tokens.category(rail.track().category());
        Color ahead = tokens.get(Token.BORDER_STRONG);
        if (spacing < SMALLEST_SPACING) {
            double here = scale.x(rail.index());
            band(scale.x(0), here, done);
            band(here, scale.x(rail.track().size() - 1), ahead);
            return;
        }
        double size = spacing >= 13 ? 9 : spacing >= 8 ? 6 : 2;
        for (int i = 0; i < rail.track().size(); i++) {
            g.setFill(i <= rail.index() ? done : ahead);
            if (spacing >= 13 && EventKind.of(rail.track().type(i)) == EventKind.FAILURE) {
                cross(scale.x(i));
            } else {
                g.fillOval(scale.x(i) - size / 2, RAIL_Y - size / 2, size, size);
            }
        }
    }

    private void band(double from, double to, Color color) {
        g.setFill(color);
        g.setGlobalAlpha(0.7);
        g.fillRect(Math.rint(from), RAIL_Y - 4, Math.rint(to) - Math.rint(from), 8);
        g.setGlobalAlpha(1);
    }

    private void cross(double x) {
        g.setFill(tokens.get(Token.BG_1));
        g.fillOval(x - 7, RAIL_Y - 7, 14, 14);
        g.setStroke(tokens.get(Token.DANGER));
        g.setLineWidth(2.5);
        g.strokeLine(x - 4, RAIL_Y - 4, x + 4, RAIL_Y + 4);
        g.strokeLine(x - 4, RAIL_Y + 4, x + 4, RAIL_Y - 4);
    }

    /// Triangles under the rail where a watched field changes; one for each pixel at most.
    private void watched(Rail rail, RailScale scale) {
        g.setFill(tokens.get(Token.ACCENT));
        double last = Double.NEGATIVE_INFINITY;
        for (long version : rail.marks().watched()) {
            double x = Math.round(scale.x(Math.max(0, rail.track().indexOf(version))));
            if (x - last >= 1) {
                g.fillPolygon(new double[]{x - 4.5, x + 4.5, x}, new double[]{41, 41, 34}, 3);
                last = x;
            }
        }
    }

    /// A flag above the rail where the predicate begins to hold, an empty one where it ceases to.
    private void flips(Rail rail, RailScale scale) {
        double last = Double.NEGATIVE_INFINITY;
        for (StateFlip flip : rail.marks().flips()) {
            double x = Math.round(scale.x(Math.max(0, rail.track().indexOf(flip.version()))));
            if (x - last >= 1) {
                flag(x, flip.holds());
                last = x;
            }
        }
    }

    private void flag(double left, boolean holds) {
        g.setFill(tokens.get(holds ? Token.FG : Token.FG_MUTED));
        g.fillRect(left, 3, 1, RAIL_Y - 9);
        double[] xs = {left + 1, left + 9, left + 1};
        double[] ys = {3, 7, 11};
        if (holds) {
            g.fillPolygon(xs, ys, 3);
        } else {
            g.setStroke(tokens.get(Token.FG_MUTED));
            g.setLineWidth(1);
            g.strokePolygon(xs, ys, 3);
        }
    }

    /// The version that the difference may start from.
    private void base(double x) {
        g.setFont(Font.font("JetBrains Mono", 12));
        g.setTextBaseline(VPos.BASELINE);
        g.setFill(tokens.get(Token.FG_MUTED));
        g.fillText("A", Math.round(x) - CHAR_PX / 2, 13);
    }

    /// A violet line where what is supposed comes to another state.
    private void differing(Rail rail, RailScale scale) {
        g.setFill(tokens.get(Token.WHATIF));
        double half = Math.max(0.5, scale.spacing() / 2);
        double to = Double.NEGATIVE_INFINITY;
        for (long version : rail.marks().differing()) {
            double x = scale.x(Math.max(0, rail.track().indexOf(version)));
            double from = Math.max(Math.max(to, x - half), RailScale.EDGE - 12);
            to = Math.min(x + half, scale.width() - RailScale.EDGE + 12);
            g.fillRect(from, RAIL_Y + 9.5, to - from, 2);
        }
    }

    /// A dashed ring in the place of an event that is left out.
    private void supposed(Rail rail, RailScale scale) {
        if (scale.spacing() < SMALLEST_SPACING) {
            return;
        }
        g.setLineWidth(1.5);
        g.setLineDashes(2.5, 2);
        for (long version : rail.marks().leftOut()) {
            double x = scale.x(Math.max(0, rail.track().indexOf(version)));
            g.setFill(tokens.get(Token.BG_1));
            g.fillOval(x - 5, RAIL_Y - 5, 10, 10);
            g.setStroke(tokens.get(Token.WHATIF));
            g.strokeOval(x - 4.5, RAIL_Y - 4.5, 9, 9);
        }
        g.setLineDashes();
    }

    private void handle(double x, boolean focused) {
        if (focused) {
            g.setStroke(tokens.get(Token.ACCENT));
            g.setLineWidth(1);
            g.strokeOval(x - 10, RAIL_Y - 10, 20, 20);
        }
        g.setFill(tokens.get(Token.SELECT_RING));
        g.fillOval(x - 8, RAIL_Y - 8, 16, 16);
        g.setFill(tokens.get(Token.ACCENT_FILL));
        g.fillOval(x - 4, RAIL_Y - 4, 8, 8);
    }

    /// Names of versions, where there is room: the one shown, the first, the last, then every so many.
    private void names(Rail rail, RailScale scale, double width) {
        List<Name> placed = new ArrayList<>();
        int last = rail.track().size() - 1;
        place(rail, scale, width, rail.index(), placed);
        place(rail, scale, width, 0, placed);
        place(rail, scale, width, last, placed);
        int step = (int) Math.max(1, Math.ceil(NAMES_APART / scale.spacing()));
        for (int i = step; i < last; i += step) {
            place(rail, scale, width, i, placed);
        }
        g.setFont(Font.font("JetBrains Mono", 12));
        g.setTextBaseline(VPos.BASELINE);
        for (Name name : placed) {
            g.setFill(tokens.get(name.shown() ? Token.FG : Token.FG_MUTED));
            g.fillText(name.version(), name.left(), NAME_Y);
            g.setFill(tokens.get(name.shown() ? Token.FG_MUTED : Token.FG_FAINT));
            g.fillText(name.day(), name.left() + (name.version().length() + 1) * CHAR_PX, NAME_Y);
        }
    }

    private static void place(Rail rail, RailScale scale, double width, int index, List<Name> placed) {
        Instant time = rail.track().time(index, rail.clock());
        String version = "v" + rail.track().version(index);
        String day = time == null ? "" : rail.isOfOneDay() ? rail.times().seconds(time) : rail.times().shortDay(time);
        double length = (version.length() + 1 + day.length()) * CHAR_PX;
        double left = Math.round(Math.clamp(scale.x(index) - length / 2, 12, Math.max(12, width - 12 - length)));
        boolean free = placed.stream().allMatch(
                other -> left > other.right() + NAME_GAP || left + length < other.left() - NAME_GAP);
        if (free) {
            placed.add(new Name(left, left + length, version, day, index == rail.index()));
        }
    }
}
