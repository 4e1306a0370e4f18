package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

/// What there is of each stream among the visible rows, and which of these are failures.
///
/// Threads: immutable.
public final class StreamTable {

    private final int[] counts;
    private final int[] lastRows;
    private final boolean[] sagas;
    private final RowList failures;

    private StreamTable(int[] counts, int[] lastRows, boolean[] sagas, RowList failures) {
        this.counts = counts;
        this.lastRows = lastRows;
        this.sagas = sagas;
        this.failures = failures;
    }

    public static StreamTable of(EventColumns columns, RowFilter visible, Axis axis) {
        StreamTable none = new StreamTable(new int[0], new int[0], new boolean[0],
                RowList.of(new int[0], axis.coordinates()));
        return none.with(columns, 0, visible, axis);
    }

    /// With the rows of columns from `from` on.
    public StreamTable with(EventColumns columns, int from, RowFilter visible, Axis axis) {
        int[] newCounts = Arrays.copyOf(counts, columns.streams().size());
        int[] newLast = Arrays.copyOf(lastRows, newCounts.length);
        boolean[] newSagas = Arrays.copyOf(sagas, newCounts.length);
        Arrays.fill(newLast, lastRows.length, newLast.length, EventColumns.NONE);
        int[] failed = new int[16];
        int failedCount = 0;
        for (int row = from; row < columns.size(); row++) {
            int stream = columns.streamNumber(row);
            int type = columns.typeNumber(row);
            newSagas[stream] |= columns.partOfType(type).tellsSaga();
            if (visible.shows(row)) {
                newCounts[stream]++;
                newLast[stream] = row;
                if (columns.typeFailed(type)) {
                    failed = failedCount == failed.length ? Arrays.copyOf(failed, failedCount * 2) : failed;
                    failed[failedCount++] = row;
                }
            }
        }
        int[] sorted = Arrays.copyOf(failed, failedCount);
        RowSort.sort(sorted, (one, other) -> Long.compare(axis.at(one), axis.at(other)));
        return new StreamTable(newCounts, newLast, newSagas, failures.with(sorted, axis.coordinates()));
    }

    public int streams() {
        return counts.length;
    }

    /// How many visible events a stream has.
    public int count(int stream) {
        return counts[stream];
    }

    /// The newest visible row of a stream, [EventColumns#NONE] where it has none.
    public int lastRow(int stream) {
        return lastRows[stream];
    }

    public boolean isSaga(int stream) {
        return sagas[stream];
    }

    /// How many failures lie in `from <= coordinate < to`.
    public int failures(double from, double to) {
        return failures.size() == 0 ? 0 : failures.lowerBound(to) - failures.lowerBound(from);
    }

    /// The visible failures, sorted by the axis.
    int[] failures() {
        return failures.toArray();
    }
}
