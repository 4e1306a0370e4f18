package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import dev.eventscope.desktop.timeline.draw.Attention;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.draw.TextMeasure;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.MalformedFilter;
import dev.eventscope.store.EventScope;

/// Decides what the timeline shows: which events, which lanes, which part of the axis, what is lit.
///
/// Shape: every change counts [#revisionProperty()] up; the view then asks for the [#drawing()], which is made once a
///        revision. An event that is selected here moves nothing; one that is selected elsewhere is brought into sight.
/// Threads: FX thread.
public final class TimelineViewModel {

    /// What stands over an empty canvas; `TOO_NARROW` is a filter that lets nothing through.
    enum State {
        NO_STORE, READING, EMPTY, TOO_NARROW, FAILED, READY
    }

    /// What a place in the history brings back.
    record Memento(String filter, Axis.Kind axis, Camera.Memento camera, boolean wholeChain,
            @Nullable String correlation, @Nullable String stream) {}

    private static final int MOST_FACTS_A_FRAME = 400;
    private static final double ZOOM_STEP = 1.4;
    private static final double PAN_SHARE = 0.15;

    private final Workspace workspace;
    private final Board board = new Board();
    private final Camera camera = board.camera();
    private final Hover hover = new Hover(board);
    private final ObjectProperty<Axis.Kind> axis = new SimpleObjectProperty<>(Axis.Kind.TIME);
    private final BooleanProperty wholeChain = new SimpleBooleanProperty();
    private final BooleanProperty folded = new SimpleBooleanProperty(true);
    private final BooleanProperty chainOpen = new SimpleBooleanProperty(true);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_STORE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper filterText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper filterProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper clockName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lanesText = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable HoverCard> card = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<ChainRow>> chain = new ReadOnlyObjectWrapper<>(List.of());
    private final FactReader facts;
    private final Feed feed;

    private TextMeasure measure = (text, _) -> text.length() * 7.0;
    private @Nullable Drawing drawing;
    private boolean shiftDown;
    private boolean onScreen;
    /// A selection made here, which moves nothing.
    private boolean selecting;
    /// A person has moved the view, or selected something: it does not follow what arrives.
    private boolean settled;
    private boolean centredOnce;

    public TimelineViewModel(Workspace workspace) {
        this.workspace = workspace;
        facts = new FactReader(workspace.background(), this::changed);
        feed = new Feed(workspace.background(), shape(Filter.everything()), this::take, this::fail);
        workspace.sessionProperty().subscribe(this::open);
        workspace.selection().selectedProperty().addListener((_, _, selected) -> onSelected(selected));
        workspace.tail().shownProperty().addListener((_, _, token) -> onNewHead(token));
        workspace.timesProperty().addListener((_, _, _) -> changed());
        workspace.eventClockProperty().addListener((_, _, _) -> reshape());
        axis.addListener((_, _, _) -> reshape());
        wholeChain.addListener((_, _, _) -> changed());
        folded.addListener((_, _, now) -> {
            camera.fold(now);
            changed();
        });
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

    ReadOnlyStringProperty filterTextProperty() {
        return filterText.getReadOnlyProperty();
    }

    /// What is wrong with the filter; empty where nothing is.
    ReadOnlyStringProperty filterProblemProperty() {
        return filterProblem.getReadOnlyProperty();
    }

    /// `10 lanes`.
    ReadOnlyStringProperty lanesTextProperty() {
        return lanesText.getReadOnlyProperty();
    }

    /// Which clock is shown, and of which zone: `Recorded, UTC`.
    ReadOnlyStringProperty clockNameProperty() {
        return clockName.getReadOnlyProperty();
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

    void measure(TextMeasure newMeasure) {
        measure = newMeasure;
        changed();
    }

    /// The frame of this revision.
    Drawing drawing() {
        Drawing made = drawing;
        if (made == null) {
            made = new DrawingMaker(measure, workspace.times()).make(subject(), camera.sight(), attention());
            drawing = made;
            wantFacts(made);
        }
        return made;
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

    void shown() {
        onScreen = true;
        feed.wantNewer();
        bringIntoSight(workspace.selection().get(), true);
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
        return new Memento(filterText.get(), axis.get(), camera.memento(), wholeChain.get(),
                board.lanes().correlation(), selectedStream());
    }

    void restore(Memento memento) {
        filter(memento.filter());
        axis.set(memento.axis());
        wholeChain.set(memento.wholeChain());
        folded.set(memento.camera().folded());
        board.lanes().focus(memento.correlation(), memento.stream());
        board.replan();
        camera.restore(memento.camera());
        changed();
    }

    /// Shows only what a filter lets through. A filter that cannot be read changes nothing but says why.
    void filter(String text) {
        try {
            Filter parsed = Filter.parse(text.strip(), workspace.clock());
            filterProblem.set("");
            if (!text.strip().equals(filterText.get())) {
                filterText.set(text.strip());
                feed.shape(shape(parsed));
            }
        } catch (MalformedFilter e) {
            filterProblem.set(Objects.requireNonNullElse(e.getMessage(), "this filter cannot be read"));
        }
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

    /// A click with the main button; `doubled` on the second of two.
    void click(HitTest.Hit hit, boolean doubled) {
        switch (hit) {
            case HitTest.OnEvent on -> clickEvent(on.row(), doubled);
            case HitTest.OnDensity on -> camera.fit(on.from(), on.to());
            case HitTest.OnFold on -> camera.open(on.gapFrom());
            case HitTest.OnHead on -> {
                board.lanes().toggle(on.kind());
                board.replan();
            }
            case HitTest.OnName on -> clickName(on);
            case HitTest.OnLane _,HitTest.OnRuler _,HitTest.OnMinimap _,HitTest.Nothing _ -> camera.mark(null);
        }
        touched();
    }

    private void clickEvent(int row, boolean doubled) {
        select(row);
        if (doubled) {
            focusSelected();
        }
    }

    private void clickName(HitTest.OnName on) {
        String stream = board.streamOfLane(on.lane());
        if (stream == null) {
            String category = board.categoryOfLane(on.lane());
            filter("category:" + (category.matches("[\\w.-]+") ? category : "\"" + category + "\""));
        } else if (on.onPin()) {
            pin(stream);
        } else {
            selectStream(new StreamId(stream));
        }
    }

    void zoom(double factor, double atPx) {
        camera.zoom(factor, atPx);
        touched();
    }

    void pan(double byPx) {
        camera.pan(byPx);
        touched();
    }

    /// Scrolls the lanes.
    void scroll(double byPx) {
        board.scroll(byPx);
        touched();
    }

    void resize(double width, double height) {
        int before = board.budget();
        camera.resize(width, height);
        if (before != board.budget() && !settled && !board.isEmpty()) {
            board.goHome();
        }
        changed();
    }

    /// Shows a stretch from edge to edge, as a grip of the minimap is dragged.
    void showExactly(Span span) {
        camera.fill(span.from(), span.to());
        touched();
    }

    void centreOn(double coordinate) {
        camera.centre(coordinate);
        touched();
    }

    void toggleChain() {
        chainOpen.set(!chainOpen.get());
    }

    /// Marks a stretch in the ruler, to be shown alone by [#commitRange()].
    void mark(@Nullable Span span) {
        camera.mark(span);
        changed();
    }

    double minimapAt(double px) {
        return camera.minimapAt(px);
    }

    double coordinateAt(double px) {
        return camera.scale().at(px);
    }

    void zoomIn() {
        zoom(ZOOM_STEP, zoomCentre());
    }

    void zoomOut() {
        zoom(1 / ZOOM_STEP, zoomCentre());
    }

    void panLeft() {
        pan(camera.plot().width() * PAN_SHARE);
    }

    void panRight() {
        pan(-camera.plot().width() * PAN_SHARE);
    }

    /// Everything that was read, from the first event to the last.
    void fitAll() {
        camera.fitAll();
        touched();
    }

    /// Back to the newest events and the most recent lanes.
    void goToNewest() {
        board.goHome();
        touched();
        settled = false;
    }

    /// Centres the selected event; a second time in a row, shows its whole correlation.
    void centreSelected() {
        int row = selectedRow();
        if (row != EventColumns.NONE && centredOnce) {
            focusSelected();
        } else if (row != EventColumns.NONE) {
            board.centre(row);
            touched();
            centredOnce = true;
        }
    }

    /// Gives the correlation of the selected event its lanes, and shows all of it.
    void focusSelected() {
        int row = selectedRow();
        if (row != EventColumns.NONE) {
            board.focus(row);
            touched();
        }
    }

    /// The next (+1) or previous (-1) event in the lane.
    void nextInLane(int step) {
        int row = selectedRow();
        goTo(row == EventColumns.NONE ? board.anyRowInSight() : board.neighbours().inLane(row, step));
    }

    /// The nearest event in the lane below (+1) or above (-1).
    void nextLane(int step) {
        int row = selectedRow();
        goTo(row == EventColumns.NONE ? board.anyRowInSight() : board.neighbours().inNextLane(row, step));
    }

    /// Pins or unpins the lane whose name is under the pointer, else that of the selected stream.
    void pinLane() {
        String hovered = hover.nameLane() < 0 ? null : board.streamOfLane(hover.nameLane());
        String stream = hovered != null ? hovered : selectedStream();
        if (stream != null) {
            pin(stream);
        }
    }

    void toggleFolds() {
        folded.set(!folded.get());
    }

    /// Shows the marked stretch alone.
    void commitRange() {
        Span range = camera.range();
        if (range != null) {
            camera.mark(null);
            showExactly(range);
        }
    }

    /// Clears one level: the marked stretch, the selection, the correlation that has the lanes, the filter.
    void clearOne() {
        if (camera.range() != null) {
            camera.mark(null);
        } else if (!workspace.selection().get().equals(Selected.NOTHING)) {
            selecting(() -> workspace.selection().clear());
        } else if (board.lanes().correlation() != null) {
            board.lanes().focus(null, null);
            board.replan();
        } else {
            filter("");
        }
        changed();
    }

    /// While Shift is held, the whole chain is lit.
    void shift(boolean down) {
        if (down != shiftDown) {
            shiftDown = down;
            changed();
        }
    }

    /// Selects an event of the chain.
    void selectById(String id) {
        goTo(board.columns().rowOf(id));
    }

    private void open(@Nullable Session session) {
        board.clear();
        hover.clear();
        settled = false;
        problem.set("");
        filterText.set("");
        filterProblem.set("");
        facts.open(session == null ? null : session.reader());
        feed.shape(shape(Filter.everything()));
        feed.open(session == null ? null : session.reader());
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
        updateState();
        bringIntoSight(workspace.selection().get(), first);
        changed();
    }

    private void fail(Throwable failure) {
        problem.set("The timeline cannot be read: " + Notices.sentence(failure));
        if (!board.isEmpty()) {
            workspace.notices().error("The timeline cannot read on", failure);
        }
        updateState();
    }

    private void onNewHead(@Nullable OrderToken head) {
        if (head != null && onScreen) {
            feed.wantNewer();
        }
    }

    private void onSelected(Selected selected) {
        centredOnce = false;
        if (!selecting) {
            bringIntoSight(selected, false);
        }
        changed();
    }

    /// Brings what was selected elsewhere into sight; reads it first where it is not here.
    private void bringIntoSight(Selected selected, boolean anew) {
        if (!onScreen || board.isEmpty()) {
            return;
        }
        EventHeader event = selected.event();
        StreamId stream = selected.stream();
        if (event != null) {
            int row = board.columns().rowOf(event.id());
            if (row == EventColumns.NONE) {
                feed.want(window -> window.readAround(event));
            } else {
                board.reveal(row, anew);
                settled = true;
            }
        } else if (stream != null) {
            int number = board.columns().streams().find(stream.name());
            if (number < 0) {
                feed.want(window -> window.readScope(EventScope.stream(stream)));
            } else {
                board.revealStream(number);
                settled = true;
            }
        }
    }

    private DrawingMaker.Subject subject() {
        return new DrawingMaker.Subject(board.contents(), board.lanes().plan(), board.lanes().rows(), facts.book(),
                note());
    }

    private Attention attention() {
        EventColumns columns = board.columns();
        String stream = selectedStream();
        String selected = workspace.selection().get().correlationId();
        String lit = selected != null ? selected : board.lanes().correlation();
        return new Attention(selectedRow(), hover.row(),
                stream == null ? EventColumns.NONE : columns.streams().find(stream),
                lit == null ? EventColumns.NONE : columns.correlations().find(lit), wholeChain.get() || shiftDown,
                hover.nameLane());
    }

    private void wantFacts(Drawing made) {
        List<String> ids = new ArrayList<>();
        for (Drawing.LaneMarks lane : made.lanes()) {
            for (Drawing.Bar bar : lane.bars()) {
                if (ids.size() < MOST_FACTS_A_FRAME) {
                    ids.add(board.columns().id(bar.startRow()));
                }
            }
        }
        chain.get().forEach(row -> ids.add(row.id()));
        facts.want(ids);
    }

    private void updateCard() {
        card.set(hover.card(facts.book(), workspace.times(), drawing()));
    }

    /// Something that is drawn has changed.
    private void changed() {
        drawing = null;
        chain.set(ChainRow.of(selectedRow(), board.contents(), facts.book(), workspace.times()));
        clockName.set((workspace.eventClockProperty().get() == EventClock.OCCURRED ? "Occurred" : "Recorded") + ", "
                + workspace.times().zoneLabel(workspace.clock().instant()));
        lanesText.set(Figures.plural(
                board.lanes().plan().lanes().stream().filter(Lane.OfStream.class::isInstance).count(), "lane"));
        if (card.get() != null) {
            updateCard();
        }
        revision.set(revision.get() + 1);
    }

    /// A person has moved something.
    private void touched() {
        settled = true;
        centredOnce = false;
        hover.clear();
        card.set(null);
        changed();
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

    private void pin(String stream) {
        board.lanes().togglePin(stream);
        board.replan();
        if (feed.shape().sieve().filter().text().contains("pinned")) {
            reshape();
        }
        changed();
    }

    /// Lays the events out anew: another axis, clock, filter, or other pins that a filter may name.
    private void reshape() {
        feed.shape(shape(feed.shape().sieve().filter()));
    }

    private Feed.Shape shape(Filter filter) {
        EventClock clock = workspace.eventClockProperty().get();
        return new Feed.Shape(axis.get(), clock, new Sieve(filter, board.lanes().pinned(), clock));
    }

    private void select(int row) {
        selecting(() -> workspace.selection().event(board.columns().header(row)));
    }

    private void selectStream(StreamId stream) {
        selecting(() -> workspace.selection().stream(stream));
    }

    private void selecting(Runnable change) {
        selecting = true;
        change.run();
        selecting = false;
    }

    private void goTo(int row) {
        if (row != EventColumns.NONE) {
            select(row);
            board.reveal(row, false);
            touched();
        }
    }

    private int selectedRow() {
        EventHeader event = workspace.selection().get().event();
        return event == null ? EventColumns.NONE : board.columns().rowOf(event.id());
    }

    private @Nullable String selectedStream() {
        StreamId stream = workspace.selection().get().stream();
        return stream == null ? null : stream.name();
    }

    private double zoomCentre() {
        int row = selectedRow();
        double px = row == EventColumns.NONE ? camera.plot().centre() : camera.scale().rowPx(row);
        return px < camera.plot().left() || px > camera.plot().right() ? camera.plot().centre() : px;
    }
}
