package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/// The links between each two lanes, sorted by where their effects stand: how many there are in a stretch is told without
/// touching them.
///
/// Shape: links within a lane are left out.
/// Threads: immutable.
public final class LinkBundles {

    /// From a lane with causes to one with effects.
    public record Pair(int from, int to) {}

    /// Where they are not known, or there are none.
    public static final LinkBundles NONE = new LinkBundles(Map.of());

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
        sorting.forEach((pair, rows) -> found.put(pair, RowList.of(rows, axis.coordinates())));
        return new LinkBundles(found);
    }

    /// With more rows, sorted by the axis.
    LinkBundles with(EventColumns columns, Axis axis, int[] more, int[] laneOfStream) {
        Sorting sorting = new Sorting(columns, laneOfStream);
        Arrays.stream(more).forEach(sorting::take);
        Map<Pair, RowList> longer = new HashMap<>();
        effects.forEach((pair, rows) -> longer.put(pair, rows.with(new int[0], axis.coordinates())));
        sorting.forEach((pair, rows) -> {
            RowList known = effects.getOrDefault(pair, RowList.of(new int[0], axis.coordinates()));
            longer.put(pair, known.with(rows, axis.coordinates()));
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

    /// Sorts links by pair of lanes, with nothing made for a link.
    private static final class Sorting {

        private final EventColumns columns;
        private final int[] laneOfStream;
        /// By the lane of the cause, then by that of the effect.
        private final @Nullable Rows[][] rows;

        Sorting(EventColumns columns, int[] laneOfStream) {
            this.columns = columns;
            this.laneOfStream = laneOfStream;
            int lanes = Arrays.stream(laneOfStream).max().orElse(-1) + 1;
            rows = new @Nullable Rows[lanes][0];
        }

        void take(int row) {
            int cause = columns.causeOf(row);
            if (cause < 0) {
                return;
            }
            int from = laneOfStream[columns.streamNumber(cause)];
            int to = laneOfStream[columns.streamNumber(row)];
            if (from != to && from >= 0 && to >= 0) {
                rows(from, to).add(row);
            }
        }

        private Rows rows(int from, int to) {
            if (rows[from].length == 0) {
                rows[from] = new @Nullable Rows[rows.length];
            }
            Rows known = rows[from][to];
            if (known == null) {
                known = new Rows();
                rows[from][to] = known;
            }
            return known;
        }

        void forEach(BiConsumer<Pair, int[]> sink) {
            for (int from = 0; from < rows.length; from++) {
                for (int to = 0; to < rows[from].length; to++) {
                    Rows known = rows[from][to];
                    if (known != null) {
                        sink.accept(new Pair(from, to), known.toArray());
                    }
                }
            }
        }
    }
}
