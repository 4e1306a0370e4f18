package dev.eventscope.desktop.causation.draw;

import java.util.BitSet;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.event.EventClock;

/// What a person looks at: the selected event with its past and its future, the way that took longest, the unit under the
/// pointer.
public record Attention(int selected, BitSet past, BitSet future, BitSet critical, int hovered) {

    public static final Attention NONE = new Attention(CausationGraph.NONE, new BitSet(), new BitSet(), new BitSet(),
            Unit.NONE);

    public static Attention on(CausationGraph graph, int selected, EventClock clock) {
        boolean none = selected == CausationGraph.NONE;
        return new Attention(selected, none ? new BitSet() : graph.past(selected),
                none ? new BitSet() : graph.future(selected), graph.criticalPath(clock), Unit.NONE);
    }

    public Attention hovering(int unit) {
        return new Attention(selected, past, future, critical, unit);
    }

    Drawing.Tone toneOf(Unit unit) {
        for (int event : unit.events()) {
            if (event == selected || past.get(event)) {
                return Drawing.Tone.PAST;
            }
        }
        return unit.events().stream().anyMatch(future::get) ? Drawing.Tone.FUTURE : Drawing.Tone.PLAIN;
    }

    Drawing.Tone toneOf(Unit.Link link, CausationGraph graph) {
        for (int effect : link.effects()) {
            int cause = graph.cause(effect);
            if ((effect == selected || past.get(effect)) && past.get(cause)) {
                return Drawing.Tone.PAST;
            }
            if (future.get(effect) && (cause == selected || future.get(cause))) {
                return Drawing.Tone.FUTURE;
            }
        }
        return Drawing.Tone.PLAIN;
    }

    boolean isCritical(Unit.Link link, CausationGraph graph) {
        return link.effects().stream().anyMatch(effect -> critical.get(effect) && critical.get(graph.cause(effect)));
    }
}
