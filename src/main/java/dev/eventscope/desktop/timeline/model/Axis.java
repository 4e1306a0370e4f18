package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.LongPredicate;

import dev.eventscope.event.EventClock;

/// One coordinate for each visible row, and the visible rows sorted by it: what stands left and what right.
///
/// Shape: by time, or by the visible row's place in the store's order (0, 1, 2, …), so that each event takes the same room.
/// Units: microseconds since the epoch, or events.
/// Threads: immutable.
public final class Axis {

    public enum Kind {
        TIME, ORDER
    }

    private final Kind kind;
    private final long[] coordinates;
    private final int[] sorted;

    private Axis(Kind kind, long[] coordinates, int[] sorted) {
        this.kind = kind;
        this.coordinates = coordinates;
        this.sorted = sorted;
    }

    public static Axis time(EventColumns columns, EventClock clock, RowFilter visible) {
        long[] times = new long[columns.size()];
        for (int row = 0; row < times.length; row++) {
            times[row] = columns.timeMicros(row, clock);
        }
        int[] rows = visible.rows(columns.size());
        RowSort.sort(rows, (one, other) -> Long.compare(times[one], times[other]));
        return new Axis(Kind.TIME, times, rows);
    }

    public static Axis order(EventColumns columns, RowFilter visible) {
        int[] rows = visible.rows(columns.size());
        long[] places = new long[columns.size()];
        int place = 0;
        for (int row = 0; row < places.length; row++) {
            places[row] = place;
            if (place < rows.length && rows[place] == row) {
                place++;
            }
        }
        return new Axis(Kind.ORDER, places, rows);
    }

    /// The same coordinates, with fewer rows among the sorted.
    Axis without(LongPredicate left) {
        return new Axis(kind, coordinates, Arrays.stream(sorted).filter(row -> !left.test(coordinates[row])).toArray());
    }

    public Kind kind() {
        return kind;
    }

    /// How many rows are visible.
    public int size() {
        return sorted.length;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /// The coordinate of any row. A hidden one stands where it would be.
    public long at(int row) {
        return coordinates[row];
    }

    /// The visible row at a place of the sorted order.
    public int rowAt(int place) {
        return sorted[place];
    }

    public long sortedAt(int place) {
        return coordinates[sorted[place]];
    }

    public double first() {
        return isEmpty() ? 0 : (double) sortedAt(0);
    }

    public double last() {
        return isEmpty() ? 0 : (double) sortedAt(size() - 1);
    }

    /// The first place whose coordinate is not below `coordinate`; [#size()] where there is none.
    public int lowerBound(double coordinate) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sortedAt(middle) < coordinate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
