package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;

/// Brings a lane down to what its pixels can show: marks, marks that stand for a few, columns of counts.
///
/// Shape: walks the screen, not the events: each step is a binary search and goes on by at least a column.
final class Reduction {

    private final EventColumns columns;
    private final LaneRows rows;
    private final TimeScale scale;
    private final IntPredicate wanted;

    /// `wanted` rows stand for the few they share a mark with.
    Reduction(EventColumns columns, LaneRows rows, TimeScale scale, IntPredicate wanted) {
        this.columns = columns;
        this.rows = rows;
        this.scale = scale;
        this.wanted = wanted;
    }

    /// All items of a lane in the plot, left to right.
    List<Item> lane(int lane) {
        double from = scale.at(scale.plot().left() - Sizes.OVERSCAN);
        double to = scale.at(scale.plot().right() + Sizes.OVERSCAN);
        List<Item> items = new ArrayList<>();
        int place = rows.lowerBound(lane, from);
        int end = rows.lowerBound(lane, Math.nextUp(to));
        while (place < end) {
            int next = endOfRun(lane, place, Math.min(end, endOfStretch(lane, place)));
            addRun(lane, place, next, items);
            place = next;
        }
        return items;
    }

    /// Marks for a few rows given one by one, as a saga's lane does.
    List<Item> points(List<Integer> fewRows) {
        List<Item> items = new ArrayList<>();
        List<Integer> cluster = new ArrayList<>();
        for (int row : fewRows) {
            if (!cluster.isEmpty() && scale.rowPx(row) - scale.rowPx(cluster.getFirst()) >= Sizes.CLUSTER) {
                items.add(point(cluster));
                cluster.clear();
            }
            cluster.add(row);
        }
        if (!cluster.isEmpty()) {
            items.add(point(cluster));
        }
        return items;
    }

    /// The first place beyond the fold that a place is in, or beyond the open stretch between two folds.
    private int endOfStretch(int lane, int place) {
        double at = coordinate(lane, place);
        for (TimeScale.Fold fold : scale.folds()) {
            if (at < fold.from()) {
                return rows.lowerBound(lane, fold.from());
            }
            if (at < fold.to()) {
                return rows.lowerBound(lane, fold.to());
            }
        }
        return rows.count(lane);
    }

    /// The first place whose mark would be apart from the one before it.
    private int endOfRun(int lane, int first, int end) {
        int place = first;
        while (true) {
            double x = px(lane, place);
            int next = Math.min(end, Math.max(place + 1, rows.lowerBound(lane, scale.at(x + Sizes.COLUMN_PITCH))));
            if (next >= end || px(lane, next) - px(lane, next - 1) >= Sizes.CLUSTER) {
                return next;
            }
            place = next;
        }
    }

    private void addRun(int lane, int first, int end, List<Item> items) {
        double span = px(lane, end - 1) - px(lane, first);
        int count = end - first;
        boolean near = span < (count - 1) * Sizes.NEAR;
        if (near && (span > Sizes.DENSE_SPAN || count > Sizes.CLUSTER_MOST)) {
            items.add(dense(lane, first, end));
            return;
        }
        List<Integer> few = new ArrayList<>();
        for (int place = first; place < end; place++) {
            few.add(rows.row(lane, place));
        }
        items.addAll(points(few));
    }

    /// Columns lie on a grid of the coordinate, so that they do not flicker while the view is dragged; in a fold, on one that
    /// begins with it.
    private Item.Dense dense(int lane, int first, int end) {
        double firstAt = coordinate(lane, first);
        double lastAt = coordinate(lane, end - 1);
        Optional<TimeScale.Fold> fold = scale.foldOf(firstAt);
        double width = Sizes.COLUMN_PITCH * fold.map(TimeScale.Fold::unitsPerPx).orElse(scale.unitsPerPx());
        double base = fold.map(TimeScale.Fold::from).orElse(0.0);
        double origin = base + Math.floor((firstAt - base) / width) * width;
        int bins = (int) Math.min(Math.floor((lastAt - origin) / width), scale.plot().width()) + 1;
        int[] counts = new int[bins];
        boolean[] failed = new boolean[bins];
        int place = first;
        for (int bin = 0; bin < bins; bin++) {
            double to = bin == bins - 1 ? Math.nextUp(lastAt) : origin + (bin + 1) * width;
            int next = Math.min(end, rows.lowerBound(lane, to));
            counts[bin] = next - place;
            failed[bin] = next > place && rows.failures(lane, coordinate(lane, place), to) > 0;
            place = next;
        }
        double x = Math.rint(scale.px(origin));
        return new Item.Dense(x, counts, failed, end - first, firstAt, lastAt);
    }

    private Item.Point point(List<Integer> cluster) {
        int best = cluster.getFirst();
        for (int row : cluster) {
            if (wanted.test(row)) {
                best = row;
                break;
            }
            if (columns.failed(row) && !columns.failed(best)) {
                best = row;
            }
        }
        return new Item.Point(scale.rowPx(best), best, List.copyOf(cluster));
    }

    private double coordinate(int lane, int place) {
        return scale.axis().at(rows.row(lane, place));
    }

    private double px(int lane, int place) {
        return scale.rowPx(rows.row(lane, place));
    }
}
