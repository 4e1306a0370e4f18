package dev.eventscope.desktop.causation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.fx.EventFacts;

/// The graph as rows, and which of them a person has folded.
///
/// Threads: FX thread.
final class Outline {

    private final ReadOnlyObjectWrapper<List<OutlineRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final Set<String> folded = new HashSet<>();

    ReadOnlyObjectProperty<List<OutlineRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    void write(Scene scene, EventFacts.Book facts, Latency latency) {
        rows.set(new OutlineMaker(scene, facts, latency, folded).rows());
    }

    /// Folds a row, or unfolds it; answers whether the rows are to be written anew.
    boolean fold(OutlineRow row, boolean fold) {
        return row.parent() && (fold ? folded.add(row.key()) : folded.remove(row.key()));
    }

    /// Another graph: nothing of it is folded yet.
    void unfoldAll() {
        folded.clear();
    }

    void clear() {
        rows.set(List.of());
    }
}
