package dev.eventscope.desktop.timeline.draw;

import java.util.BitSet;
import java.util.List;

import dev.eventscope.desktop.timeline.model.Effects;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// What is lit: the causes and effects of one event, one hop or the whole chain.
///
/// Threads: immutable.
public final class CausalPath {

    private static final int MOST_EFFECTS = 2_000;

    private static final CausalPath NONE = new CausalPath(EventColumns.NONE, List.of(), List.of());

    private final int row;
    private final List<Integer> causes;
    private final List<Integer> effects;
    private final BitSet past = new BitSet();
    private final BitSet future = new BitSet();

    private CausalPath(int row, List<Integer> causes, List<Integer> effects) {
        this.row = row;
        this.causes = causes;
        this.effects = effects;
        causes.forEach(past::set);
        effects.forEach(future::set);
    }

    public static CausalPath none() {
        return NONE;
    }

    public static CausalPath of(int row, Effects effects, boolean wholeChain) {
        int hops = wholeChain ? Integer.MAX_VALUE : 1;
        return new CausalPath(row, effects.causes(row, hops), effects.effects(row, hops, MOST_EFFECTS));
    }

    public boolean isEmpty() {
        return row < 0;
    }

    public int row() {
        return row;
    }

    /// The causes, nearest first.
    public List<Integer> causes() {
        return causes;
    }

    /// The effects, nearest first.
    public List<Integer> effects() {
        return effects;
    }

    public boolean isPast(int other) {
        return past.get(other);
    }

    public boolean isFuture(int other) {
        return future.get(other);
    }

    public boolean holds(int other) {
        return other >= 0 && (other == row || past.get(other) || future.get(other));
    }
}
