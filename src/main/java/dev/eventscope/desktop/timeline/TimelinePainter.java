package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.FoldMark;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.NameRow;
import dev.eventscope.desktop.timeline.draw.Drawing.TickMark;

/// Paints a [Drawing]: band, lanes, gaps, grid, links, baselines, bars, marks, labels, then ruler, names and minimap.
///
/// Shape: what scrolls is clipped to below the pinned lanes, which are painted after it; links are in both, so that they
///        cross the border.
/// Threads: FX thread.
final class TimelinePainter {

    private static final double ZIGZAG_STEP = 6;
    private static final double ZIGZAG_WIDTH = 4;
    private static final double GRID_STRENGTH = 0.5;
    private static final double LANE_LINE_STRENGTH = 0.75;

    private final Brush brush;
    private final MarkPainter marks;
    private final LinkPainter links;
    private final ChromePainter chrome;

    TimelinePainter(Sheet g, Tokens tokens) {
        brush = new Brush(g, tokens);
        marks = new MarkPainter(brush);
        links = new LinkPainter(brush);
        chrome = new ChromePainter(brush);
    }

    void paint(Drawing drawing) {
        Area area = drawing.area();
        brush.fill(Token.BG_0, 0, 0, area.width(), area.height());
        paintLanes(drawing, false, area.pinnedBottom(), area.height());
        if (area.pinnedBottom() > area.lanesTop()) {
            paintLanes(drawing, true, area.lanesTop(), area.pinnedBottom());
        }
        links.paintTags(drawing.tags());
        chrome.paint(drawing);
    }

    private void paintLanes(Drawing drawing, boolean pinned, double top, double bottom) {
        Sheet g = brush.sheet();
        List<LaneMarks> lanes = drawing.lanes().stream().filter(lane -> lane.pinned() == pinned).toList();
        List<NameRow> rows = drawing.names().stream().filter(row -> row.pinned() == pinned).toList();
        g.save();
        g.clip(0, top, drawing.area().width(), bottom - top);
        brush.fill(Token.BG_0, 0, top, drawing.area().width(), bottom - top);
        g.save();
        g.clip(drawing.area().plotLeft(), top, drawing.area().width() - drawing.area().plotLeft(), bottom - top);
        paintGround(drawing, rows, lanes, top, bottom);
        links.paintBundles(drawing.bundles());
        links.paint(drawing.links());
        marks.paint(lanes, drawing.area());
        links.paintBundleLabels(drawing.bundles());
        g.restore();
        chrome.paintNames(drawing.area(), rows);
        g.restore();
    }

    private void paintGround(Drawing drawing, List<NameRow> rows, List<LaneMarks> lanes, double top, double bottom) {
        Area area = drawing.area();
        double width = area.width() - area.plotLeft();
        for (NameRow row : rows) {
            if (row instanceof HeadName) {
                brush.fill(Token.BG_1, area.plotLeft(), row.y(), width, row.height());
            }
        }
        Ground ground = new Ground(brush, area);
        lanes.forEach(ground::paint);
        for (FoldMark fold : drawing.ruler().folds()) {
            paintFold(fold, top, bottom);
        }
        for (NameRow row : rows) {
            double strength = row instanceof HeadName ? 1 : LANE_LINE_STRENGTH;
            brush.hairline(brush.color(Token.BORDER, strength), area.plotLeft(), row.y() + row.height() - 1, width);
        }
        double end = rows.stream().mapToDouble(row -> row.y() + row.height()).max().orElse(top);
        Color grid = brush.color(Token.BORDER, GRID_STRENGTH);
        for (TickMark tick : drawing.ruler().ticks()) {
            brush.fill(grid, tick.x(), top, 1, Math.min(end, bottom) - top);
        }
    }

    /// A strip of chrome between two torn edges.
    private void paintFold(FoldMark fold, double top, double bottom) {
        Sheet g = brush.sheet();
        int teeth = (int) Math.ceil((bottom - top) / ZIGZAG_STEP) + 1;
        double[] ys = new double[teeth];
        double[] lefts = new double[teeth];
        double[] rights = new double[teeth];
        for (int i = 0; i < teeth; i++) {
            double tooth = i % 2 == 0 ? 0 : ZIGZAG_WIDTH;
            ys[i] = top + i * ZIGZAG_STEP;
            lefts[i] = fold.x() + tooth + 0.5;
            rights[i] = fold.x() + fold.width() - ZIGZAG_WIDTH + tooth - 0.5;
        }
        g.setFill(brush.color(Token.BG_1));
        g.beginPath();
        g.moveTo(lefts[0], ys[0]);
        for (int i = 1; i < teeth; i++) {
            g.lineTo(lefts[i], ys[i]);
        }
        for (int i = teeth - 1; i >= 0; i--) {
            g.lineTo(rights[i], ys[i]);
        }
        g.closePath();
        g.fill();
        brush.stroke(brush.color(Token.BORDER_STRONG), 1, StrokeLineCap.BUTT);
        g.strokePolyline(lefts, ys, teeth);
        g.strokePolyline(rights, ys, teeth);
    }
}
