package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.Columns;
import dev.eventscope.desktop.timeline.draw.Drawing.Dots;
import dev.eventscope.desktop.timeline.draw.Drawing.Label;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.Line;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;
import dev.eventscope.desktop.timeline.draw.Sizes;

/// Paints what stands in lanes.
final class MarkPainter {

    private static final double BASELINE_OF_TEXT = 4;
    private static final double BAR_RADIUS = 3;
    private static final double HATCH_PITCH = 10;

    private final Brush brush;
    private final Sheet g;

    MarkPainter(Brush brush) {
        this.brush = brush;
        g = brush.sheet();
    }

    void paint(List<LaneMarks> lanes, Area area) {
        Ground ground = new Ground(brush, area);
        for (LaneMarks lane : lanes) {
            lane.lines().forEach(line -> paintLine(line, lane));
            lane.columns().forEach(columns -> paintColumns(columns, lane));
        }
        for (LaneMarks lane : lanes) {
            lane.waits().forEach(wait -> paintWait(wait, lane));
            lane.bars().forEach(bar -> paintBar(bar, lane, ground));
            lane.marks().forEach(mark -> paintMark(mark, lane, ground));
        }
        for (LaneMarks lane : lanes) {
            lane.labels().forEach(label -> paintLabel(label, lane, ground));
        }
    }

    private void paintLine(Line line, LaneMarks lane) {
        Color color = brush.path(line.tone(), Token.BORDER_STRONG);
        double thick = line.lit() ? 2 : 1;
        brush.fill(color, line.from(), lane.y() - (line.lit() ? 1 : 0), line.to() - line.from(), thick);
    }

    private void paintColumns(Columns columns, LaneMarks lane) {
        double floor = lane.y() + Math.floor(lane.height() / 2) - 2;
        Color color = brush.color(Token.category(lane.hue()), 0.7 * Brush.strength(columns.tone()));
        Color failed = brush.color(Token.DANGER, Brush.strength(columns.tone()));
        for (int i = 0; i < columns.heights().length; i++) {
            int height = columns.heights()[i];
            double x = columns.x() + i * Sizes.COLUMN_PITCH;
            brush.fill(color, x, floor - height, Sizes.COLUMN, height);
            if (columns.failed()[i]) {
                brush.fill(failed, x, floor - height, Sizes.COLUMN, Math.min(4, height));
            }
        }
        Color text = brush.color(columns.tone() == Tone.DIMMED ? Token.FG_FAINT : Token.FG_MUTED);
        brush.text(columns.count(), Face.FIGURE, text, columns.countX(), lane.y() + BASELINE_OF_TEXT);
    }

    private void paintWait(Dots wait, LaneMarks lane) {
        Color color = brush.color(Token.WARN, Brush.strength(wait.tone()));
        g.setFill(color);
        boolean labelled = !wait.label().isEmpty();
        for (double x = wait.from(); x + 2 <= wait.to(); x += 5) {
            if (!labelled || x + 2 < wait.labelX() - 6 || x > wait.labelEnd() + 6) {
                g.fillOval(x, lane.y() - 1, 2, 2);
            }
        }
        if (labelled) {
            Color text = brush.color(wait.tone() == Tone.DIMMED ? Token.FG_FAINT : Token.WARN);
            brush.text(wait.label(), Face.SMALL, text, wait.labelX(), lane.y() + BASELINE_OF_TEXT);
        }
    }

    private void paintBar(Bar bar, LaneMarks lane, Ground ground) {
        double y = lane.y() - Sizes.BAR / 2;
        double width = bar.to() - bar.from();
        Token edge = bar.failed() ? Token.DANGER : Token.category(lane.hue());
        Token tint = bar.failed() ? Token.DANGER_TINT : Token.categoryTint(lane.hue());
        ground.fill(lane.cone(), bar.from(), bar.to(), y, Sizes.BAR);
        g.setGlobalAlpha(Brush.strength(bar.tone()));
        g.setFill(brush.color(tint));
        g.fillRoundRect(bar.from(), y, width, Sizes.BAR, 2 * BAR_RADIUS, 2 * BAR_RADIUS);
        if (bar.hatched()) {
            paintHatch(bar, y, lane.hue());
        }
        brush.stroke(brush.color(edge), 1, StrokeLineCap.BUTT);
        if (bar.open()) {
            paintOpenEdge(bar, y);
        } else {
            g.strokeRoundRect(bar.from() + 0.5, y + 0.5, width - 1, Sizes.BAR - 1, 2 * BAR_RADIUS, 2 * BAR_RADIUS);
        }
        g.setGlobalAlpha(1);
        Color text = brush.color(bar.tone() == Tone.DIMMED ? Token.FG_FAINT : Token.FG);
        brush.text(bar.name(), Face.SMALL, text, bar.from() + 6, lane.y() + BASELINE_OF_TEXT);
    }

    /// A step that runs: three sides, the right one is not there yet.
    private void paintOpenEdge(Bar bar, double y) {
        double top = y + 0.5;
        double bottom = y + Sizes.BAR - 0.5;
        double left = bar.from() + 0.5;
        g.beginPath();
        g.moveTo(bar.to(), top);
        g.lineTo(left + BAR_RADIUS, top);
        g.quadraticCurveTo(left, top, left, top + BAR_RADIUS);
        g.lineTo(left, bottom - BAR_RADIUS);
        g.quadraticCurveTo(left, bottom, left + BAR_RADIUS, bottom);
        g.lineTo(bar.to(), bottom);
        g.stroke();
    }

    /// A compensation: diagonal stripes, 4 on and 6 off.
    private void paintHatch(Bar bar, double y, int hue) {
        g.save();
        g.clip(bar.from(), y, bar.to() - bar.from(), Sizes.BAR);
        brush.stroke(brush.color(Token.category(hue), 0.45), 2.8, StrokeLineCap.BUTT);
        for (double x = bar.from() - Sizes.BAR; x < bar.to(); x += HATCH_PITCH) {
            g.strokeLine(x, y + Sizes.BAR, x + Sizes.BAR, y);
        }
        g.restore();
    }

    private void paintMark(Mark mark, LaneMarks lane, Ground ground) {
        double x = mark.x() + 0.5;
        double y = lane.y() + 0.5;
        Color behind = ground.at(lane.cone(), mark.x());
        Color color = brush.hue(lane.hue(), mark.tone());
        double grown = mark.hovered() ? 1 : 0;
        if (mark.hovered()) {
            boolean failure = mark.shape() == Drawing.Shape.FAILURE;
            g.setFill(brush.color(failure ? Token.DANGER : Token.category(lane.hue()), 0.2));
            g.fillOval(x - 9, y - 9, 18, 18);
        }
        switch (mark.shape()) {
            case EVENT -> paintDisc(x, y, 4.5 + grown, behind, color);
            case COMMAND -> paintPolygon(x, y, 4, 6 + grown, behind, color);
            case TIMER -> paintPolygon(x, y, 6, 5.5 + grown, behind, color);
            case FAILURE -> paintCross(x, y, 4 + grown, behind, mark.tone());
            case CHECK -> paintCheck(x, y, mark.tone());
            case MISSING -> paintMissing(x, y);
        }
        if (mark.selected()) {
            brush.stroke(brush.color(Token.SELECT_RING), 2, StrokeLineCap.BUTT);
            g.strokeOval(x - 8, y - 8, 16, 16);
        }
    }

    private void paintDisc(double x, double y, double radius, Color ground, Color color) {
        disc(x, y, radius + 1.5, ground);
        disc(x, y, radius, color);
    }

    private void disc(double x, double y, double radius, Color color) {
        g.fillDisc(x, y, radius, color);
    }

    /// A diamond of four corners, a hexagon of six with a flat top.
    private void paintPolygon(double x, double y, int corners, double radius, Color ground, Color color) {
        double[] xs = new double[corners];
        double[] ys = new double[corners];
        for (int i = 0; i < corners; i++) {
            xs[i] = x + radius * Math.cos(2 * Math.PI * i / corners);
            ys[i] = y + radius * Math.sin(2 * Math.PI * i / corners);
        }
        brush.stroke(ground, 3, StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.strokePolygon(xs, ys, corners);
        g.setLineJoin(StrokeLineJoin.MITER);
        g.setFill(ground);
        g.fillPolygon(xs, ys, corners);
        g.setFill(color);
        g.fillPolygon(xs, ys, corners);
    }

    private void paintCross(double x, double y, double half, Color ground, Tone tone) {
        disc(x, y, 7, ground);
        brush.stroke(brush.color(Token.DANGER, Brush.strength(tone) == 1 ? 1 : 0.65), 2.5, StrokeLineCap.SQUARE);
        double reach = half - 0.9;
        g.strokeLine(x - reach, y - reach, x + reach, y + reach);
        g.strokeLine(x - reach, y + reach, x + reach, y - reach);
    }

    private void paintCheck(double x, double y, Tone tone) {
        brush.stroke(brush.color(Token.SUCCESS, Brush.strength(tone) == 1 ? 1 : 0.75), 2, StrokeLineCap.SQUARE);
        g.strokePolyline(new double[]{x - 4, x - 1.5, x + 4}, new double[]{y, y + 2.7, y - 3.3}, 3);
    }

    private void paintMissing(double x, double y) {
        brush.stroke(brush.color(Token.FG_FAINT), 1.5, StrokeLineCap.BUTT);
        g.setLineDashes(2, 2);
        g.strokeOval(x - 4, y - 4, 8, 8);
        g.setLineDashes();
    }

    private void paintLabel(Label label, LaneMarks lane, Ground ground) {
        double top = lane.y() - 8;
        ground.fill(lane.cone(), label.x() - 2, label.endX() + 2, top, 16);
        Token token = label.tone() == Tone.DIMMED ? Token.FG_FAINT : label.strong() ? Token.FG : Token.FG_MUTED;
        brush.text(label.text(), Face.SMALL, brush.color(token), label.x(), lane.y() + BASELINE_OF_TEXT);
    }
}
