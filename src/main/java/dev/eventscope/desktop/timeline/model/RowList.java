package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// Rows sorted by a coordinate, ties by row, with every 64th coordinate beside them: how many lie below a coordinate is
/// told without touching the events between.
///
/// Shape: what is added behind the last row goes into the room behind it, which this and the longer list then share.
/// Threads: immutable; one thread at a time makes a longer one.
final class RowList {

    private static final int EVERY = 64;

    private final IntToLongFunction coordinates;
    private final int[] rows;
    private final int size;
    private final long[] samples;
    /// How many of `rows` are taken by the longest list that shares them.
    private final int[] used;

    private RowList(IntToLongFunction coordinates, int[] rows, int size, long[] samples, int[] used) {
        this.coordinates = coordinates;
        this.rows = rows;
        this.size = size;
        this.samples = samples;
        this.used = used;
    }

    /// Of rows that are sorted and not changed afterwards.
    static RowList of(int[] sorted, IntToLongFunction coordinates) {
        return of(sorted, sorted.length, coordinates);
    }

    private static RowList of(int[] sorted, int size, IntToLongFunction coordinates) {
        long[] samples = new long[(size + EVERY - 1) / EVERY];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = coordinates.applyAsLong(sorted[i * EVERY]);
        }
        return new RowList(coordinates, sorted, size, samples, new int[]{size});
    }

    int size() {
        return size;
    }

    int row(int place) {
        return rows[place];
    }

    long at(int place) {
        return coordinates.applyAsLong(rows[place]);
    }

    int[] toArray() {
        return Arrays.copyOf(rows, size);
    }

    /// The first place whose coordinate is not below `coordinate`, [#size()] where there is none.
    int lowerBound(double coordinate) {
        int low = 0;
        int high = samples.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples[middle] < coordinate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        high = Math.min(size, low * EVERY);
        low = Math.max(0, (low - 1) * EVERY);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (coordinates.applyAsLong(rows[middle]) < coordinate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// With more rows, sorted, by coordinates that are the same for the rows of now.
    RowList with(int[] more, IntToLongFunction newCoordinates) {
        if (more.length == 0) {
            return new RowList(newCoordinates, rows, size, samples, used);
        }
        boolean behind = size == 0 || newCoordinates.applyAsLong(more[0]) >= at(size - 1);
        if (!behind) {
            return merged(more, newCoordinates);
        }
        int whole = size + more.length;
        boolean room = whole <= rows.length && used[0] == size;
        int[] target = room ? rows : Arrays.copyOf(rows, whole + whole / 8 + 16);
        System.arraycopy(more, 0, target, size, more.length);
        long[] longer = Arrays.copyOf(samples, (whole + EVERY - 1) / EVERY);
        for (int i = samples.length; i < longer.length; i++) {
            longer[i] = newCoordinates.applyAsLong(target[i * EVERY]);
        }
        int[] taken = room ? used : new int[1];
        taken[0] = whole;
        return new RowList(newCoordinates, target, whole, longer, taken);
    }

    private RowList merged(int[] more, IntToLongFunction newCoordinates) {
        int whole = size + more.length;
        int[] target = new int[whole + whole / 8];
        int left = size - 1;
        int right = more.length - 1;
        for (int i = whole - 1; i >= 0; i--) {
            boolean takeMore = right >= 0 && (left < 0
                    || newCoordinates.applyAsLong(more[right]) >= newCoordinates.applyAsLong(rows[left]));
            target[i] = takeMore ? more[right--] : rows[left--];
            if (right < 0) {
                System.arraycopy(rows, 0, target, 0, left + 1);
                break;
            }
        }
        return of(target, whole, newCoordinates);
    }
}
