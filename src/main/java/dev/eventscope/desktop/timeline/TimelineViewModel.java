package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.DrawingMaker;
import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.draw.Sizes;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.Marks;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.rules.Filter;

/// Decides what the timeline shows: which events, which lanes, which part of the axis, what is lit.
///
/// Shape: every change counts [#revisionProperty()] up; the view then asks for the [#drawing()], which is made once a
///        revision. What a person does comes in by [#commands()].
/// Threads: FX thread.
final class TimelineViewModel {

    static final String VIEW_ID = "timelineView";

    private final Workspace workspace;
    private final Board board = new Board();
    private final Camera camera = board.camera();
    private final TimelineCommands commands = new TimelineCommands(this, board);
    private final LaneCommands lanes = new LaneCommands(this, board);
    private final Choices choices = new Choices();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper clockName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lanesText = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<ChainRow>> chain = new ReadOnlyObjectWrapper<>(List.of());
    private final SelectionLink selection;
    private final FactReader facts;
    private final Standing standing;
    private final Hover hover;
    private final ConeReader cone;
    private final Supply supply;
    private final Frames frames;
    private final Flags flags;

    private boolean shiftDown;

    TimelineViewModel(Workspace workspace, TextMeasure measure) {
        this.workspace = workspace;
        facts = new FactReader(workspace.background(), this::changed);
        supply = new Supply(workspace, choices, board, this::take);
        selection = new SelectionLink(workspace.selection(), board, supply::want);
        standing = new Standing(choices, board, selection);
        hover = new Hover(workspace, board, facts, this::drawing);
        flags = new Flags(board, workspace.marks());
        cone = new ConeReader(workspace.background(), supply::clocks, this::changed);
        frames = new Frames(workspace, measure, board, new Focus(board, selection, hover, cone), facts,
                this::changed);
        workspace.sessionProperty().subscribe(this::open);
        workspace.selection().selectedProperty().addListener((_, _, _) -> onSelected());
        workspace.tail().shownProperty().addListener((_, _, _) -> onNewHead());
        workspace.tail().opensProperty().addListener((_, _, _) -> onNewHead());
        workspace.timesProperty().addListener((_, _, _) -> changed());
        workspace.marks().all().addListener((ListChangeListener<Marks.Mark>) _ -> changed());
        workspace.eventClockProperty().addListener((_, _, _) -> supply.reshape());
        choices.axisProperty().addListener((_, _, _) -> supply.reshape());
        choices.dimsProperty().addListener((_, _, _) -> supply.reshape());
        choices.wholeChainProperty().addListener((_, _, _) -> changed());
        choices.byCategoryProperty().addListener((_, _, now) -> relane(() -> board.lanes().byCategory(now)));
        choices.laneOrderProperty()
                .addListener((_, _, now) -> relane(() -> board.lanes().order(now, board.contents())));
        choices.foldedProperty().addListener((_, _, now) -> {
            camera.fold(now);
            changed();
        });
    }

    Contents contents() {
        return board.contents();
    }

    /// What a person can do.
    TimelineCommands commands() {
        return commands;
    }

    /// What a person can do with lanes.
    LaneCommands lanes() {
        return lanes;
    }

    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// How a person has set the view.
    Choices choices() {
        return choices;
    }

    /// What is read, and how far.
    Supply supply() {
        return supply;
    }

    /// Which clock is shown, and of which zone: `Recorded, UTC`.
    ReadOnlyStringProperty clockNameProperty() {
        return clockName.getReadOnlyProperty();
    }

    /// `10 lanes`.
    ReadOnlyStringProperty lanesTextProperty() {
        return lanesText.getReadOnlyProperty();
    }

    /// The ranges that were shown alone.
    Trail trail() {
        return standing.trail();
    }

    /// What the pointer is on.
    Hover hover() {
        return hover;
    }

    /// The selected event below its causes, the root first; empty where nothing is selected.
    ReadOnlyObjectProperty<List<ChainRow>> chainProperty() {
        return chain.getReadOnlyProperty();
    }

    SelectionLink selection() {
        return selection;
    }

    /// The frame of this revision.
    Drawing drawing() {
        return frames.draw(supply.note(), choices.wholeChainProperty().get() || shiftDown, chain.get());
    }

    /// The marked events in the frame of this revision.
    List<Flags.Flag> flags() {
        return flags.of(drawing());
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
        supply.wantNewer();
        standing.onScreen(true);
        changed();
    }

    void hidden() {
        standing.onScreen(false);
        hover(new HitTest.Nothing());
    }

    Standing.Memento memento() {
        return standing.memento();
    }

    void restore(Standing.Memento memento) {
        filter(memento.filter());
        standing.restore(memento);
        changed();
    }

    Map<String, String> link() {
        boolean inTime = choices.axisProperty().get() == Axis.Kind.TIME && !board.isEmpty();
        return new TimelineLink(choices.filter().text(), choices.axisProperty().get(),
                inTime ? camera.inSight() : null).words();
    }

    /// Stands as a link says.
    void follow(Map<String, String> words) {
        TimelineLink link = TimelineLink.of(words, workspace.clock().instant());
        choices.axisProperty().set(link.axis());
        filter(link.filter());
        Span inSight = link.inSight();
        if (inSight != null) {
            standing.follow(inSight);
        }
        changed();
    }

    /// Shows only what a filter lets through.
    void filter(Filter newFilter) {
        if (choices.filter(newFilter)) {
            supply.reshape();
        }
    }

    /// As [#filter(Filter)], for a text that is known to be one.
    void filter(String text) {
        filter(Filter.parse(text, workspace.clock()));
    }

    /// Goes somewhere that can be come back from with Alt+←.
    void jump(Runnable move) {
        Standing.Memento before = memento();
        move.run();
        if (workspace.isShown(VIEW_ID)) {
            Standing.Memento after = memento();
            restore(before);
            workspace.history().go(new Place(VIEW_ID, workspace.selection().get(), after));
            restore(after);
        }
        touched();
    }

    /// Changes which lanes there are, or their order.
    void relane(Runnable change) {
        change.run();
        board.replan();
        touched();
    }

    void hover(HitTest.Hit hit) {
        if (hover.on(hit)) {
            changed();
        }
    }

    /// While Shift is held, the whole chain is lit.
    void shift(boolean down) {
        if (down != shiftDown) {
            shiftDown = down;
            changed();
        }
    }

    void resize(double width, double height) {
        standing.resize(width, height);
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
        standing.settle();
        hover.clear();
        changed();
    }

    /// Goes on with what arrives, as before anybody moved something.
    void followNewest() {
        standing.followNewest();
    }

    /// Something that is drawn has changed.
    void changed() {
        cone.want(board.contents(), selection.row());
        frames.forget();
        chain.set(ChainRow.of(selection.row(), board.contents(), facts.book(),
                workspace.times()));
        clockName.set(workspace.clockName());
        lanesText.set(Figures.plural(
                board.lanes().plan().lanes().stream().filter(Lane.OfStream.class::isInstance).count(), "lane"));
        hover.refresh();
        revision.set(revision.get() + 1);
    }

    private void open(@Nullable Session session) {
        board.clear();
        hover.clear();
        selection.onOtherStore();
        standing.reset();
        choices.filter(Filter.everything());
        facts.open(session == null ? null : session.reader());
        supply.open();
        changed();
    }

    private void take(LaneChoice.Laid next) {
        hover.clear();
        standing.show(next);
        changed();
    }

    private void onNewHead() {
        if (standing.isOnScreen() && workspace.tail().shownProperty().get() != null) {
            supply.wantNewer();
        }
    }

    private void onSelected() {
        selection.onChanged(standing.isOnScreen());
        standing.seek();
        changed();
    }
}
