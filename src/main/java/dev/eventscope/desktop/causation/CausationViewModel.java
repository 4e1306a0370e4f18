package dev.eventscope.desktop.causation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import dev.eventscope.desktop.causation.draw.Attention;
import dev.eventscope.desktop.causation.draw.Camera;
import dev.eventscope.desktop.causation.draw.Card;
import dev.eventscope.desktop.causation.draw.CardWriter;
import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.DrawingMaker;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;
import dev.eventscope.desktop.causation.draw.EventFacts;
import dev.eventscope.desktop.causation.draw.GraphLayout;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.LayoutMaker;
import dev.eventscope.desktop.causation.draw.Opening;
import dev.eventscope.desktop.causation.draw.TextMeasure;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.causation.draw.UnitPlanner;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// What the Causation view shows: the events that hang together with the selected one, as units laid out, and as rows.
///
/// Threads: FX thread; reads and lays out in the background.
final class CausationViewModel {

    static final int MOST_EVENTS = 10_000;
    /// Payloads are read for so many events: names of steps, errors, vector clocks.
    private static final int MOST_FACTS = 1_000;
    private static final int FACTS_BATCH = 200;
    private static final double AROUND = 40;

    enum State {
        NOTHING_SELECTED, READING, READY, FAILED
    }

    /// How the view stands, for going back to it.
    record Memento(Direction direction, Opening opening, Camera camera) {}

    /// What is read of one question.
    private record Answer(CausationGraph graph, EventFacts.Book facts) {}

    /// A unit that is to stay where it is on the screen while the graph round it changes.
    private record Anchor(String key, double x, double y) {}

    private final Workspace workspace;
    private final Background.Line locating;
    private final Background.Line reading;
    private final Background.Line layingOut;
    private final TextMeasure measure;
    private final ObjectProperty<Direction> direction = new SimpleObjectProperty<>(Direction.BOTH);
    private final ReadOnlyObjectWrapper<Opening> opening = new ReadOnlyObjectWrapper<>(Opening.AT_FIRST);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING_SELECTED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<OutlineRow>> outline = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final Set<String> folded = new HashSet<>();
    private CausationGraph graph = CausationGraph.EMPTY;
    private EventFacts.Book facts = EventFacts.Book.EMPTY;
    private Scene scene = Scene.EMPTY;
    private Attention attention = Attention.NONE;
    private Relations relations = Relations.NONE;
    private Camera camera = Camera.START;
    private double width = 800;
    private double height = 600;
    private boolean shown;
    private @Nullable String readFor;
    private @Nullable Anchor anchor;
    private @Nullable Camera wishedCamera;
    private boolean centred;

    CausationViewModel(Workspace workspace, TextMeasure measure) {
        this.workspace = workspace;
        this.measure = measure;
        locating = workspace.background().line();
        reading = workspace.background().line();
        layingOut = workspace.background().longLine();
        workspace.selection().selectedProperty().addListener((_, _, _) -> follow());
        workspace.sessionProperty().addListener((_, _, _) -> forget());
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

    /// Counts what changes the picture.
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    Scene scene() {
        return scene;
    }

    Relations relations() {
        return relations;
    }

    Camera camera() {
        return camera;
    }

    Drawing drawing() {
        return DrawingMaker.make(scene, attention, new Sight(width, height, camera));
    }

    EventFacts factsOf(int event) {
        return facts.of(event);
    }

    Latency latency() {
        return new Latency(graph, workspace.eventClock());
    }

    /// The number of the selected event, -1 for none.
    int selected() {
        return attention.selected();
    }

    /// What stands on the chip: the correlation, else the event.
    String about() {
        if (graph.isEmpty()) {
            return "";
        }
        EventHeader event = graph.event(Math.max(0, graph.focus()));
        String id = event.correlationId() == null ? event.id() : event.correlationId();
        return id.length() > 12 ? id.substring(0, 8) : id;
    }

    String summary() {
        if (graph.isEmpty()) {
            return "";
        }
        long streams = graph.events().stream().map(EventHeader::stream).distinct().count();
        var span = latency().span();
        int hidden = scene.plan().hidden();
        return (graph.truncated() ? "the first " : "") + Figures.plural(graph.size(), "event") + ", "
                + Figures.plural(streams, "stream") + (span == null ? "" : ", " + Latency.text(span))
                + (hidden > 0 ? ", " + Figures.count(hidden) + " not opened" : "");
    }

    // ---- coming and going

    void shown() {
        shown = true;
        follow();
    }

    void hidden() {
        shown = false;
    }

    Memento memento() {
        return new Memento(direction.get(), opening.get(), camera);
    }

    void restore(Memento memento) {
        direction.set(memento.direction());
        opening.set(memento.opening());
        wishedCamera = memento.camera();
        if (state.get() == State.READY && !reading.busyProperty().get()) {
            replan(null);
        }
    }

    void reread() {
        readFor = null;
        follow();
    }

    private void forget() {
        locating.cancel();
        reading.cancel();
        layingOut.cancel();
        graph = CausationGraph.EMPTY;
        facts = EventFacts.Book.EMPTY;
        scene = Scene.EMPTY;
        attention = Attention.NONE;
        relations = Relations.NONE;
        readFor = null;
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
            locate(session.reader(), stream, selected.version());
        } else if (graph.isEmpty()) {
            state.set(State.NOTHING_SELECTED);
        } else {
            select(CausationGraph.NONE);
        }
    }

    private void locate(EventReader reader, StreamId stream, @Nullable Long version) {
        EventQuery newest = EventQuery.backward(EventScope.stream(stream), 1);
        EventQuery query = version == null ? newest : newest.in(EventRange.versions(version, version));
        locating.run(() -> reader.readHeaders(query)).then(found -> {
            if (!found.isEmpty()) {
                show(found.getFirst());
            }
        });
    }

    private void show(EventHeader event) {
        int number = graph.numberOf(event.id());
        boolean here = readFor != null && number != CausationGraph.NONE
                && (direction.get() == Direction.BOTH || event.id().equals(readFor));
        if (here) {
            select(number);
        } else if (!event.id().equals(readFor) || state.get() != State.READING) {
            read(event);
        }
    }

    private void read(EventHeader event) {
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        readFor = event.id();
        if (graph.isEmpty()) {
            state.set(State.READING);
        }
        Direction asked = direction.get();
        reading.run(() -> answer(session.reader(), event, asked)).orElse(this::fail).then(this::take);
    }

    private static Answer answer(EventReader reader, EventHeader event, Direction asked) {
        CausationGraph found = CausationGraph.read(reader, event, asked, MOST_EVENTS);
        Map<String, Integer> wanted = new HashMap<>();
        for (int i = 0; i < found.size() && wanted.size() < MOST_FACTS; i++) {
            wanted.put(found.event(i).id(), i);
        }
        wanted.put(event.id(), found.focus());
        List<String> ids = new ArrayList<>(wanted.keySet());
        Map<Integer, EventFacts> facts = new HashMap<>();
        for (int from = 0; from < ids.size(); from += FACTS_BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + FACTS_BATCH));
            for (RecordedEvent read : reader.readEvents(batch)) {
                facts.put(wanted.getOrDefault(read.id(), CausationGraph.NONE), EventFacts.of(read));
            }
        }
        return new Answer(found, new EventFacts.Book(Map.copyOf(facts)));
    }

    private void fail(Throwable failure) {
        readFor = null;
        problem.set(Notices.sentence(failure));
        state.set(State.FAILED);
        workspace.notices().error("Cannot read the causation", failure);
    }

    private void take(Answer answer) {
        graph = answer.graph();
        facts = answer.facts();
        folded.clear();
        if (wishedCamera == null) {
            opening.set(new Opening(opening.get().byType(), false, Map.of()));
        }
        anchor = null;
        scene = Scene.EMPTY;
        replan(null);
    }

    // ---- laying out

    /// Plans and lays out again. What `keep` names stays where it is on the screen.
    private void replan(@Nullable Unit keep) {
        if (graph.isEmpty()) {
            return;
        }
        if (keep != null) {
            Box box = camera.onScreen(scene.layout().boxes().get(keep.number()));
            anchor = new Anchor(keep.key(), box.x(), box.y());
        }
        CausationGraph of = graph;
        Opening asked = opening.get();
        EventFacts.Book known = facts;
        Latency latency = latency();
        CardWriter writer = new CardWriter(of, known, measure,
                direction.get() == Direction.BOTH && !of.truncated());
        layingOut.run(() -> layOut(of, asked, writer, latency)).orElse(this::fail).then(this::place);
    }

    private Scene layOut(CausationGraph of, Opening asked, CardWriter writer, Latency latency) {
        Unit.Plan plan = UnitPlanner.plan(of, asked);
        List<Card> cards = writer.write(plan);
        GraphLayout layout = LayoutMaker.make(new LayoutMaker.Subject(plan, cards, latency.labels(plan.links())),
                measure);
        return new Scene(of, plan, cards, layout);
    }

    private void place(Scene made) {
        boolean another = scene.plan().units().isEmpty();
        scene = made;
        state.set(State.READY);
        attend(graph.focus());
        // what is on its way is what the camera was meant for
        Camera wished = reading.busyProperty().get() ? null : wishedCamera;
        Anchor kept = anchor;
        if (wished != null) {
            camera = wished;
        } else if (another) {
            camera = Camera.START;
            reveal();
        } else if (kept != null) {
            keep(kept);
        } else {
            reveal();
        }
        wishedCamera = wished == null ? wishedCamera : null;
        anchor = null;
        camera = camera.within(scene.layout(), width, height);
        listOutline();
        bump();
    }

    private void keep(Anchor kept) {
        scene.plan().units().stream().filter(unit -> unit.key().equals(kept.key())).findFirst().ifPresent(unit -> {
            Box box = camera.onScreen(scene.layout().boxes().get(unit.number()));
            camera = camera.moved(kept.x() - box.x(), kept.y() - box.y());
        });
    }

    private void listOutline() {
        outline.set(new OutlineMaker(scene, facts, latency(), folded).rows());
    }

    // ---- what a person does

    /// The event becomes the window's selection.
    void choose(int event) {
        if (event != CausationGraph.NONE) {
            workspace.selection().event(graph.event(event));
        }
    }

    private void select(int number) {
        centred = false;
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
        attention = Attention.on(graph, number, workspace.eventClock()).hovering(attention.hovered());
        relations = Relations.of(graph, facts, number);
    }

    private @Nullable Unit unitOf(int event) {
        int unit = scene.plan().unitOf(event);
        return unit == Unit.NONE ? null : scene.plan().units().get(unit);
    }

    private @Nullable Box selectedBox() {
        Unit unit = unitOf(attention.selected());
        return unit == null ? null : scene.layout().boxes().get(unit.number());
    }

    /// Brings the selected event into sight, where it is not.
    private void reveal() {
        Box box = selectedBox();
        if (box != null) {
            Box at = camera.onScreen(box);
            boolean inside = at.x() >= 0 && at.y() >= 0 && at.right() <= width && at.bottom() <= height;
            if (!inside) {
                look(camera.centredOn(box, width, height));
            }
        }
    }

    /// Opens more at a unit; does nothing where all is open.
    void open(int number) {
        Unit unit = scene.plan().units().get(number);
        if (unit.opens()) {
            opening.set(opening.get().more(unit.key()));
            replan(unit);
        }
    }

    void openAll() {
        opening.set(opening.get().everything());
        replan(unitOf(attention.selected()));
    }

    void collapseByType(boolean byType) {
        if (opening.get().byType() != byType) {
            opening.set(opening.get().byType(byType));
            replan(unitOf(attention.selected()));
        }
    }

    void toggleByType() {
        collapseByType(!opening.get().byType());
    }

    /// Folds a row of the outline, or unfolds it.
    void fold(OutlineRow row, boolean fold) {
        if (row.parent() && (fold ? folded.add(row.key()) : folded.remove(row.key()))) {
            listOutline();
        }
    }

    void hover(int unit) {
        if (attention.hovered() != unit) {
            attention = attention.hovering(unit);
            bump();
        }
    }

    /// Steps to the event beside the selected one in its lane.
    void stepInLane(int step) {
        Unit current = unitOf(attention.selected());
        if (current == null) {
            return;
        }
        String lane = scene.cards().get(current.number()).category();
        List<GraphLayout.Box> boxes = scene.layout().boxes();
        List<Unit> inLane = scene.plan().units().stream()
                .filter(unit -> !unit.events().isEmpty() && unit.kind() != Unit.Kind.GROUP)
                .filter(unit -> scene.cards().get(unit.number()).category().equals(lane))
                .sorted(Comparator.comparingDouble((Unit unit) -> boxes.get(unit.number()).x())
                        .thenComparingDouble(unit -> boxes.get(unit.number()).y()))
                .toList();
        int next = inLane.indexOf(current) + step;
        if (next >= 0 && next < inLane.size()) {
            choose(inLane.get(next).events().getFirst());
        }
    }

    /// Jumps to the selected event in another view; can be undone with Alt+←.
    void goTo(String viewId) {
        if (attention.selected() != CausationGraph.NONE && workspace.history().offers(viewId)) {
            workspace.history().go(viewId, Selected.of(graph.event(attention.selected())));
        }
    }

    /// Selects the newest event of the store.
    void chooseNewest() {
        Session session = workspace.session();
        if (session != null) {
            EventReader reader = session.reader();
            locating.run(() -> reader.readHeaders(EventQuery.backward(EventScope.all(), 1)))
                    .then(found -> found.forEach(event -> workspace.selection().event(event)));
        }
    }

    // ---- the camera

    void resize(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
        look(camera);
    }

    void zoom(double factor, double x, double y) {
        look(camera.zoomed(factor, x, y));
    }

    void zoomAtCentre(double factor) {
        zoom(factor, width / 2, height / 2);
    }

    void pan(double dx, double dy) {
        look(camera.moved(dx, dy));
    }

    void lookAt(double graphX, double graphY) {
        look(camera.centredOn(new Box(graphX, graphY, 0, 0), width, height));
    }

    void fitAll() {
        look(Camera.fitting(new Box(0, 0, scene.layout().width(), scene.layout().height()), width, height));
    }

    /// The selected event in the middle; again: all of its past and future.
    void centreSelected() {
        Box box = selectedBox();
        if (box == null) {
            return;
        }
        if (!centred) {
            look(camera.centredOn(box, width, height));
            centred = true;
            return;
        }
        double left = box.x();
        double top = box.y();
        double right = box.right();
        double bottom = box.bottom();
        for (Unit unit : scene.plan().units()) {
            if (unit.events().stream()
                    .anyMatch(event -> attention.past().get(event) || attention.future().get(event))) {
                Box other = scene.layout().boxes().get(unit.number());
                left = Math.min(left, other.x());
                top = Math.min(top, other.y());
                right = Math.max(right, other.right());
                bottom = Math.max(bottom, other.bottom());
            }
        }
        look(Camera.fitting(new Box(left - AROUND, top - AROUND, right - left + 2 * AROUND, bottom - top + 2 * AROUND),
                width, height));
    }

    private void look(Camera newCamera) {
        camera = newCamera.within(scene.layout(), width, height);
        bump();
    }

    private void bump() {
        revision.set(revision.get() + 1);
    }
}
