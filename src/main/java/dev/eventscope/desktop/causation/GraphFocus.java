package dev.eventscope.desktop.causation;

import dev.eventscope.desktop.causation.draw.Attention;
import dev.eventscope.event.EventClock;

/// What a person looks at in a graph: the selected event, how all others stand to it, and the node under the pointer.
///
/// Threads: FX thread.
final class GraphFocus {

    private Attention attention = Attention.NONE;
    private Relations relations = Relations.NONE;

    Attention attention() {
        return attention;
    }

    Relations relations() {
        return relations;
    }

    /// The number of the selected event, -1 for none.
    int selected() {
        return attention.selected();
    }

    void forget() {
        attention = Attention.NONE;
        relations = Relations.NONE;
    }

    void select(GraphSource.Answer read, int event, EventClock clock) {
        attention = Attention.on(read.graph(), event, clock).hovering(attention.hovered());
        relations = Relations.of(read.graph(), read.clocks(), event);
    }

    /// Answers whether that is something else than before.
    boolean hover(int unit) {
        boolean other = attention.hovered() != unit;
        attention = other ? attention.hovering(unit) : attention;
        return other;
    }

    /// Whether an event is in the past or the future of the selected one.
    boolean isOnPath(int event) {
        return attention.past().get(event) || attention.future().get(event);
    }
}
