package dev.eventscope.desktop.timeline.draw;

import java.util.Arrays;
import java.util.List;

import dev.eventscope.desktop.timeline.model.EventColumns;

/// Which lanes there are, in which groups, and in which lane each stream is.
///
/// Shape: lanes are numbered through all groups in order, those of collapsed groups left out.
/// Threads: immutable.
public final class LanePlan {

    public static final int NO_LANE = -1;

    private final List<LaneGroup> groups;
    private final List<Lane> lanes;
    private final int[] laneOfStream;

    /// `laneOfStream` is not to be changed afterwards.
    LanePlan(List<LaneGroup> groups, int[] laneOfStream) {
        this.groups = List.copyOf(groups);
        this.lanes = groups.stream().flatMap(group -> group.shown().stream()).toList();
        this.laneOfStream = laneOfStream;
    }

    public static LanePlan empty(EventColumns columns) {
        int[] none = new int[columns.streams().size()];
        Arrays.fill(none, NO_LANE);
        return new LanePlan(List.of(), none);
    }

    public List<LaneGroup> groups() {
        return groups;
    }

    public List<Lane> lanes() {
        return lanes;
    }

    /// The lane in which a stream is, alone or with others; [#NO_LANE] where it is not shown.
    public int laneOfStream(int stream) {
        return laneOfStream[stream];
    }

    /// Not to be changed.
    int[] lanesOfStreams() {
        return laneOfStream;
    }

    /// Whether this has the lanes of a plan for fewer streams, and all of those in the same.
    boolean continues(LanePlan before) {
        int known = before.laneOfStream.length;
        return known <= laneOfStream.length && lanes.size() == before.lanes.size()
                && Arrays.equals(laneOfStream, 0, known, before.laneOfStream, 0, known);
    }

    /// Whether a stream has a lane of its own.
    public boolean isAlone(int stream) {
        int lane = laneOfStream[stream];
        return lane != NO_LANE && lanes.get(lane) instanceof Lane.OfStream;
    }
}
