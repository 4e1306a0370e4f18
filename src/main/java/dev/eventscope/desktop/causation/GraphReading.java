package dev.eventscope.desktop.causation;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.workspace.Tail;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;

/// Which event the graph is read for, how far the store had come then, and how many effects have come since.
///
/// Threads: FX thread; reads in the background.
final class GraphReading {

    private final GraphSource source;
    private final Tail tail;
    private final ReadOnlyIntegerWrapper newEffects = new ReadOnlyIntegerWrapper();
    private @Nullable String readFor;
    private @Nullable OrderToken readUpTo;

    GraphReading(GraphSource source, Tail tail) {
        this.source = source;
        this.tail = tail;
    }

    /// How many effects of what is shown have come since it was read.
    ReadOnlyIntegerProperty newEffectsProperty() {
        return newEffects.getReadOnlyProperty();
    }

    boolean isBegun() {
        return readFor != null;
    }

    boolean isFor(EventHeader event) {
        return event.id().equals(readFor);
    }

    boolean isUnderWay() {
        return source.isReading();
    }

    /// What is read next is read anew, for whatever event.
    void renew() {
        readFor = null;
    }

    /// Stops what is under way.
    void stop() {
        source.cancel();
        newEffects.set(0);
        readFor = null;
    }

    void read(EventHeader event, Direction direction, Consumer<GraphSource.Answer> taken, Consumer<Throwable> failed) {
        readFor = event.id();
        again(event, direction, taken, failed);
    }

    /// Reads the graph of now once more, as it has become.
    void again(EventHeader event, Direction direction, Consumer<GraphSource.Answer> taken, Consumer<Throwable> failed) {
        readUpTo = tail.headProperty().get();
        source.read(event, direction, answer -> {
            newEffects.set(0);
            taken.accept(answer);
        }, failure -> {
            readFor = null;
            failed.accept(failure);
        });
    }

    /// Counts what has come, where something has.
    void count(CausationGraph graph) {
        OrderToken from = readUpTo;
        String of = readFor;
        if (from != null && !from.equals(tail.shownProperty().get())) {
            source.countNew(graph, from, count -> newEffects.set(Objects.equals(of, readFor) ? count : 0));
        }
    }
}
