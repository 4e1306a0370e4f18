package dev.eventscope.desktop.timeline.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// The links the other way round: which rows name a row as their cause. And the paths along them.
///
/// Threads: immutable.
public final class Effects {

    private final EventColumns columns;
    /// The rows that have a cause here, by their cause, then ascending.
    private final int[] rows;

    public Effects(EventColumns columns) {
        this.columns = columns;
        int[] places = new int[columns.size() + 2];
        for (int row = 0; row < columns.size(); row++) {
            int cause = columns.causeOf(row);
            if (cause >= 0) {
                places[cause + 2]++;
            }
        }
        Arrays.parallelPrefix(places, Integer::sum);
        rows = new int[places[places.length - 1]];
        for (int row = 0; row < columns.size(); row++) {
            int cause = columns.causeOf(row);
            if (cause >= 0) {
                rows[places[cause + 1]++] = row;
            }
        }
    }

    private Effects(EventColumns columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /// The same for columns that have more rows behind those of now.
    public Effects with(EventColumns longer) {
        int[] more = IntStream.range(columns.size(), longer.size()).filter(row -> longer.causeOf(row) >= 0).toArray();
        if (more.length == 0) {
            return new Effects(longer, rows);
        }
        RowSort.sort(more, (one, other) -> Integer.compare(longer.causeOf(one), longer.causeOf(other)));
        int[] all = new int[rows.length + more.length];
        int left = rows.length - 1;
        int right = more.length - 1;
        for (int i = all.length - 1; right >= 0; i--) {
            boolean takeLeft = left >= 0 && longer.causeOf(rows[left]) > longer.causeOf(more[right]);
            all[i] = takeLeft ? rows[left--] : more[right--];
        }
        System.arraycopy(rows, 0, all, 0, left + 1);
        return new Effects(longer, all);
    }

    /// How many events here have a cause here.
    public int links() {
        return rows.length;
    }

    public int count(int row) {
        return lowerBound(row + 1) - lowerBound(row);
    }

    /// The effects of a row, ascending.
    public int effect(int row, int index) {
        return rows[lowerBound(row) + index];
    }

    private int lowerBound(int cause) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.causeOf(rows[middle]) < cause) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
                int end = lowerBound(from + 1);
                for (int i = lowerBound(from); i < end && found.size() < limit; i++) {
                    int effect = rows[i];
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
