package dev.eventscope.desktop.timeline.draw;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Drawing.Bar;
import dev.eventscope.desktop.timeline.draw.Drawing.Columns;
import dev.eventscope.desktop.timeline.draw.Drawing.FoldMark;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.NameRow;

/// What is at a point of a [Drawing]. It asks the shapes that were painted, so the two cannot differ.
public final class HitTest {

    private static final double NEAR_MARK = 9;
    private static final double GRIP = 6;

    /// What the pointer is on.
    public sealed interface Hit {}

    public record Nothing() implements Hit {}

    /// An event; `mark` is its centre.
    public record OnEvent(int row, int count, double x, double y, int lane) implements Hit {}

    /// A bar of counts; a click zooms in to its stretch.
    public record OnDensity(int lane, long events, double from, double to, double x, double y) implements Hit {}

    /// The free part of a lane.
    public record OnLane(int lane) implements Hit {}

    public record OnName(int lane, boolean onPin) implements Hit {}

    public record OnHead(LaneGroup.Kind kind) implements Hit {}

    public record OnFold(long gapFrom) implements Hit {}

    /// The end of an arrow that leads out of sight; a click goes to the event there.
    public record OnTag(int row) implements Hit {}

    public record OnRuler() implements Hit {}

    public record OnMinimap(MinimapPart part) implements Hit {}

    public enum MinimapPart {
        LEFT_GRIP, RIGHT_GRIP, FRAME, OUTSIDE
    }

    private static final Hit NOTHING = new Nothing();

    private final Drawing drawing;

    public HitTest(Drawing drawing) {
        this.drawing = drawing;
    }

    public Hit at(double x, double y) {
        if (x < 0 || y < 0 || x > drawing.area().width() || y > drawing.area().height()) {
            return NOTHING;
        }
        if (x < drawing.area().plotLeft()) {
            return y < drawing.area().lanesTop() ? NOTHING : onNames(x, y);
        }
        if (y < Sizes.MINIMAP) {
            return new OnMinimap(minimapPart(x));
        }
        if (y < drawing.area().lanesTop()) {
            return onRuler(x);
        }
        return onLanes(x, y);
    }

    private MinimapPart minimapPart(double x) {
        double from = drawing.minimap().viewFrom();
        double to = drawing.minimap().viewTo();
        if (Math.abs(x - from) <= GRIP) {
            return MinimapPart.LEFT_GRIP;
        }
        if (Math.abs(x - to) <= GRIP) {
            return MinimapPart.RIGHT_GRIP;
        }
        return x > from && x < to ? MinimapPart.FRAME : MinimapPart.OUTSIDE;
    }

    private Hit onRuler(double x) {
        for (FoldMark fold : drawing.ruler().folds()) {
            if (x >= fold.tagX() && x < fold.tagX() + fold.tagWidth()) {
                return new OnFold(fold.gapFrom());
            }
        }
        return new OnRuler();
    }

    private Hit onNames(double x, double y) {
        NameRow row = rowAt(y);
        return switch (row) {
            case HeadName head -> new OnHead(head.kind());
            case LaneName name -> new OnName(name.lane(), !name.shared() && x >= drawing.area().plotLeft() - 32);
            case null -> NOTHING;
        };
    }

    private @Nullable NameRow rowAt(double y) {
        boolean amongPinned = y < drawing.area().pinnedBottom();
        for (NameRow row : drawing.names()) {
            if (row.pinned() == amongPinned && y >= row.y() && y < row.y() + row.height()) {
                return row;
            }
        }
        return null;
    }

    private Hit onLanes(double x, double y) {
        for (Drawing.Tag tag : drawing.tags()) {
            if (x >= tag.x() && x < tag.x() + tag.width() && y >= tag.y() && y < tag.y() + tag.height()) {
                return new OnTag(tag.row());
            }
        }
        boolean amongPinned = y < drawing.area().pinnedBottom();
        for (LaneMarks lane : drawing.lanes()) {
            double top = lane.y() - Math.floor(lane.height() / 2);
            if (lane.pinned() == amongPinned && y >= top && y < top + lane.height()) {
                return onLane(lane, x);
            }
        }
        for (FoldMark fold : drawing.ruler().folds()) {
            if (x >= fold.x() && x < fold.x() + fold.width()) {
                return new OnFold(fold.gapFrom());
            }
        }
        return NOTHING;
    }

    private Hit onLane(LaneMarks lane, double x) {
        Mark nearest = null;
        for (Mark mark : lane.marks()) {
            double distance = Math.abs(mark.x() - x);
            if (distance <= NEAR_MARK && (nearest == null || distance < Math.abs(nearest.x() - x))) {
                nearest = mark;
            }
        }
        if (nearest != null) {
            return new OnEvent(nearest.row(), nearest.rows().size(), nearest.x(), lane.y(), lane.lane());
        }
        for (Bar bar : lane.bars()) {
            if (x >= bar.from() - 2 && x <= bar.to() + 2) {
                boolean end = bar.endRow() >= 0 && x > (bar.from() + bar.to()) / 2;
                return new OnEvent(end ? bar.endRow() : bar.startRow(), 1, end ? bar.to() : bar.from(), lane.y(),
                        lane.lane());
            }
        }
        for (Columns columns : lane.columns()) {
            double end = columns.x() + columns.heights().length * Sizes.COLUMN_PITCH;
            if (x >= columns.x() - 2 && x <= end + 2) {
                return new OnDensity(lane.lane(), columns.events(), columns.from(), columns.to(),
                        (columns.x() + end) / 2,
                        lane.y());
            }
        }
        for (FoldMark fold : drawing.ruler().folds()) {
            if (x >= fold.x() && x < fold.x() + fold.width()) {
                return new OnFold(fold.gapFrom());
            }
        }
        return new OnLane(lane.lane());
    }
}
