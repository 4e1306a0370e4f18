package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneMarks;
import dev.eventscope.desktop.timeline.draw.TimeScale;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Marks;

/// Where the marked events stand in a drawing: a small flag over each that is in sight.
///
/// Threads: FX thread.
final class Flags {

    /// Units: px of the drawing; `x`, `y` is the middle of the event.
    record Flag(double x, double y, boolean pinned, Marks.Mark mark) {}

    private final Board board;
    private final Marks marks;

    Flags(Board board, Marks marks) {
        this.board = board;
        this.marks = marks;
    }

    List<Flag> of(Drawing drawing) {
        List<Flag> flags = new ArrayList<>();
        TimeScale scale = board.camera().scale();
        for (Marks.Mark mark : marks.all()) {
            int row = board.columns().rowOf(mark.eventId());
            if (row != EventColumns.NONE && board.contents().choice().visible().shows(row)) {
                double x = Math.rint(scale.rowPx(row));
                int lane = board.lanes().plan().laneOfStream(board.columns().streamNumber(row));
                drawing.lanes().stream().filter(shown -> shown.lane() == lane && isInPlot(x, drawing)).findFirst()
                        .map(shown -> flag(shown, x, mark)).ifPresent(flags::add);
            }
        }
        return flags;
    }

    private static boolean isInPlot(double x, Drawing drawing) {
        return x >= drawing.area().plotLeft() && x <= drawing.area().width();
    }

    private static Flag flag(LaneMarks lane, double x, Marks.Mark mark) {
        return new Flag(x, lane.y(), lane.pinned(), mark);
    }
}
