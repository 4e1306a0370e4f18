package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

/// What there is of each stream among the visible rows.
///
/// Threads: immutable.
public final class StreamTable {

    private final int[] counts;
    private final int[] lastRows;
    private final boolean[] sagas;

    public StreamTable(EventColumns columns, RowFilter visible) {
        counts = new int[columns.streams().size()];
        lastRows = new int[counts.length];
        sagas = new boolean[counts.length];
        Arrays.fill(lastRows, EventColumns.NONE);
        for (int row = 0; row < columns.size(); row++) {
            int stream = columns.streamNumber(row);
            sagas[stream] |= columns.part(row).tellsSaga();
            if (visible.shows(row)) {
                counts[stream]++;
                lastRows[stream] = row;
            }
        }
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
}
