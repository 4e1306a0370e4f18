package dev.eventscope.desktop.causation;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Camera;
import dev.eventscope.desktop.causation.draw.CardWriter;
import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.DrawingMaker;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.Opening;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.workspace.Workspace;

/// What the Causation view shows: the events that hang together with the selected one, as units laid out, and as rows.
///
/// Shape: the selection is followed ([SelectionFollower]), a graph is read for it ([GraphReading]), laid out
///        ([GraphStage]), looked at ([GraphViewport], [GraphFocus]) and written as rows ([Outline]). What a person does
///        comes in by [#commands()].
/// Threads: FX thread; reads and lays out in the background.
final class CausationViewModel {

    /// How the view stands, for going back to it.
    record Memento(Direction direction, Opening opening, Camera camera) {}

    private final Workspace workspace;
    private final TextMeasure measure;
    private final GraphSource source;
    private final GraphReading reading;
    private final SelectionFollower follower;
    private final GraphStage stage;
    private final GraphFocus focus = new GraphFocus();
    private final GraphViewport viewport = new GraphViewport(this::scene, this::repaint);
    private final Outline outline = new Outline();
    private final GraphCommands commands;
    private final ReadOnlyObjectWrapper<Opening> opening = new ReadOnlyObjectWrapper<>(Opening.AT_FIRST);
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper picture = new ReadOnlyIntegerWrapper();

    CausationViewModel(Workspace workspace, TextMeasure measure) {
        this.workspace = workspace;
        this.measure = measure;
        source = new GraphSource(workspace);
        reading = new GraphReading(workspace, source, this::showOther);
        follower = new SelectionFollower(workspace, source, reading, this::select);
        stage = new GraphStage(workspace.background(), measure);
        commands = new GraphCommands(this, workspace);
        workspace.selection().selectedProperty().addListener((_, _, _) -> follower.follow());
        workspace.sessionProperty().addListener((_, _, _) -> forget());
        workspace.tail().shownProperty().addListener((_, _, _) -> countNewEffects());
        workspace.eventClockProperty().addListener((_, _, _) -> replan(null));
        workspace.timesProperty().addListener((_, _, _) -> bump());
        reading.directionProperty().addListener((_, _, _) -> reread());
    }

    /// What is read, and how far.
    GraphReading reading() {
        return reading;
    }

    /// The graph as rows.
    Outline outline() {
        return outline;
    }

    /// Where the view looks.
    GraphViewport viewport() {
        return viewport;
    }

    /// What a person can do.
    GraphCommands commands() {
        return commands;
    }

    ReadOnlyObjectProperty<Opening> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /// Counts what changes what is told: other events, another selection. The picture changes with it.
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// Counts what changes the picture, where the camera looks and what the pointer is on among it.
    ReadOnlyIntegerProperty pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    CausationGraph graph() {
        return reading.graph();
    }

    Scene scene() {
        return stage.scene();
    }

    Drawing drawing() {
        return DrawingMaker.make(stage.scene(), focus.attention(), viewport.sight());
    }

    EventFacts factsOf(int event) {
        return reading.facts().of(graph().event(event).id());
    }

    Latency latency() {
        return new Latency(graph(), workspace.eventClock());
    }

    GraphCaption caption() {
        return new GraphCaption(graph(), latency(), scene().plan().hidden());
    }

    /// How all other events stand to the selected one.
    Relations relations() {
        return focus.relations();
    }

    /// The number of the selected event, -1 for none.
    int selected() {
        return focus.selected();
    }

    /// The unit in which the selected event stands; null where none is selected.
    @Nullable
    Unit selectedUnit() {
        return unitOf(focus.selected());
    }

    /// Whether an event is in the past or the future of the selected one.
    boolean isOnPath(int event) {
        return focus.isOnPath(event);
    }

    void shown() {
        follower.onScreen(true);
        countNewEffects();
    }

    void hidden() {
        follower.onScreen(false);
    }

    Memento memento() {
        return new Memento(reading.directionProperty().get(), opening.get(), viewport.camera());
    }

    void restore(Memento memento) {
        reading.directionProperty().set(memento.direction());
        opening.set(memento.opening());
        viewport.comeBackTo(memento.camera());
        if (reading.isReady() && !reading.isUnderWay()) {
            replan(null);
        }
    }

    void reread() {
        reading.renew();
        follower.follow();
    }

    /// Selects the newest event of the store.
    void chooseNewest() {
        source.locateNewest(event -> workspace.selection().event(event));
    }

    /// Reads again and shows the effects that have come; the selected event stays where it is on the screen.
    void showNewEffects() {
        if (!graph().isEmpty() && reading.isReady()) {
            Unit kept = unitOf(graph().focus());
            Opening asked = opening.get();
            reading.readAgain(() -> reopen(asked, kept));
        }
    }

    /// Opens the graph in another way; what `keep` names stays where it is on the screen.
    void reopen(Opening newOpening, @Nullable Unit keep) {
        opening.set(newOpening);
        replan(keep);
    }

    /// Folds a row of the outline, or unfolds it.
    void fold(OutlineRow row, boolean fold) {
        if (outline.fold(row, fold)) {
            writeOutline();
        }
    }

    void hover(int unit) {
        if (focus.hover(unit)) {
            repaint();
        }
    }

    private void countNewEffects() {
        if (follower.isOnScreen()) {
            reading.countNewEffects();
        }
    }

    private void forget() {
        stage.clear();
        viewport.letGo();
        focus.forget();
        opening.set(Opening.AT_FIRST);
        outline.clear();
        reading.clear();
        bump();
    }

    private void showOther() {
        outline.unfoldAll();
        if (!viewport.isComingBack()) {
            opening.set(opening.get().atFirst());
        }
        stage.forget();
        viewport.letGo();
        replan(null);
    }

    /// Plans and lays out again. What `keep` names stays where it is on the screen.
    private void replan(@Nullable Unit keep) {
        if (graph().isEmpty()) {
            return;
        }
        viewport.hold(keep);
        CardWriter writer = new CardWriter(graph(), reading.facts(), measure, reading.isWhole());
        stage.lay(new GraphStage.Question(graph(), opening.get(), writer, latency()), this::place, reading::fail);
    }

    private void place(boolean first) {
        reading.laidOut();
        attend(graph().focus());
        viewport.settle(first, selectedUnit(), !reading.isUnderWay());
        writeOutline();
        bump();
    }

    private void writeOutline() {
        outline.write(scene(), reading.facts(), latency());
    }

    private void select(int number) {
        commands.onSelected();
        if (number != CausationGraph.NONE) {
            reading.focusOn(number);
            Unit unit = unitOf(number);
            if (unit == null || unit.kind() == Unit.Kind.GROUP) {
                replan(null);
                return;
            }
        }
        attend(number);
        viewport.reveal(selectedUnit());
        bump();
    }

    private void attend(int number) {
        focus.select(reading.shown(), number, workspace.eventClock());
    }

    private @Nullable Unit unitOf(int event) {
        int unit = scene().plan().unitOf(event);
        return unit == Unit.NONE ? null : scene().plan().units().get(unit);
    }

    private void bump() {
        revision.set(revision.get() + 1);
        repaint();
    }

    private void repaint() {
        picture.set(picture.get() + 1);
    }
}
