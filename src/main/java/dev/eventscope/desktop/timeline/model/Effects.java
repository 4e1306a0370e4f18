package dev.eventscope.desktop.timeline.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/// The links the other way round: which rows name a row as their cause. And the paths along them.
///
/// Threads: immutable.
public final class Effects {

    private final EventColumns columns;
    private final int[] offsets;
    private final int[] rows;

    public Effects(EventColumns columns) {
        this.columns = columns;
        offsets = new int[columns.size() + 2];
        for (int row = 0; row < columns.size(); row++) {
            int cause = columns.causeOf(row);
            if (cause >= 0) {
                offsets[cause + 2]++;
            }
        }
        for (int i = 2; i < offsets.length; i++) {
            offsets[i] += offsets[i - 1];
        }
        rows = new int[offsets[offsets.length - 1]];
        for (int row = 0; row < columns.size(); row++) {
            int cause = columns.causeOf(row);
            if (cause >= 0) {
                rows[offsets[cause + 1]++] = row;
            }
        }
    }

    public int count(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /// The effects of a row, ascending.
    public int effect(int row, int index) {
        return rows[offsets[row] + index];
    }

    /// The causes of a row from itself to the root, `hops` at most. A circle of causes ends where it closes.
    public List<Integer> causes(int row, int hops) {
        List<Integer> path = new ArrayList<>();
        BitSet seen = new BitSet();
        seen.set(row);
        int cause = columns.causeOf(row);
        while (cause >= 0 && path.size() < hops && !seen.get(cause)) {
            seen.set(cause);
            path.add(cause);
            cause = columns.causeOf(cause);
        }
        return path;
    }

    /// What a row led to, nearest first, within `hops` and not more than `limit` rows.
    public List<Integer> effects(int row, int hops, int limit) {
        List<Integer> found = new ArrayList<>();
        BitSet seen = new BitSet();
        seen.set(row);
        Deque<Integer> layer = new ArrayDeque<>(List.of(row));
        for (int hop = 0; hop < hops && !layer.isEmpty(); hop++) {
            Deque<Integer> next = new ArrayDeque<>();
            for (int from : layer) {
                for (int i = 0; i < count(from) && found.size() < limit; i++) {
                    int effect = effect(from, i);
                    if (!seen.get(effect)) {
                        seen.set(effect);
                        found.add(effect);
                        next.add(effect);
                    }
                }
            }
            layer = next;
        }
        return found;
    }
}
