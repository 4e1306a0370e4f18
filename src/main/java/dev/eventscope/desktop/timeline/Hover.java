package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.HitTest.Nothing;
import dev.eventscope.desktop.timeline.draw.HitTest.OnDensity;
import dev.eventscope.desktop.timeline.draw.HitTest.OnEvent;
import dev.eventscope.desktop.timeline.draw.HitTest.OnName;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.EventFacts;

/// What the pointer is on.
///
/// Threads: FX thread.
final class Hover {

    private final Board board;
    private Hit hit = new Nothing();

    Hover(Board board) {
        this.board = board;
    }

    Hit hit() {
        return hit;
    }

    /// Answers whether the drawing changes by it: another event, another name.
    boolean on(Hit newHit) {
        int rowBefore = row();
        int laneBefore = nameLane();
        hit = newHit;
        return row() != rowBefore || nameLane() != laneBefore;
    }

    void clear() {
        hit = new Nothing();
    }

    /// The event under the pointer, [EventColumns#NONE] where there is none.
    int row() {
        return hit instanceof OnEvent on ? on.row() : EventColumns.NONE;
    }

    /// The lane whose name is under the pointer, [LanePlan#NO_LANE] where there is none.
    int nameLane() {
        return hit instanceof OnName on ? on.lane() : LanePlan.NO_LANE;
    }

    @Nullable
    HoverCard card(EventFacts.Book facts, Times times, Drawing drawing) {
        return switch (hit) {
            case OnEvent on -> HoverCard.ofEvent(on, board.contents(), facts, times, drawing);
            case OnDensity on ->
                HoverCard.ofDensity(on, board.categoryOfLane(on.lane()), board.contents(), times, drawing);
            default -> null;
        };
    }
}
