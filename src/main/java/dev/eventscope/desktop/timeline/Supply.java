package dev.eventscope.desktop.timeline;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;

/// What the timeline is fed with: the events of the open store, laid out as a person chose, and how far reading is.
///
/// Threads: FX thread; reads in the background.
final class Supply {

    /// What stands over an empty canvas; `TOO_NARROW` is a filter that lets nothing through.
    enum State {
        NO_STORE, READING, EMPTY, TOO_NARROW, FAILED, READY
    }

    private final Workspace workspace;
    private final Choices choices;
    private final Board board;
    private final Consumer<LaneChoice.Laid> onContents;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_STORE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Feed feed;

    /// Shape: `onContents` shows what it is given on the board.
    Supply(Workspace workspace, Choices choices, Board board, Consumer<LaneChoice.Laid> onContents) {
        this.workspace = workspace;
        this.choices = choices;
        this.board = board;
        this.onContents = onContents;
        feed = new Feed(workspace.background(), workspace.jobs(), shape(), board::layout, this::take, this::fail);
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why nothing can be read; empty where it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Begins with the store that is open now.
    void open() {
        Session session = workspace.session();
        problem.set("");
        feed.open(session == null ? null : session.reader(), shape());
        updateState();
    }

    /// Asks again after a failure.
    void retry() {
        problem.set("");
        feed.retry();
        updateState();
    }

    /// Reads what came since.
    void wantNewer() {
        feed.wantNewer();
    }

    /// Reads something before anything else.
    void want(Function<HeaderWindow, Addition> wish) {
        feed.want(wish);
    }

    /// Lays the events out anew: another axis, clock, filter, or other pins that a filter names.
    void reshape() {
        feed.shape(shape());
    }

    /// The vector clocks of the store that is open.
    ClockBook clocks() {
        return feed.clocks();
    }

    /// How many events there are to show, those that a filter hides among them.
    int events() {
        return board.columns().size();
    }

    /// Whether older events are still to come.
    boolean isReading() {
        return feed.isReadingOlder();
    }

    /// How many events are shown: `124,319 events`, `newest 250,000 events`, `312 of 8,229 events`.
    String note() {
        int all = board.columns().size();
        int visible = Math.min(board.contents().axis().size(), board.contents().choice().lit().count(all));
        String count = Figures.plural(all, "event");
        if (visible < all) {
            return Figures.count(visible) + " of " + count;
        }
        return feed.isBounded() ? "newest " + count : feed.isReadingOlder() ? count + ", reading" : count;
    }

    private void take(LaneChoice.Laid next) {
        onContents.accept(next);
        updateState();
    }

    private void fail(Throwable failure) {
        problem.set("The timeline cannot be read: " + Notices.sentence(failure));
        if (!board.isEmpty()) {
            workspace.notices().error("The timeline cannot read on", failure);
        }
        updateState();
    }

    private void updateState() {
        if (workspace.session() == null) {
            state.set(State.NO_STORE);
        } else if (board.contents().axis().size() > 0) {
            state.set(State.READY);
        } else if (!problem.get().isEmpty()) {
            state.set(State.FAILED);
        } else if (feed.isStarting()) {
            state.set(State.READING);
        } else {
            state.set(board.isEmpty() ? State.EMPTY : State.TOO_NARROW);
        }
    }

    private Shape shape() {
        EventClock clock = workspace.eventClock();
        return new Shape(choices.axisProperty().get(), clock,
                new Sieve(choices.filter(), board.lanes().pinned(), clock), choices.dimsProperty().get());
    }
}
