package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.stream.IntStream;

import dev.eventscope.desktop.timeline.model.LaneRows;

/// The rows of each lane as lists, to be compared.
public final class RowsByLane {

    private RowsByLane() {}

    public static List<List<Integer>> of(LaneRows rows) {
        return IntStream.range(0, rows.lanes()).mapToObj(lane -> IntStream.range(0, rows.count(lane))
                .mapToObj(place -> rows.row(lane, place)).toList()).toList();
    }
}
