package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;

/// What a person can do with lanes: pin and move them, show one stream alone or leave it out.
///
/// Shape: a lane that is pointed at is the one whose name is under the pointer, else that of the selected stream.
/// Threads: FX thread.
final class LaneCommands {

    private final TimelineViewModel model;
    private final Board board;

    LaneCommands(TimelineViewModel model, Board board) {
        this.model = model;
        this.board = board;
    }

    /// The stream of a lane; null where it is shared.
    @Nullable
    String streamOf(int lane) {
        return board.streamOfLane(lane);
    }

    /// The stream of the lane that is pointed at; null where there is none.
    @Nullable
    String pointedStream() {
        int lane = model.hover().nameLane();
        String pointed = lane < 0 ? null : board.streamOfLane(lane);
        return pointed != null ? pointed : model.selection().stream();
    }

    boolean isPinned(String stream) {
        return board.lanes().pinned().contains(stream);
    }

    /// Pins or unpins a lane.
    void pin(String stream) {
        board.lanes().togglePin(stream);
        board.replan();
        if (model.choices().filter().text().contains("pinned")) {
            model.supply().reshape();
        }
        model.changed();
    }

    /// Pins or unpins the lane that is pointed at.
    void pinPointed() {
        String stream = pointedStream();
        if (stream != null) {
            pin(stream);
        }
    }

    /// Moves a lane up (-1) or down (+1) in its group.
    void move(String stream, int step) {
        model.relane(() -> board.lanes().move(stream, step));
    }

    /// Moves the lane that is pointed at up (-1) or down (+1) in its group.
    void movePointed(int step) {
        String stream = pointedStream();
        if (stream != null) {
            move(stream, step);
        }
    }

    /// Moves a lane that is dragged to where the pointer is.
    void drag(String stream, Hit over) {
        String place = over instanceof HitTest.OnName on ? board.streamOfLane(on.lane()) : null;
        if (place != null && !place.equals(stream)) {
            model.relane(() -> board.lanes().moveTo(stream, place));
        }
    }

    void toggleByCategory() {
        model.choices().byCategoryProperty().set(!model.choices().byCategoryProperty().get());
    }

    /// Shows only a stream.
    void only(String stream) {
        model.filter("stream:" + quoted(stream));
    }

    /// Shows only the category of a lane.
    void onlyCategoryOf(int lane) {
        model.filter("category:" + quoted(board.categoryOfLane(lane)));
    }

    /// Leaves a stream out, beside what the filter says already.
    void without(String stream) {
        String before = model.choices().filter().text();
        String rest = before.isBlank() ? "" : before.contains(" or ") ? "(" + before + ") " : before + " ";
        model.filter(rest + "-stream:" + quoted(stream));
    }

    private static String quoted(String text) {
        return text.matches("[\\w.-]+") ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
