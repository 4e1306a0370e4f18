package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.Sizes;
import dev.eventscope.desktop.timeline.draw.TextMeasure;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.rules.Filter;

/// Decides what the timeline shows: which events, which lanes, which part of the axis, what is lit.
///
/// Shape: every change counts [#revisionProperty()] up; the view then asks for the [#drawing()], which is made once a
///        revision. What a person does comes in by [#commands()].
/// Threads: FX thread.
public final class TimelineViewModel {

    /// What stands over an empty canvas; `TOO_NARROW` is a filter that lets nothing through.
    enum State {
        NO_STORE, READING, EMPTY, TOO_NARROW, FAILED, READY
    }

    /// What a place in the history brings back.
    record Memento(Filter filter, Axis.Kind axis, Camera.Memento camera, boolean wholeChain,
            @Nullable String correlation, @Nullable String stream) {}

    private final Workspace workspace;
    private final Board board = new Board();
    private final Camera camera = board.camera();
    private final Hover hover = new Hover(board);
    private final TimelineCommands commands = new TimelineCommands(this, board);
    private final ObjectProperty<Axis.Kind> axis = new SimpleObjectProperty<>(Axis.Kind.TIME);
    private final BooleanProperty wholeChain = new SimpleBooleanProperty();
    private final BooleanProperty folded = new SimpleBooleanProperty(true);
    private final BooleanProperty chainOpen = new SimpleBooleanProperty(true);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_STORE);
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.everything());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper clockName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lanesText = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable HoverCard> card = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<ChainRow>> chain = new ReadOnlyObjectWrapper<>(List.of());
    private final SelectionLink selection;
    private final FactReader facts;
    private final Feed feed;
    private final Frames frames;

    private Camera.@Nullable Memento restoring;
    private boolean shiftDown;
    private boolean onScreen;
    /// A person has moved the view, or selected something: it does not follow what arrives.
    private boolean settled;

    public TimelineViewModel(Workspace workspace) {
        this.workspace = workspace;
        facts = new FactReader(workspace.background(), this::changed);
        feed = new Feed(workspace.background(), shape(), this::take, this::fail);
        selection = new SelectionLink(workspace.selection(), board, feed::want);
        frames = new Frames(workspace, board, hover, selection, facts);
        workspace.sessionProperty().subscribe(this::open);
        workspace.selection().selectedProperty().addListener((_, _, _) -> onSelected());
        workspace.tail().shownProperty().addListener((_, _, _) -> onNewHead());
        workspace.timesProperty().addListener((_, _, _) -> changed());
        workspace.eventClockProperty().addListener((_, _, _) -> reshape());
        axis.addListener((_, _, _) -> reshape());
        wholeChain.addListener((_, _, _) -> changed());
        folded.addListener((_, _, now) -> {
            camera.fold(now);
            changed();
        });
    }

    /// What a person can do.
    TimelineCommands commands() {
        return commands;
    }

    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why nothing can be read; empty where it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /// Which clock is shown, and of which zone: `Recorded, UTC`.
    ReadOnlyStringProperty clockNameProperty() {
        return clockName.getReadOnlyProperty();
    }

    /// `10 lanes`.
    ReadOnlyStringProperty lanesTextProperty() {
        return lanesText.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable HoverCard> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /// The selected event below its causes, the root first; empty where nothing is selected.
    ReadOnlyObjectProperty<List<ChainRow>> chainProperty() {
        return chain.getReadOnlyProperty();
    }

    BooleanProperty chainOpenProperty() {
        return chainOpen;
    }

    /// Whether the whole chain of the selected event is lit, or one hop.
    BooleanProperty wholeChainProperty() {
        return wholeChain;
    }

    BooleanProperty foldedProperty() {
        return folded;
    }

    ObjectProperty<Axis.Kind> axisProperty() {
        return axis;
    }

    SelectionLink selection() {
        return selection;
    }

    void measure(TextMeasure newMeasure) {
        frames.measure(newMeasure);
        changed();
    }

    /// The frame of this revision.
    Drawing drawing() {
        return frames.draw(note(), wholeChain.get() || shiftDown, chain.get());
    }

    /// How many events are shown: `124,319 events`, `newest 250,000 events`, `312 of 8,229 events`.
    String note() {
        int all = board.columns().size();
        int visible = board.contents().axis().size();
        String count = Figures.plural(all, "event");
        if (visible < all) {
            return Figures.count(visible) + " of " + count;
        }
        return feed.isBounded() ? "newest " + count : feed.isReadingOlder() ? count + ", reading" : count;
    }

    /// How high the canvas would have to be to show all lanes.
    double contentHeight() {
        return Sizes.MINIMAP + Sizes.RULER
                + DrawingMaker.layout(board.lanes().plan(), camera.sight()).contentHeight();
    }

    /// The height, at most as much as given, at which no lane is cut at the bottom.
    double wholeLanes(double height) {
        return DrawingMaker.wholeLanes(board.lanes().plan(), height);
    }

    void shown() {
        onScreen = true;
        feed.wantNewer();
        settled |= selection.bringIntoSight();
        changed();
    }

    void hidden() {
        onScreen = false;
        hover(new HitTest.Nothing());
    }

    /// Asks again after a failure.
    void retry() {
        problem.set("");
        feed.retry();
        updateState();
    }

    Memento memento() {
        return new Memento(filter.get(), axis.get(), camera.memento(), wholeChain.get(), board.lanes().correlation(),
                selection.stream());
    }

    void restore(Memento memento) {
        filter(memento.filter());
        axis.set(memento.axis());
        wholeChain.set(memento.wholeChain());
        folded.set(memento.camera().folded());
        board.lanes().focus(memento.correlation(), memento.stream());
        board.replan();
        if (board.contents().choice().axis() == memento.axis()) {
            camera.restore(memento.camera());
        } else {
            restoring = memento.camera();
        }
        settled = true;
        selection.onRestored();
        changed();
    }

    /// Shows only what a filter lets through.
    void filter(Filter newFilter) {
        if (!newFilter.text().equals(filter.get().text())) {
            filter.set(newFilter);
            reshape();
        }
    }

    /// As [#filter(Filter)], for a text that is known to be one.
    void filter(String text) {
        filter(Filter.parse(text, workspace.clock()));
    }

    /// Pins or unpins a lane.
    void pin(String stream) {
        board.lanes().togglePin(stream);
        board.replan();
        if (filter.get().text().contains("pinned")) {
            reshape();
        }
        changed();
    }

    HitTest.Hit hitAt(double x, double y) {
        return new HitTest(drawing()).at(x, y);
    }

    void hover(HitTest.Hit hit) {
        if (!hit.equals(hover.hit())) {
            if (hover.on(hit)) {
                changed();
            }
            if (hover.row() != EventColumns.NONE) {
                facts.want(List.of(board.columns().id(hover.row())));
            }
            updateCard();
        }
    }

    /// The stream whose name is under the pointer, else the selected one.
    @Nullable
    String pointedStream() {
        String pointed = hover.nameLane() < 0 ? null : board.streamOfLane(hover.nameLane());
        return pointed != null ? pointed : selection.stream();
    }

    /// While Shift is held, the whole chain is lit.
    void shift(boolean down) {
        if (down != shiftDown) {
            shiftDown = down;
            changed();
        }
    }

    void resize(double width, double height) {
        int before = board.budget();
        camera.resize(width, height);
        if (before != board.budget() && !board.isEmpty()) {
            if (settled) {
                board.keepInSight(selection.row());
            } else {
                board.goHome();
            }
        }
        changed();
    }

    double minimapAt(double px) {
        return camera.minimapAt(px);
    }

    double coordinateAt(double px) {
        return camera.scale().at(px);
    }

    /// A person has moved something: what arrives moves nothing any more.
    void touched() {
        settled = true;
        hover.clear();
        card.set(null);
        changed();
    }

    /// Goes on with what arrives, as before anybody moved something.
    void followNewest() {
        settled = false;
    }

    /// Something that is drawn has changed.
    void changed() {
        frames.forget();
        chain.set(ChainRow.of(selection.row(), board.contents(), facts.book(),
                workspace.times()));
        clockName.set(workspace.clockName());
        lanesText.set(Figures.plural(
                board.lanes().plan().lanes().stream().filter(Lane.OfStream.class::isInstance).count(), "lane"));
        if (card.get() != null) {
            updateCard();
        }
        revision.set(revision.get() + 1);
    }

    private void open(@Nullable Session session) {
        board.clear();
        hover.clear();
        card.set(null);
        selection.onOtherStore();
        restoring = null;
        settled = false;
        problem.set("");
        filter.set(Filter.everything());
        facts.open(session == null ? null : session.reader());
        feed.open(session == null ? null : session.reader(), shape());
        updateState();
        changed();
    }

    private void take(Contents next) {
        boolean first = board.isEmpty();
        boolean follows = !first && !settled && camera.seesNewest();
        hover.clear();
        board.show(next);
        if (!settled && first) {
            board.goHome();
        } else if (follows) {
            camera.followNewest();
        }
        Camera.Memento left = restoring;
        if (left != null && next.choice().axis() == axis.get()) {
            camera.restore(left);
            restoring = null;
        } else if (onScreen) {
            settled |= selection.bringIntoSight();
        }
        updateState();
        changed();
    }

    private void fail(Throwable failure) {
        problem.set("The timeline cannot be read: " + Notices.sentence(failure));
        if (!board.isEmpty()) {
            workspace.notices().error("The timeline cannot read on", failure);
        }
        updateState();
    }

    private void onNewHead() {
        if (onScreen && workspace.tail().shownProperty().get() != null) {
            feed.wantNewer();
        }
    }

    private void onSelected() {
        selection.onChanged(onScreen);
        if (onScreen) {
            settled |= selection.bringIntoSight();
        }
        changed();
    }

    private void updateCard() {
        card.set(hover.card(facts.book(), workspace.times(), drawing()));
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

    /// Lays the events out anew: another axis, clock, filter, or other pins that a filter names.
    private void reshape() {
        feed.shape(shape());
    }

    private Feed.Shape shape() {
        EventClock clock = workspace.eventClock();
        return new Feed.Shape(axis.get(), clock, new Sieve(filter.get(), board.lanes().pinned(), clock));
    }
}
