package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;

/// One coordinate for each row, and the visible rows sorted by it: what stands left and what right.
///
/// Shape: by time; or by the visible row's place in the store's order (0, 1, 2, …), so that each event takes the same room;
///        or by causal depth: one more than any event that it may have known of.
/// Units: microseconds since the epoch, or events, or steps.
/// Threads: immutable.
public final class Axis {

    public enum Kind {
        TIME, ORDER, CAUSAL
    }

    private final Kind kind;
    private final IntToLongFunction coordinates;
    private final int rows;
    /// Null where all rows are visible, and stand in order.
    private final @Nullable RowList sorted;
    private final CausalDepth depth;

    private Axis(Kind kind, IntToLongFunction coordinates, int rows, @Nullable RowList sorted, CausalDepth depth) {
        this.kind = kind;
        this.coordinates = coordinates;
        this.rows = rows;
        this.sorted = sorted;
        this.depth = depth;
    }

    /// Shape: `clocks` are asked by the causal axis only.
    public static Axis of(Kind kind, EventColumns columns, EventClock clock, RowFilter visible, Clocks clocks) {
        return switch (kind) {
            case TIME -> time(columns, clock, visible);
            case ORDER -> order(columns, visible);
            case CAUSAL -> causal(columns, visible, clocks);
        };
    }

    public static Axis time(EventColumns columns, EventClock clock, RowFilter visible) {
        PackedColumn times = columns.times(clock);
        boolean inOrder = visible.bits() == null && ascends(times, 0);
        return new Axis(Kind.TIME, times::get, columns.size(), inOrder ? null : sorted(times::get, columns, visible, 0),
                CausalDepth.NONE);
    }

    public static Axis order(EventColumns columns, RowFilter visible) {
        if (visible.bits() == null) {
            return new Axis(Kind.ORDER, row -> row, columns.size(), null, CausalDepth.NONE);
        }
        IntToLongFunction places = visible.ranks(columns.size());
        return new Axis(Kind.ORDER, places, columns.size(),
                RowList.of(visible.rows(columns.size()), places), CausalDepth.NONE);
    }

    public static Axis causal(EventColumns columns, RowFilter visible, Clocks clocks) {
        CausalDepth depth = CausalDepth.NONE.with(columns, clocks);
        return new Axis(Kind.CAUSAL, depth::of, columns.size(), sorted(depth::of, columns, visible, 0), depth);
    }

    /// The same axis with the rows that columns have behind its own.
    public Axis with(EventColumns columns, EventClock clock, RowFilter visible, Clocks clocks) {
        return switch (kind) {
            case ORDER -> order(columns, visible);
            case CAUSAL -> {
                CausalDepth deeper = depth.with(columns, clocks);
                yield new Axis(kind, deeper::of, columns.size(),
                        longer(deeper::of, columns, visible), deeper);
            }
            case TIME -> {
                PackedColumn times = columns.times(clock);
                boolean inOrder = sorted == null && ascends(times, Math.max(0, rows - 1));
                yield new Axis(kind, times::get, columns.size(),
                        inOrder ? null : longer(times::get, columns, visible), depth);
            }
        };
    }

    private RowList longer(IntToLongFunction newCoordinates, EventColumns columns, RowFilter visible) {
        RowList now = sorted != null ? sorted : RowList.of(RowSort.identity(rows), coordinates);
        return now.with(sorted(newCoordinates, columns, visible, rows).toArray(), newCoordinates);
    }

    private static boolean ascends(PackedColumn times, int from) {
        long before = Long.MIN_VALUE;
        for (int row = from; row < times.size(); row++) {
            long time = times.get(row);
            if (time < before) {
                return false;
            }
            before = time;
        }
        return true;
    }

    private static RowList sorted(IntToLongFunction coordinates, EventColumns columns, RowFilter visible, int from) {
        int[] rows = visible.rows(columns.size());
        if (from > 0) {
            int first = Arrays.binarySearch(rows, from);
            rows = Arrays.copyOfRange(rows, first < 0 ? -first - 1 : first, rows.length);
        }
        // Unpacked once: a sort asks for each of them some twenty times.
        long[] at = new long[columns.size() - from];
        for (int row : rows) {
            at[row - from] = coordinates.applyAsLong(row);
        }
        RowSort.sort(rows, (one, other) -> Long.compare(at[one - from], at[other - from]));
        return RowList.of(rows, coordinates);
    }

    public Kind kind() {
        return kind;
    }

    /// How many rows are visible.
    public int size() {
        return sorted == null ? rows : sorted.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /// The coordinate of any row. A hidden one stands where it would be.
    public long at(int row) {
        return coordinates.applyAsLong(row);
    }

    IntToLongFunction coordinates() {
        return coordinates;
    }

    /// The visible row at a place of the sorted order.
    public int rowAt(int place) {
        return sorted == null ? place : sorted.row(place);
    }

    public long sortedAt(int place) {
        return coordinates.applyAsLong(rowAt(place));
    }

    public double first() {
        return isEmpty() ? 0 : (double) sortedAt(0);
    }

    public double last() {
        return isEmpty() ? 0 : (double) sortedAt(size() - 1);
    }

    /// The first place whose coordinate is not below `coordinate`; [#size()] where there is none.
    public int lowerBound(double coordinate) {
        if (sorted != null) {
            return sorted.lowerBound(coordinate);
        }
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (coordinates.applyAsLong(middle) < coordinate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
