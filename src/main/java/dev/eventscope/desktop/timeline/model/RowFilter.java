package dev.eventscope.desktop.timeline.model;

import java.util.BitSet;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;

/// Which rows are visible: all, or those that a filter let through.
///
/// Threads: immutable; the bits given are not to be changed afterwards.
public record RowFilter(@Nullable BitSet bits) {

    public static final RowFilter ALL = new RowFilter(null);

    public boolean shows(int row) {
        return bits == null || bits.get(row);
    }

    public int count(int size) {
        return bits == null ? size : bits.cardinality();
    }

    int[] rows(int size) {
        return bits == null ? RowSort.identity(size) : bits.stream().toArray();
    }

    /// How many visible rows stand before each.
    IntToLongFunction ranks(int size) {
        int[] ranks = new int[size];
        int rank = 0;
        for (int row = 0; row < size; row++) {
            ranks[row] = rank;
            rank += shows(row) ? 1 : 0;
        }
        return row -> ranks[row];
    }
}
