package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The links between each two lanes, sorted by where their effects stand: how many there are in a stretch is told without
/// touching them.
///
/// Shape: links within a lane are left out.
/// Threads: immutable.
public final class LinkBundles {

    /// From a lane with causes to one with effects.
    public record Pair(int from, int to) {}

    private static final RowList NOTHING = RowList.of(new int[0], row -> row);

    private final Map<Pair, RowList> effects;

    private LinkBundles(Map<Pair, RowList> effects) {
        this.effects = effects;
    }

    static LinkBundles of(EventColumns columns, Axis axis, int[] laneOfStream) {
        Sorting sorting = new Sorting(columns, laneOfStream);
        for (int place = 0; place < axis.size(); place++) {
            sorting.take(axis.rowAt(place));
        }
        Map<Pair, RowList> found = new HashMap<>();
        sorting.rows.forEach((pair, rows) -> found.put(pair, RowList.of(rows.toArray(), axis.coordinates())));
        return new LinkBundles(found);
    }

    /// With more rows, sorted by the axis.
    LinkBundles with(EventColumns columns, Axis axis, int[] more, int[] laneOfStream) {
        Sorting sorting = new Sorting(columns, laneOfStream);
        Arrays.stream(more).forEach(sorting::take);
        Map<Pair, RowList> longer = new HashMap<>();
        effects.forEach((pair, rows) -> longer.put(pair, rows.with(new int[0], axis.coordinates())));
        sorting.rows.forEach((pair, rows) -> {
            RowList known = effects.getOrDefault(pair, RowList.of(new int[0], axis.coordinates()));
            longer.put(pair, known.with(rows.toArray(), axis.coordinates()));
        });
        return new LinkBundles(longer);
    }

    public Iterable<Pair> pairs() {
        return effects.keySet();
    }

    /// How many links of a pair have their effects in `from <= coordinate < to`.
    public int count(Pair pair, double from, double to) {
        RowList rows = effects.getOrDefault(pair, NOTHING);
        return rows.lowerBound(to) - rows.lowerBound(from);
    }

    /// Where the middle one of these stands; there must be one.
    public long middle(Pair pair, double from, double to) {
        RowList rows = effects.getOrDefault(pair, NOTHING);
        return rows.at((rows.lowerBound(from) + rows.lowerBound(to)) / 2);
    }

    /// Rows without boxes.
    private static final class Rows {

        private int[] rows = new int[16];
        private int size;

        void add(int row) {
            rows = size == rows.length ? Arrays.copyOf(rows, size * 2) : rows;
            rows[size++] = row;
        }

        int[] toArray() {
            return Arrays.copyOf(rows, size);
        }
    }

    private static final class Sorting {

        private final EventColumns columns;
        private final int[] laneOfStream;
        private final Map<Pair, Rows> rows = new HashMap<>();

        Sorting(EventColumns columns, int[] laneOfStream) {
            this.columns = columns;
            this.laneOfStream = laneOfStream;
        }

        void take(int row) {
            int cause = columns.causeOf(row);
            if (cause < 0) {
                return;
            }
            int from = laneOfStream[columns.streamNumber(cause)];
            int to = laneOfStream[columns.streamNumber(row)];
            if (from != to && from >= 0 && to >= 0) {
                rows.computeIfAbsent(new Pair(from, to), _ -> new Rows()).add(row);
            }
        }
    }
}
