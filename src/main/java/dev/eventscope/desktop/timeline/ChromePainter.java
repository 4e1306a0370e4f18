package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Sheet;
import dev.eventscope.desktop.fx.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.Area;
import dev.eventscope.desktop.timeline.draw.Drawing.Bracket;
import dev.eventscope.desktop.timeline.draw.Drawing.FoldMark;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.MiniColumn;
import dev.eventscope.desktop.timeline.draw.Drawing.Minimap;
import dev.eventscope.desktop.timeline.draw.Drawing.NameRow;
import dev.eventscope.desktop.timeline.draw.Drawing.Pin;
import dev.eventscope.desktop.timeline.draw.Drawing.Range;
import dev.eventscope.desktop.timeline.draw.Drawing.TickMark;
import dev.eventscope.desktop.timeline.draw.Sizes;

/// Paints what frames the lanes: minimap, ruler, names, and the thumb that tells how far they are scrolled.
final class ChromePainter {

    private static final double NAME_X = 30;
    private static final double MARK_X = 18;
    /// The map pin of the Feather icons, on a square of 24.
    private static final String PIN = "M21 10 C21 17 12 23 12 23 C12 23 3 17 3 10 C3 5 7 1 12 1 C17 1 21 5 21 10 Z "
            + "M15 10 C15 11.7 13.7 13 12 13 C10.3 13 9 11.7 9 10 C9 8.3 10.3 7 12 7 C13.7 7 15 8.3 15 10 Z";

    private final Brush brush;
    private final Sheet g;

    ChromePainter(Brush brush) {
        this.brush = brush;
        g = brush.sheet();
    }

    void paint(Drawing drawing) {
        Area area = drawing.area();
        brush.fill(Token.BG_1, 0, 0, area.width(), area.lanesTop());
        paintRuler(drawing, area);
        paintMinimap(drawing.minimap(), area);
        paintRange(drawing.ruler().range(), area);
        paintThumb(area);
        brush.hairline(brush.color(Token.BORDER), 0, Sizes.MINIMAP - 1, area.width());
        brush.hairline(brush.color(Token.BORDER), 0, area.lanesTop() - 1, area.width());
        brush.fill(Token.BORDER, area.plotLeft() - 1, 0, 1, area.height());
    }

    void paintNames(Area area, List<NameRow> rows) {
        for (NameRow row : rows) {
            switch (row) {
                case HeadName head -> paintHead(head, area);
                case LaneName name -> paintName(name, area);
            }
        }
    }

    private void paintHead(HeadName head, Area area) {
        double middle = head.y() + head.height() / 2;
        brush.fill(Token.BG_1, 0, head.y(), area.plotLeft(), head.height());
        brush.hairline(brush.color(Token.BORDER), 0, head.y() + head.height() - 1, area.plotLeft());
        brush.stroke(brush.color(Token.FG_MUTED), 1.25, StrokeLineCap.ROUND);
        if (head.collapsed()) {
            g.strokePolyline(new double[]{16.5, 19.5, 16.5}, new double[]{middle - 3.5, middle, middle + 3.5}, 3);
        } else {
            g.strokePolyline(new double[]{14.5, 18, 21.5}, new double[]{middle - 2, middle + 1.5, middle - 2}, 3);
        }
        brush.text(head.title(), Face.TITLE, brush.color(Token.FG), NAME_X, middle + 4);
        brush.textEndingAt(head.count(), Face.FIGURE, brush.color(Token.FG_FAINT), area.plotLeft() - Sizes.PADDING,
                middle + 4);
    }

    private void paintName(LaneName name, Area area) {
        double middle = name.y() + Math.floor(name.height() / 2);
        brush.fill(name.selected() ? Token.SELECTION : Token.BG_0, 0, name.y(), area.plotLeft(), name.height());
        brush.hairline(brush.color(Token.BORDER, 0.75), 0, name.y() + name.height() - 1, area.plotLeft());
        g.setFill(brush.color(Token.category(name.hue())));
        if (name.shared()) {
            g.fillRect(MARK_X - 4, middle - 4, 8, 8);
        } else {
            g.fillOval(MARK_X - 4, middle - 4, 8, 8);
        }
        brush.text(name.title(), Face.TEXT, brush.color(Token.FG), NAME_X, middle + 4.5);
        if (!name.detail().isEmpty()) {
            brush.textEndingAt(name.detail(), Face.FIGURE, brush.color(Token.FG_FAINT), area.plotLeft() - Sizes.PADDING,
                    middle + 4);
        }
        if (name.pin() != Pin.NONE) {
            paintPin(area.plotLeft() - 23, middle - 7, name.pin() == Pin.SET ? Token.FG_MUTED : Token.FG_DISABLED);
        }
    }

    private void paintPin(double x, double y, Token token) {
        g.save();
        g.translate(x, y);
        g.scale(14 / 24.0, 14 / 24.0);
        brush.stroke(brush.color(token), 2, StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.beginPath();
        g.appendSvgPath(PIN);
        g.stroke();
        g.restore();
    }

    private void paintRuler(Drawing drawing, Area area) {
        double top = Sizes.MINIMAP;
        brush.text(drawing.ruler().days(), Face.TITLE, brush.color(Token.FG), Sizes.PADDING, top + 18);
        brush.text(drawing.ruler().scale(), Face.SMALL, brush.color(Token.FG_FAINT), Sizes.PADDING, top + 36);
        clipToPlot(area, top, Sizes.RULER);
        for (TickMark tick : drawing.ruler().ticks()) {
            brush.fill(Token.BORDER_STRONG, tick.x(), top + 12, 1, 9);
            Color color = brush.color(tick.major() ? Token.FG : Token.FG_FAINT);
            brush.text(tick.label(), Face.FIGURE, color, tick.x() + 4, top + 19);
        }
        for (FoldMark fold : drawing.ruler().folds()) {
            g.setFill(brush.color(Token.BG_3));
            g.fillRoundRect(fold.tagX(), top + 5, fold.tagWidth(), 19, 8, 8);
            brush.text(fold.label(), Face.SMALL, brush.color(Token.FG), fold.tagX() + 11, top + 19);
        }
        Bracket bracket = drawing.ruler().bracket();
        if (bracket != null) {
            paintBracket(bracket, top);
        }
        g.restore();
    }

    private void paintBracket(Bracket bracket, double top) {
        double y = top + 32;
        Color accent = brush.color(Token.ACCENT);
        boolean inside = !bracket.id().isEmpty() && bracket.labelX() > bracket.from()
                && bracket.labelEnd() < bracket.to();
        if (inside) {
            brush.fill(accent, bracket.from(), y, bracket.labelX() - 8 - bracket.from(), 1);
            brush.fill(accent, bracket.labelEnd() + 8, y, bracket.to() - bracket.labelEnd() - 8, 1);
        } else {
            brush.fill(accent, bracket.from(), y, bracket.to() - bracket.from(), 1);
        }
        if (!bracket.openLeft()) {
            brush.fill(accent, bracket.from(), y, 1, 6);
        }
        if (!bracket.openRight()) {
            brush.fill(accent, bracket.to() - 1, y, 1, 6);
        }
        brush.text(bracket.id(), Face.FIGURE, accent, bracket.labelX(), top + 36);
        brush.text(bracket.text(), Face.SMALL, brush.color(Token.FG_MUTED), bracket.textX(), top + 36);
    }

    private void paintMinimap(Minimap minimap, Area area) {
        brush.text(minimap.title(), Face.TITLE, brush.color(Token.FG), Sizes.PADDING, 18);
        brush.text(minimap.note(), Face.SMALL, brush.color(Token.FG_FAINT), Sizes.PADDING, 35);
        clipToPlot(area, 0, Sizes.MINIMAP);
        double floor = Sizes.MINIMAP - 8;
        Color quiet = brush.color(Token.FG_FAINT, 0.7);
        for (double fold : minimap.folds()) {
            brush.fill(brush.color(Token.BORDER_STRONG), Math.rint(fold) - 2, floor - 5, 1, 6);
            brush.fill(brush.color(Token.BORDER_STRONG), Math.rint(fold) + 1, floor - 5, 1, 6);
        }
        for (MiniColumn column : minimap.columns()) {
            brush.fill(quiet, column.x(), floor - column.height(), Sizes.COLUMN, column.height());
            if (column.failed()) {
                brush.fill(Token.DANGER, column.x(), 4, Sizes.COLUMN, 4);
            }
        }
        paintFrame(minimap);
        g.restore();
    }

    /// What is in view, with two grips.
    private void paintFrame(Minimap minimap) {
        if (minimap.columns().isEmpty()) {
            return;
        }
        double width = minimap.viewTo() - minimap.viewFrom();
        g.setFill(brush.color(Token.ACCENT, 0.14));
        g.fillRoundRect(minimap.viewFrom(), 3, width, Sizes.MINIMAP - 7, 8, 8);
        brush.stroke(brush.color(Token.ACCENT), 1, StrokeLineCap.BUTT);
        g.strokeRoundRect(minimap.viewFrom() + 0.5, 3.5, width - 1, Sizes.MINIMAP - 8, 8, 8);
        g.setFill(brush.color(Token.ACCENT));
        g.fillRoundRect(minimap.viewFrom() - 1.5, 14, 4, 14, 4, 4);
        g.fillRoundRect(minimap.viewTo() - 2.5, 14, 4, 14, 4, 4);
    }

    private void paintRange(@Nullable Range range, Area area) {
        if (range == null) {
            return;
        }
        clipToPlot(area, Sizes.MINIMAP, area.height() - Sizes.MINIMAP);
        double width = range.to() - range.from();
        brush.fill(brush.color(Token.ACCENT, 0.14), range.from(), Sizes.MINIMAP, width, area.height());
        brush.fill(Token.ACCENT, range.from(), Sizes.MINIMAP, 1, area.height());
        brush.fill(Token.ACCENT, range.to() - 1, Sizes.MINIMAP, 1, area.height());
        brush.text(range.label(), Face.SMALL, brush.color(Token.ACCENT), range.from() + 6, Sizes.MINIMAP + 36);
        g.restore();
    }

    /// Shows that there is more above or below; the wheel over the names scrolls.
    private void paintThumb(Area area) {
        double room = area.height() - area.lanesTop();
        if (area.contentHeight() <= room) {
            return;
        }
        double height = Math.max(24, room * room / area.contentHeight());
        double y = area.lanesTop() + (room - height) * area.scrollPx() / (area.contentHeight() - room);
        g.setFill(brush.color(Token.BORDER_STRONG));
        g.fillRoundRect(area.width() - 8, y + 2, 6, height - 4, 6, 6);
    }

    private void clipToPlot(Area area, double y, double height) {
        g.save();
        g.clip(area.plotLeft(), y, area.width() - area.plotLeft(), height);
    }
}
