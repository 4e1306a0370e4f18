package dev.eventscope.desktop.timeline.draw;

import java.util.List;

/// Lanes under one head.
///
/// Units: `count` is what stands at the right of the head: lanes, events or streams, as the kind says.
public record LaneGroup(Kind kind, String title, long count, boolean collapsed, List<Lane> lanes) {

    public enum Kind {
        /// Count of lanes.
        PINNED,
        /// Count of events.
        CORRELATION,
        /// Count of streams.
        AROUND,
        /// Count of streams.
        RECENT,
        /// Count of streams.
        OTHER
    }

    public LaneGroup {
        lanes = List.copyOf(lanes);
    }

    /// The lanes that are drawn.
    public List<Lane> shown() {
        return collapsed ? List.of() : lanes;
    }
}
