package dev.eventscope.desktop.timeline.model;

/// The rows of each correlation, ascending in the store's order.
///
/// Threads: immutable.
public final class Correlations {

    private final int[] offsets;
    private final int[] rows;

    public Correlations(EventColumns columns) {
        offsets = new int[columns.correlations().size() + 2];
        for (int row = 0; row < columns.size(); row++) {
            if (columns.correlationNumber(row) != EventColumns.NONE) {
                offsets[columns.correlationNumber(row) + 2]++;
            }
        }
        for (int i = 2; i < offsets.length; i++) {
            offsets[i] += offsets[i - 1];
        }
        rows = new int[offsets[offsets.length - 1]];
        for (int row = 0; row < columns.size(); row++) {
            int correlation = columns.correlationNumber(row);
            if (correlation != EventColumns.NONE) {
                rows[offsets[correlation + 1]++] = row;
            }
        }
    }

    public int count(int correlation) {
        return offsets[correlation + 1] - offsets[correlation];
    }

    public int row(int correlation, int index) {
        return rows[offsets[correlation] + index];
    }
}
