package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// The visible rows of each lane, sorted by the axis, and apart from them those that are failures.
///
/// Shape: built in one pass over the axis; asked by search over samples, so that a frame costs pixels and not events.
/// Threads: safe; never changes, but for the bundles, which are made when they are first asked for.
public final class LaneRows {

    private final RowList[] lanes;
    private final RowList[] failures;
    private final Supplier<LinkBundles> makeBundles;
    private volatile @Nullable LinkBundles bundles;

    private LaneRows(RowList[] lanes, RowList[] failures, Supplier<LinkBundles> makeBundles) {
        this.lanes = lanes;
        this.failures = failures;
        this.makeBundles = makeBundles;
    }

    /// `laneOfStream` has the lane of each stream, below 0 where it is in none.
    public static LaneRows of(EventColumns columns, Axis axis, StreamTable streams, int lanes, int[] laneOfStream) {
        int[] counts = new int[lanes];
        for (int stream = 0; stream < laneOfStream.length; stream++) {
            if (laneOfStream[stream] >= 0) {
                counts[laneOfStream[stream]] += streams.count(stream);
            }
        }
        int[][] rows = new int[lanes][];
        Arrays.setAll(rows, lane -> new int[counts[lane]]);
        Arrays.fill(counts, 0);
        for (int place = 0; place < axis.size(); place++) {
            int row = axis.rowAt(place);
            int lane = laneOfStream[columns.streamNumber(row)];
            if (lane >= 0) {
                rows[lane][counts[lane]++] = row;
            }
        }
        return new LaneRows(lists(rows, axis.coordinates()),
                lists(split(streams.failures(), columns, lanes, laneOfStream), axis.coordinates()),
                () -> LinkBundles.of(columns, axis, laneOfStream));
    }

    /// With the rows of an axis that were added to it since; the lanes of streams known then are the same.
    public LaneRows with(EventColumns columns, Axis axis, int[] newRows, int[] laneOfStream) {
        int[] sorted = newRows.clone();
        RowSort.sort(sorted, (one, other) -> Long.compare(axis.at(one), axis.at(other)));
        int[] failed = Arrays.stream(sorted).filter(columns::failed).toArray();
        LinkBundles known = bundles;
        LaneRows more = new LaneRows(
                longer(lanes, split(sorted, columns, lanes.length, laneOfStream), axis.coordinates()),
                longer(failures, split(failed, columns, lanes.length, laneOfStream), axis.coordinates()),
                () -> LinkBundles.of(columns, axis, laneOfStream));
        more.bundles = known == null ? null : known.with(columns, axis, sorted, laneOfStream);
        return more;
    }

    /// Whether [#bundles()] is there at once.
    public boolean hasBundles() {
        return bundles != null;
    }

    /// The links between lanes. Looks at every row the first time.
    public LinkBundles bundles() {
        LinkBundles made = bundles;
        if (made == null) {
            made = makeBundles.get();
            bundles = made;
        }
        return made;
    }

    public int lanes() {
        return lanes.length;
    }

    public int count(int lane) {
        return lanes[lane].size();
    }

    /// The row at a place of a lane, counted from 0.
    public int row(int lane, int place) {
        return lanes[lane].row(place);
    }

    /// The first place of a lane whose coordinate is not below `coordinate`.
    public int lowerBound(int lane, double coordinate) {
        return lanes[lane].lowerBound(coordinate);
    }

    /// How many failures of a lane lie in `from <= coordinate < to`.
    public int failures(int lane, double from, double to) {
        return failures[lane].size() == 0 ? 0 : failures[lane].lowerBound(to) - failures[lane].lowerBound(from);
    }

    private static int[][] split(int[] rows, EventColumns columns, int lanes, int[] laneOfStream) {
        int[] counts = new int[lanes];
        for (int row : rows) {
            int lane = laneOfStream[columns.streamNumber(row)];
            if (lane >= 0) {
                counts[lane]++;
            }
        }
        int[][] split = new int[lanes][];
        Arrays.setAll(split, lane -> new int[counts[lane]]);
        Arrays.fill(counts, 0);
        for (int row : rows) {
            int lane = laneOfStream[columns.streamNumber(row)];
            if (lane >= 0) {
                split[lane][counts[lane]++] = row;
            }
        }
        return split;
    }

    private static RowList[] lists(int[][] rows, IntToLongFunction coordinates) {
        return Arrays.stream(rows).map(lane -> RowList.of(lane, coordinates)).toArray(RowList[]::new);
    }

    private static RowList[] longer(RowList[] lists, int[][] more, IntToLongFunction coordinates) {
        RowList[] longer = new RowList[lists.length];
        Arrays.setAll(longer, lane -> lists[lane].with(more[lane], coordinates));
        return longer;
    }
}
