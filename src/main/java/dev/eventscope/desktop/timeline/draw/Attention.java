package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// What a person looks at: the selected event, the one under the pointer, the correlation that is lit, and how far causes
/// are followed.
///
/// Shape: rows, or [EventColumns#NONE]. `stream` is the selected stream where no event is; `hoveredLane` is the lane whose
///        name is under the pointer. `cone` is what the selected event knew of and what knew of it, empty where that is not
///        known.
public record Attention(int selected, int hovered, int stream, int correlation, boolean wholeChain,
        int hoveredLane, CausalCone cone) {

    public static final Attention NOTHING = new Attention(EventColumns.NONE, EventColumns.NONE, EventColumns.NONE,
            EventColumns.NONE, false, LanePlan.NO_LANE, CausalCone.NONE);

    /// The event whose causes and effects are lit.
    int focus() {
        return hovered != EventColumns.NONE ? hovered : selected;
    }

    CausalPath path(Contents contents) {
        return focus() == EventColumns.NONE
                ? CausalPath.none()
                : CausalPath.of(focus(), contents.effects(), wholeChain);
    }

    /// Whether all but the path steps back.
    boolean dimsOthers() {
        return hovered != EventColumns.NONE || (selected != EventColumns.NONE && wholeChain);
    }

    /// The correlation that has the band: that of the event under the pointer, else the one that is lit.
    int litCorrelation(EventColumns columns) {
        return hovered != EventColumns.NONE && columns.correlationNumber(hovered) != EventColumns.NONE
                ? columns.correlationNumber(hovered)
                : correlation;
    }
}
