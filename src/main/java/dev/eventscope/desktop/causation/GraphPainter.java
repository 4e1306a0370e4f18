package dev.eventscope.desktop.causation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.causation.Ink.Dash;
import dev.eventscope.desktop.causation.Ink.Hand;
import dev.eventscope.desktop.causation.Ink.Pen;
import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.Drawing.Arrow;
import dev.eventscope.desktop.causation.draw.Drawing.LaneBand;
import dev.eventscope.desktop.causation.draw.Drawing.Line;
import dev.eventscope.desktop.causation.draw.Drawing.Minimap;
import dev.eventscope.desktop.causation.draw.Drawing.Tone;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;

/// Paints a drawing: lanes, arrows, nodes, names, legend, minimap, in this order.
final class GraphPainter {

    private static final double CORNER = 8;
    /// Below this scale an arrow is bare runs: its dashes and its head could not be told apart.
    private static final double BARE_ARROWS = 0.35;
    private static final double LABELS_FROM = 0.85;
    private static final double STRIPE = 3;

    private final Ink ink;
    private final NodePainter nodes;

    GraphPainter(Ink ink, TextMeasure measure) {
        this.ink = ink;
        nodes = new NodePainter(ink, measure);
    }

    void paint(Drawing drawing) {
        ink.fill(Token.BG_0, 1, new Box(0, 0, drawing.width(), drawing.height()), 0);
        drawing.lanes().forEach(lane -> paintBand(lane, drawing.width()));
        for (Tone tone : List.of(Tone.PLAIN, Tone.FUTURE, Tone.PAST)) {
            drawing.arrows().stream().filter(arrow -> arrow.tone() == tone)
                    .forEach(arrow -> paintArrow(arrow, drawing.scale()));
        }
        drawing.nodes().forEach(node -> nodes.paint(node, drawing.scale()));
        if (drawing.scale() >= LABELS_FROM) {
            drawing.arrows().forEach(arrow -> paintLabel(arrow, Math.max(1, drawing.scale())));
        }
        drawing.lanes().forEach(this::paintName);
        paintLegend(drawing.legend());
        paintMinimap(drawing.minimap());
    }

    private void paintBand(LaneBand lane, double width) {
        ink.fill(Token.BORDER, 1, new Box(0, lane.top() + lane.height() - 1, width, 1), 0);
        ink.fill(Token.category(lane.hue()), 1, new Box(0, lane.top(), STRIPE, lane.height() - 1), 0);
    }

    private void paintName(LaneBand lane) {
        if (lane.height() >= 18) {
            ink.text(lane.name(), Hand.of(Face.SMALL, Token.FG_MUTED), new Point(16, lane.nameY()));
        }
    }

    private void paintArrow(Arrow arrow, double scale) {
        Token token = token(arrow.tone(), arrow.critical());
        boolean lit = arrow.tone() != Tone.PLAIN;
        if (scale < BARE_ARROWS) {
            paintRuns(arrow, token, lit || arrow.critical() ? 1.5 : 1);
            return;
        }
        double width = arrow.critical() ? 2.25 : lit ? 1.75 : 1.25;
        Point tip = arrow.points().getLast();
        double length = 7 * Math.min(1, scale + 0.3);
        List<Point> points = new ArrayList<>(arrow.points());
        points.set(points.size() - 1, new Point(tip.x() - length, tip.y()));
        ink.line(new Pen(token, width, dash(arrow.line())), points, CORNER * scale);
        double y = Math.floor(tip.y()) + 0.5;
        double x = tip.x() - 1;
        double half = length * 3 / 7;
        ink.shape(token, List.of(new Point(x, y), new Point(x - length, y - half), new Point(x - length, y + half)));
    }

    private void paintRuns(Arrow arrow, Token token, double width) {
        for (int i = 1; i < arrow.points().size(); i++) {
            Point a = arrow.points().get(i - 1);
            Point b = arrow.points().get(i);
            ink.fill(token, 1, new Box(Math.min(a.x(), b.x()), Math.min(a.y(), b.y()),
                    Math.max(width, Math.abs(a.x() - b.x())), Math.max(width, Math.abs(a.y() - b.y()))), 0);
        }
    }

    private void paintLabel(Arrow arrow, double scale) {
        if (!arrow.label().isEmpty()) {
            Token token = arrow.tone() == Tone.PLAIN
                    ? arrow.critical() ? Token.FG : Token.FG_FAINT
                    : token(arrow.tone(), false);
            ink.text(arrow.label(), Hand.of(Face.FIGURE, token).scaled(scale).rightAligned(),
                    new Point(arrow.labelX(), arrow.labelY()));
        }
    }

    private static Token token(Tone tone, boolean critical) {
        return switch (tone) {
            case PAST -> Token.PAST;
            case FUTURE -> Token.FUTURE;
            case PLAIN -> critical ? Token.FG_MUTED : Token.FG_FAINT;
        };
    }

    private static Dash dash(Line line) {
        return switch (line) {
            case COMMAND -> Dash.NONE;
            case EVENT -> Dash.EVENT;
            case MISSING -> Dash.MISSING;
        };
    }

    void paintLegend(@Nullable Box box) {
        if (box == null) {
            return;
        }
        ink.fill(Token.BG_1, 1, box, 4);
        ink.frame(Pen.of(Token.BORDER, 1), box, 4);
        sample(box, 0, new Pen(Token.PAST, 1.75, Dash.NONE), "a command caused it");
        sample(box, 1, new Pen(Token.PAST, 1.75, Dash.EVENT), "an event caused it");
        sample(box, 2, new Pen(Token.FG_MUTED, 2.25, Dash.EVENT), "the way to the last event");
        sampleRow(box, 3, "many of one type", x -> {
            double y = row(box, 3) - 4;
            ink.text("×3", Hand.of(Face.FIGURE, Token.FG_MUTED), new Point(x + 16, y + 8));
        });
        sampleRow(box, 4, "expected, not in this store",
                x -> ink.ring(new Pen(Token.FG_FAINT, 1.5, Dash.MISSING), new Point(x + 24, row(box, 4)), 4.5));
    }

    private interface Sample {
        void paintAt(double x);
    }

    private void sample(Box box, int row, Pen pen, String text) {
        sampleRow(box, row, text, x -> {
            double y = row(box, row);
            ink.line(pen, List.of(new Point(x, y), new Point(x + 40, y)), 0);
            double tip = Math.floor(y) + 0.5;
            ink.shape(pen.token(),
                    List.of(new Point(x + 47, tip), new Point(x + 40, tip - 3), new Point(x + 40, tip + 3)));
        });
    }

    private void sampleRow(Box box, int row, String text, Sample sample) {
        sample.paintAt(box.x() + 14);
        ink.text(text, Hand.of(Face.SMALL, Token.FG_MUTED), new Point(box.x() + 76, row(box, row) + 4));
    }

    private static double row(Box box, int row) {
        return box.y() + 19 + row * 24;
    }

    private void paintMinimap(@Nullable Minimap minimap) {
        if (minimap == null) {
            return;
        }
        ink.fill(Token.BG_1, 1, minimap.box(), 4);
        minimap.dots().forEach(dot -> ink.fill(dot.failed()
                ? Token.DANGER
                : dot.lit() ? Token.PAST : Token.category(dot.hue()), dot.failed() || dot.lit() ? 1 : 0.7, dot.box(),
                0));
        ink.frame(Pen.of(Token.BORDER, 1), minimap.box(), 4);
        ink.fill(Token.ACCENT, 0.14, minimap.frame(), 0);
        ink.frame(Pen.of(Token.ACCENT, 1), minimap.frame(), 0);
    }
}
