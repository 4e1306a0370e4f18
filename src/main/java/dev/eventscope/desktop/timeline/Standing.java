package dev.eventscope.desktop.timeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.rules.Filter;

/// How the view stands: where a person has put it, or, as long as nobody has, with the newest events.
///
/// Threads: FX thread.
final class Standing {

    /// What a place in the history brings back.
    record Memento(Filter filter, boolean dims, Axis.Kind axis, Camera.Memento camera, boolean wholeChain,
            LaneChoice.Memento lanes, List<Trail.Step> trail) {}

    private final Choices choices;
    private final Board board;
    private final SelectionLink selection;
    private final Trail trail = new Trail();
    private Camera.@Nullable Memento restoring;
    /// A range that a link leads to: what the link selects may still have to be read.
    private @Nullable Span linked;
    private boolean onScreen;
    /// A person has moved the view, or selected something: it does not follow what arrives.
    private boolean settled;

    Standing(Choices choices, Board board, SelectionLink selection) {
        this.choices = choices;
        this.board = board;
        this.selection = selection;
    }

    /// The ranges that were shown alone.
    Trail trail() {
        return trail;
    }

    boolean isOnScreen() {
        return onScreen;
    }

    void onScreen(boolean now) {
        onScreen = now;
        seek();
    }

    /// A person has moved something: what arrives moves nothing any more.
    void settle() {
        settled = true;
        linked = null;
    }

    /// Shows the range of a link, now and when what it selects has been read.
    void follow(Span range) {
        settled = true;
        linked = range;
        showLinked();
    }

    private void showLinked() {
        Span range = linked;
        if (range != null && board.contents().axis().kind() == Axis.Kind.TIME && !board.isEmpty()) {
            board.camera().fill(range.from(), range.to());
            linked = selection.isSought() ? range : null;
        }
    }

    /// Goes on with what arrives, as before anybody moved something.
    void followNewest() {
        settled = false;
    }

    /// Another store: what was left is left.
    void reset() {
        restoring = null;
        linked = null;
        settled = false;
        trail.clear();
    }

    /// Brings into sight what was selected elsewhere.
    void seek() {
        if (onScreen) {
            settled |= selection.bringIntoSight();
        }
    }

    /// Shows what has been read, and keeps what a person looks at where it is.
    void show(LaneChoice.Laid laid) {
        Contents next = laid.contents();
        boolean first = board.isEmpty();
        boolean follows = !first && !settled && board.camera().seesNewest();
        if (restoring == null && board.contents().axis().kind() != next.axis().kind()) {
            trail.clear();
        }
        board.show(laid);
        if (!settled && first) {
            board.goHome();
        } else if (follows) {
            board.camera().followNewest();
        }
        Camera.Memento left = restoring;
        if (left != null && next.choice().axis() == choices.axisProperty().get()) {
            board.camera().restore(left);
            restoring = null;
        } else {
            seek();
            showLinked();
        }
    }

    void resize(double width, double height) {
        int before = board.budget();
        board.camera().resize(width, height);
        if (before != board.budget() && !board.isEmpty()) {
            if (settled) {
                board.replan();
                board.keepInSight(selection.row());
            } else {
                board.goHome();
            }
        }
    }

    Memento memento() {
        return new Memento(choices.filter(), choices.dimsProperty().get(), choices.axisProperty().get(),
                board.camera().memento(), choices.wholeChainProperty().get(), board.lanes().memento(), trail.steps());
    }

    /// Shape: the filter is the caller's to bring back. On another axis the camera waits for its events.
    void restore(Memento memento) {
        choices.dimsProperty().set(memento.dims());
        choices.axisProperty().set(memento.axis());
        choices.wholeChainProperty().set(memento.wholeChain());
        choices.foldedProperty().set(memento.camera().folded());
        choices.byCategoryProperty().set(memento.lanes().byCategory());
        board.lanes().restore(memento.lanes());
        board.replan();
        if (board.contents().choice().axis() == memento.axis()) {
            board.camera().restore(memento.camera());
        } else {
            restoring = memento.camera();
        }
        trail.restore(memento.trail());
        settled = true;
        selection.onRestored();
    }
}
