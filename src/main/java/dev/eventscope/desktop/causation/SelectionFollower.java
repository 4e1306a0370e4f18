package dev.eventscope.desktop.causation;

import java.util.Objects;
import java.util.function.IntConsumer;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// Looks at what the window has selected, while the view is on screen: in the graph of now where that has it, else in one
/// that is read for it.
///
/// Threads: FX thread; reads in the background.
final class SelectionFollower {

    private final Workspace workspace;
    private final GraphSource source;
    private final GraphReading reading;
    private final IntConsumer onSelected;
    private boolean onScreen;

    /// Shape: `onSelected` gets the number of an event of the graph of now, [CausationGraph#NONE] where none is selected.
    SelectionFollower(Workspace workspace, GraphSource source, GraphReading reading, IntConsumer onSelected) {
        this.workspace = workspace;
        this.source = source;
        this.reading = reading;
        this.onSelected = onSelected;
    }

    boolean isOnScreen() {
        return onScreen;
    }

    void onScreen(boolean now) {
        onScreen = now;
        follow();
    }

    void follow() {
        if (!onScreen || workspace.session() == null) {
            return;
        }
        Selected selected = workspace.selection().get();
        EventHeader event = selected.event();
        StreamId stream = selected.stream();
        if (event != null && Objects.equals(event.version(), selected.version())) {
            show(event);
        } else if (stream != null) {
            source.locate(stream, selected.version(), this::show);
        } else if (reading.graph().isEmpty()) {
            reading.nothingSelected();
        } else {
            onSelected.accept(CausationGraph.NONE);
        }
    }

    private void show(EventHeader event) {
        int number = reading.graph().numberOf(event.id());
        if (reading.holds(number)) {
            onSelected.accept(number);
        } else {
            reading.read(event);
        }
    }
}
