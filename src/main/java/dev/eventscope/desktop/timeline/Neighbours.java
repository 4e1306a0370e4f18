package dev.eventscope.desktop.timeline;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Lane;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.LaneRows;

/// Where the keys lead from an event: along its lane, and to the lanes above and below.
///
/// Shape: rows; [EventColumns#NONE] where there is nothing that way. Lanes follow event order, first to last.
record Neighbours(Contents contents, LanePlan plan, LaneRows rows) {

    /// The next (+1) or previous (-1) event in the lane.
    int inLane(int row, int step) {
        int lane = plan.laneOfStream(contents.columns().streamNumber(row));
        if (lane == LanePlan.NO_LANE) {
            return EventColumns.NONE;
        }
        int place = rows.lowerBound(lane, (double) contents.axis().at(row));
        while (place < rows.count(lane) && rows.row(lane, place) != row) {
            place++;
        }
        int wanted = place + step;
        return wanted >= 0 && wanted < rows.count(lane) ? rows.row(lane, wanted) : EventColumns.NONE;
    }

    /// The event nearest in time in the next (+1) or previous (-1) lane of a stream that has events.
    int inNextLane(int row, int step) {
        double coordinate = (double) contents.axis().at(row);
        int lane = plan.laneOfStream(contents.columns().streamNumber(row));
        for (int next = lane + step; next >= 0 && next < plan.lanes().size(); next += step) {
            if (plan.lanes().get(next) instanceof Lane.OfStream && rows.count(next) > 0) {
                return nearest(next, coordinate);
            }
        }
        return EventColumns.NONE;
    }

    /// The event of a lane nearest to a coordinate, [EventColumns#NONE] in an empty lane.
    int nearest(int lane, double coordinate) {
        if (rows.count(lane) == 0) {
            return EventColumns.NONE;
        }
        int after = Math.min(rows.lowerBound(lane, coordinate), rows.count(lane) - 1);
        int before = Math.max(0, after - 1);
        double toAfter = Math.abs(contents.axis().at(rows.row(lane, after)) - coordinate);
        double toBefore = Math.abs(contents.axis().at(rows.row(lane, before)) - coordinate);
        return rows.row(lane, toBefore < toAfter ? before : after);
    }
}
