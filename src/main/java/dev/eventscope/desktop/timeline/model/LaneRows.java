package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// The visible rows of each lane, sorted by the axis, and apart from them those that are failures.
///
/// Shape: built in two passes over the axis; asked by binary search, so that a frame costs pixels and not events.
/// Threads: immutable.
public final class LaneRows {

    private final Axis axis;
    private final int[] offsets;
    private final int[] rows;
    private final int[] failureOffsets;
    private final int[] failures;

    /// `laneOf` answers the lane of a row, below 0 where it is in none.
    public LaneRows(EventColumns columns, Axis axis, int lanes, IntUnaryOperator laneOf) {
        this.axis = axis;
        int[] counts = new int[lanes + 1];
        int[] failureCounts = new int[lanes + 1];
        for (int place = 0; place < axis.size(); place++) {
            int row = axis.rowAt(place);
            int lane = laneOf.applyAsInt(row);
            if (lane >= 0) {
                counts[lane + 1]++;
                failureCounts[lane + 1] += columns.failed(row) ? 1 : 0;
            }
        }
        Arrays.parallelPrefix(counts, Integer::sum);
        Arrays.parallelPrefix(failureCounts, Integer::sum);
        offsets = counts.clone();
        failureOffsets = failureCounts.clone();
        rows = new int[counts[lanes]];
        failures = new int[failureCounts[lanes]];
        for (int place = 0; place < axis.size(); place++) {
            int row = axis.rowAt(place);
            int lane = laneOf.applyAsInt(row);
            if (lane >= 0) {
                rows[counts[lane]++] = row;
                if (columns.failed(row)) {
                    failures[failureCounts[lane]++] = row;
                }
            }
        }
    }

    public int count(int lane) {
        return offsets[lane + 1] - offsets[lane];
    }

    /// The row at a place of a lane, counted from 0.
    public int row(int lane, int place) {
        return rows[offsets[lane] + place];
    }

    /// The first place of a lane whose coordinate is not below `coordinate`.
    public int lowerBound(int lane, double coordinate) {
        return search(rows, offsets[lane], offsets[lane + 1], coordinate) - offsets[lane];
    }

    /// How many failures of a lane lie in `from <= coordinate < to`.
    public int failures(int lane, double from, double to) {
        int start = failureOffsets[lane];
        int end = failureOffsets[lane + 1];
        return search(failures, start, end, to) - search(failures, start, end, from);
    }

    private int search(int[] sorted, int from, int to, double coordinate) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (axis.at(sorted[middle]) < coordinate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
