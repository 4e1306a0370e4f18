package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rows of the few correlations that are looked at, ascending in the store's order.
///
/// Shape: found by one pass over their column and remembered, at most [#MOST] of them.
/// Threads: safe for all.
public final class Correlations {

    private static final int MOST = 32;

    private final EventColumns columns;
    private final Map<Integer, int[]> known = new ConcurrentHashMap<>();

    public Correlations(EventColumns columns) {
        this.columns = columns;
    }

    /// The same for columns that have more rows behind those of now.
    public Correlations with(EventColumns longer) {
        Correlations more = new Correlations(longer);
        known.forEach((correlation, rows) -> {
            int[] added = find(longer, correlation, columns.size());
            int[] all = Arrays.copyOf(rows, rows.length + added.length);
            System.arraycopy(added, 0, all, rows.length, added.length);
            more.known.put(correlation, all);
        });
        return more;
    }

    public int count(int correlation) {
        return rows(correlation).length;
    }

    public int row(int correlation, int index) {
        return rows(correlation)[index];
    }

    /// Not to be changed.
    public int[] rows(int correlation) {
        int[] rows = known.get(correlation);
        if (rows == null) {
            rows = find(columns, correlation, 0);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(correlation, rows);
        }
        return rows;
    }

    private static int[] find(EventColumns columns, int correlation, int from) {
        int[] found = new int[16];
        int count = 0;
        for (int row = from; row < columns.size(); row++) {
            if (columns.correlationNumber(row) == correlation) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
