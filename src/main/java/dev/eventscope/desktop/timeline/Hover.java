package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.HitTest.Nothing;
import dev.eventscope.desktop.timeline.draw.HitTest.OnDensity;
import dev.eventscope.desktop.timeline.draw.HitTest.OnEvent;
import dev.eventscope.desktop.timeline.draw.HitTest.OnName;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Marks;
import dev.eventscope.desktop.workspace.Workspace;

/// What the pointer is on, and the card that tells of it.
///
/// Shape: the card shows what is known at once; what has to be read is added when it comes.
/// Threads: FX thread.
final class Hover {

    private final Workspace workspace;
    private final Board board;
    private final FactReader facts;
    private final Supplier<Drawing> drawing;
    private final ReadOnlyObjectWrapper<@Nullable HoverCard> card = new ReadOnlyObjectWrapper<>();
    private Hit hit = new Nothing();

    /// Shape: `drawing` gives the frame that is on the screen.
    Hover(Workspace workspace, Board board, FactReader facts, Supplier<Drawing> drawing) {
        this.workspace = workspace;
        this.board = board;
        this.facts = facts;
        this.drawing = drawing;
    }

    ReadOnlyObjectProperty<@Nullable HoverCard> cardProperty() {
        return card.getReadOnlyProperty();
    }

    Hit hitAt(double x, double y) {
        return new HitTest(drawing.get()).at(x, y);
    }

    /// Answers whether the drawing changes by it: another event, another name.
    boolean on(Hit newHit) {
        if (newHit.equals(hit)) {
            return false;
        }
        int rowBefore = row();
        int laneBefore = nameLane();
        hit = newHit;
        if (row() != EventColumns.NONE) {
            facts.want(List.of(board.columns().id(row())));
        }
        card.set(make());
        return row() != rowBefore || nameLane() != laneBefore;
    }

    void clear() {
        hit = new Nothing();
        card.set(null);
    }

    /// Something that a card shows may have changed.
    void refresh() {
        if (card.get() != null) {
            card.set(make());
        }
    }

    /// The event under the pointer, [EventColumns#NONE] where there is none.
    int row() {
        return hit instanceof OnEvent on ? on.row() : EventColumns.NONE;
    }

    /// The lane whose name is under the pointer, [LanePlan#NO_LANE] where there is none.
    int nameLane() {
        return hit instanceof OnName on ? on.lane() : LanePlan.NO_LANE;
    }

    private @Nullable HoverCard make() {
        return switch (hit) {
            case OnEvent on -> {
                HoverCard made = HoverCard.ofEvent(on, board.contents(), facts.book(), workspace.times(),
                        drawing.get());
                yield workspace.marks().find(board.columns().id(on.row())).map(Marks.Mark::note)
                        .filter(note -> !note.isEmpty()).map(made::noted).orElse(made);
            }
            case OnDensity on -> HoverCard.ofDensity(on, board.categoryOfLane(on.lane()), board.contents(),
                    workspace.times(), drawing.get());
            default -> null;
        };
    }
}
