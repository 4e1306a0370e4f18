package dev.eventscope.desktop.causation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Camera;
import dev.eventscope.desktop.causation.draw.CardWriter;
import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.DrawingMaker;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.Opening;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.event.VectorClock;

/// What the Causation view shows: the events that hang together with the selected one, as units laid out, and as rows.
///
/// Threads: FX thread; reads and lays out in the background.
final class CausationViewModel {

    enum State {
        NOTHING_SELECTED, READING, READY, FAILED
    }

    /// How the view stands, for going back to it.
    record Memento(Direction direction, Opening opening, Camera camera) {}

    private final Workspace workspace;
    private final GraphSource source;
    private final GraphReading reading;
    private final GraphStage stage;
    private final GraphFocus focus = new GraphFocus();
    private final GraphCommands commands;
    private final Lookout lookout = new Lookout(() -> scene().layout(), this::repaint);
    private final TextMeasure measure;
    private final ObjectProperty<Direction> direction = new SimpleObjectProperty<>(Direction.BOTH);
    private final ReadOnlyObjectWrapper<Opening> opening = new ReadOnlyObjectWrapper<>(Opening.AT_FIRST);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING_SELECTED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<OutlineRow>> outline = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper picture = new ReadOnlyIntegerWrapper();
    private final Set<String> folded = new HashSet<>();
    private CausationGraph graph = CausationGraph.EMPTY;
    private EventFacts.Book facts = EventFacts.Book.EMPTY;
    private Map<String, VectorClock> clocks = Map.of();
    private boolean shown;
    private @Nullable Camera wishedCamera;

    CausationViewModel(Workspace workspace, TextMeasure measure) {
        this.workspace = workspace;
        this.measure = measure;
        source = new GraphSource(workspace);
        reading = new GraphReading(source, workspace.tail());
        stage = new GraphStage(workspace.background(), measure);
        commands = new GraphCommands(this, workspace);
        workspace.selection().selectedProperty().addListener((_, _, _) -> follow());
        workspace.sessionProperty().addListener((_, _, _) -> forget());
        workspace.tail().shownProperty().addListener((_, _, _) -> countNewEffects());
        workspace.eventClockProperty().addListener((_, _, _) -> replan(null));
        workspace.timesProperty().addListener((_, _, _) -> bump());
        direction.addListener((_, _, _) -> reread());
    }

    ObjectProperty<Direction> directionProperty() {
        return direction;
    }

    ReadOnlyObjectProperty<Opening> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<OutlineRow>> outlineProperty() {
        return outline.getReadOnlyProperty();
    }

    /// Counts what changes what is told: other events, another selection. The picture changes with it.
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// Counts what changes the picture, where the camera looks and what the pointer is on among it.
    ReadOnlyIntegerProperty pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// How many effects of what is shown have come since it was read. They are shown when a person asks: nothing moves
    /// because data arrived.
    ReadOnlyIntegerProperty newEffectsProperty() {
        return reading.newEffectsProperty();
    }

    /// What a person can do.
    GraphCommands commands() {
        return commands;
    }

    Scene scene() {
        return stage.scene();
    }

    CausationGraph graph() {
        return graph;
    }

    Relations relations() {
        return focus.relations();
    }

    /// Where the view looks.
    Lookout lookout() {
        return lookout;
    }

    Drawing drawing() {
        return DrawingMaker.make(stage.scene(), focus.attention(), lookout.sight());
    }

    EventFacts factsOf(int event) {
        return facts.of(graph.event(event).id());
    }

    Latency latency() {
        return new Latency(graph, workspace.eventClock());
    }

    /// The number of the selected event, -1 for none.
    int selected() {
        return focus.selected();
    }

    GraphCaption caption() {
        return new GraphCaption(graph, latency(), scene().plan().hidden());
    }

    // ---- coming and going

    void shown() {
        shown = true;
        follow();
        countNewEffects();
    }

    void hidden() {
        shown = false;
    }

    Memento memento() {
        return new Memento(direction.get(), opening.get(), lookout.camera());
    }

    void restore(Memento memento) {
        direction.set(memento.direction());
        opening.set(memento.opening());
        wishedCamera = memento.camera();
        if (state.get() == State.READY && !reading.isUnderWay()) {
            replan(null);
        }
    }

    void reread() {
        reading.renew();
        follow();
    }

    private void forget() {
        reading.stop();
        stage.clear();
        graph = CausationGraph.EMPTY;
        facts = EventFacts.Book.EMPTY;
        clocks = Map.of();
        focus.forget();
        opening.set(Opening.AT_FIRST);
        outline.set(List.of());
        state.set(State.NOTHING_SELECTED);
        bump();
    }

    private void follow() {
        Session session = workspace.session();
        if (!shown || session == null) {
            return;
        }
        Selected selected = workspace.selection().get();
        EventHeader event = selected.event();
        StreamId stream = selected.stream();
        if (event != null && Objects.equals(event.version(), selected.version())) {
            show(event);
        } else if (stream != null) {
            source.locate(stream, selected.version(), this::show);
        } else if (graph.isEmpty()) {
            state.set(State.NOTHING_SELECTED);
        } else {
            select(CausationGraph.NONE);
        }
    }

    private void show(EventHeader event) {
        int number = graph.numberOf(event.id());
        boolean here = reading.isBegun() && number != CausationGraph.NONE
                && (direction.get() == Direction.BOTH || reading.isFor(event));
        if (here) {
            select(number);
        } else if (!reading.isFor(event) || state.get() != State.READING) {
            read(event);
        }
    }

    private void read(EventHeader event) {
        if (graph.isEmpty()) {
            state.set(State.READING);
        }
        reading.read(event, direction.get(), this::take, this::fail);
    }

    /// Reads again and shows the effects that have come; the selected event stays where it is on the screen.
    void showNewEffects() {
        if (!graph.isEmpty() && state.get() == State.READY) {
            EventHeader event = graph.event(graph.focus());
            Unit kept = unitOf(graph.focus());
            Opening asked = opening.get();
            reading.again(event, direction.get(), answer -> {
                graph = answer.graph();
                facts = answer.facts();
                clocks = answer.clocks();
                opening.set(asked);
                replan(kept);
            }, this::fail);
        }
    }

    private void countNewEffects() {
        if (shown && state.get() == State.READY) {
            reading.count(graph);
        }
    }

    private void fail(Throwable failure) {
        problem.set(Notices.sentence(failure));
        state.set(State.FAILED);
        workspace.notices().error("Cannot read the causation", failure);
    }

    private void take(GraphSource.Answer answer) {
        graph = answer.graph();
        facts = answer.facts();
        clocks = answer.clocks();
        folded.clear();
        if (wishedCamera == null) {
            opening.set(new Opening(opening.get().byType(), false, Map.of()));
        }
        stage.forget();
        replan(null);
    }

    // ---- laying out

    /// Plans and lays out again. What `keep` names stays where it is on the screen.
    private void replan(@Nullable Unit keep) {
        if (graph.isEmpty()) {
            return;
        }
        stage.hold(keep, lookout.camera());
        CardWriter writer = new CardWriter(graph, facts, measure,
                direction.get() == Direction.BOTH && !graph.truncated());
        stage.lay(new GraphStage.Question(graph, opening.get(), writer, latency()), this::place, this::fail);
    }

    private void place(boolean first) {
        state.set(State.READY);
        attend(graph.focus());
        // what is on its way is what the camera was meant for
        Camera wished = reading.isUnderWay() ? null : wishedCamera;
        Optional<Point> drift = stage.driftOfHeld(lookout.camera());
        if (wished != null) {
            wishedCamera = null;
            lookout.look(wished);
        } else if (first) {
            lookout.look(Camera.START);
            reveal();
        } else if (drift.isPresent()) {
            lookout.pan(-drift.get().x(), -drift.get().y());
        } else {
            reveal();
        }
        listOutline();
        lookout.look(lookout.camera());
        bump();
    }

    private void listOutline() {
        outline.set(new OutlineMaker(scene(), facts, latency(), folded).rows());
    }

    // ---- what a person does

    /// Opens the graph in another way; what `keep` names stays where it is on the screen.
    void reopen(Opening newOpening, @Nullable Unit keep) {
        opening.set(newOpening);
        replan(keep);
    }

    /// Whether an event is in the past or the future of the selected one.
    boolean isOnPath(int event) {
        return focus.isOnPath(event);
    }

    private void select(int number) {
        commands.onSelected();
        if (number != CausationGraph.NONE) {
            graph = graph.focusedOn(number);
            Unit unit = unitOf(number);
            if (unit == null || unit.kind() == Unit.Kind.GROUP) {
                replan(null);
                return;
            }
        }
        attend(number);
        reveal();
        bump();
    }

    private void attend(int number) {
        focus.select(new GraphSource.Answer(graph, facts, clocks), number, workspace.eventClock());
    }

    private @Nullable Unit unitOf(int event) {
        int unit = scene().plan().unitOf(event);
        return unit == Unit.NONE ? null : scene().plan().units().get(unit);
    }

    /// The unit in which the selected event stands; null where none is selected.
    @Nullable
    Unit selectedUnit() {
        return unitOf(focus.selected());
    }

    /// Brings the selected event into sight, where it is not.
    private void reveal() {
        Unit unit = selectedUnit();
        if (unit != null) {
            lookout.reveal(scene().layout().boxes().get(unit.number()));
        }
    }

    /// Folds a row of the outline, or unfolds it.
    void fold(OutlineRow row, boolean fold) {
        if (row.parent() && (fold ? folded.add(row.key()) : folded.remove(row.key()))) {
            listOutline();
        }
    }

    void hover(int unit) {
        if (focus.hover(unit)) {
            repaint();
        }
    }

    /// Selects the newest event of the store.
    void chooseNewest() {
        source.locateNewest(event -> workspace.selection().event(event));
    }

    private void bump() {
        revision.set(revision.get() + 1);
        repaint();
    }

    private void repaint() {
        picture.set(picture.get() + 1);
    }
}
