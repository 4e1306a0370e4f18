package dev.eventscope.desktop.causation;

import java.util.Objects;
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
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;

/// The graph that is shown: for which event it was read and in which direction, how far that is, and how many effects have
/// come since.
///
/// Threads: FX thread; reads in the background.
final class GraphReading {

    /// `READY` where the graph has been laid out too.
    enum State {
        NOTHING_SELECTED, READING, READY, FAILED
    }

    private final Workspace workspace;
    private final GraphSource source;
    private final Runnable onOther;
    private final ObjectProperty<Direction> direction = new SimpleObjectProperty<>(Direction.BOTH);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING_SELECTED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper newEffects = new ReadOnlyIntegerWrapper();
    private GraphSource.Answer shown = GraphSource.Answer.EMPTY;
    private @Nullable String readFor;
    private @Nullable OrderToken readUpTo;

    /// Shape: `onOther` is called when another graph has been read.
    GraphReading(Workspace workspace, GraphSource source, Runnable onOther) {
        this.workspace = workspace;
        this.source = source;
        this.onOther = onOther;
    }

    /// Which way is read from the selected event.
    ObjectProperty<Direction> directionProperty() {
        return direction;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why nothing can be shown, where the state is `FAILED`.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How many effects of what is shown have come since it was read.
    ReadOnlyIntegerProperty newEffectsProperty() {
        return newEffects.getReadOnlyProperty();
    }

    GraphSource.Answer shown() {
        return shown;
    }

    CausationGraph graph() {
        return shown.graph();
    }

    EventFacts.Book facts() {
        return shown.facts();
    }

    boolean isReady() {
        return state.get() == State.READY;
    }

    boolean isUnderWay() {
        return source.isReading();
    }

    /// Whether the graph has every event that hangs together with those in it.
    boolean isWhole() {
        return direction.get() == Direction.BOTH && !graph().truncated();
    }

    /// Whether an event of the graph has its causes and effects there too.
    boolean holds(int event) {
        return event != CausationGraph.NONE && readFor != null
                && (direction.get() == Direction.BOTH || isFor(graph().event(event)));
    }

    /// Reads the graph of an event, unless it is being read.
    void read(EventHeader event) {
        if (isFor(event) && state.get() == State.READING) {
            return;
        }
        if (graph().isEmpty()) {
            state.set(State.READING);
        }
        readFor = event.id();
        ask(event, onOther);
    }

    /// Reads the graph of now once more, as it has become; `onAgain` is called then.
    void readAgain(Runnable onAgain) {
        ask(graph().event(graph().focus()), onAgain);
    }

    private void ask(EventHeader event, Runnable onAnswer) {
        readUpTo = workspace.tail().headProperty().get();
        source.read(event, direction.get(), answer -> {
            newEffects.set(0);
            shown = answer;
            onAnswer.run();
        }, failure -> {
            readFor = null;
            fail(failure);
        });
    }

    /// Counts what has come, where something has.
    void countNewEffects() {
        OrderToken from = readUpTo;
        String of = readFor;
        if (isReady() && from != null && !from.equals(workspace.tail().shownProperty().get())) {
            source.countNew(graph(), from, count -> newEffects.set(Objects.equals(of, readFor) ? count : 0));
        }
    }

    /// Looks at the graph from another of its events.
    void focusOn(int event) {
        shown = shown.focusedOn(event);
    }

    /// What is read next is read anew, for whatever event.
    void renew() {
        readFor = null;
    }

    /// There is nothing to show.
    void nothingSelected() {
        state.set(State.NOTHING_SELECTED);
    }

    /// The graph has been laid out.
    void laidOut() {
        state.set(State.READY);
    }

    void fail(Throwable failure) {
        problem.set(Notices.sentence(failure));
        state.set(State.FAILED);
        workspace.notices().error("Cannot read the causation", failure);
    }

    /// Stops what is under way and forgets what is shown.
    void clear() {
        source.cancel();
        newEffects.set(0);
        readFor = null;
        shown = GraphSource.Answer.EMPTY;
        nothingSelected();
    }

    private boolean isFor(EventHeader event) {
        return event.id().equals(readFor);
    }
}
