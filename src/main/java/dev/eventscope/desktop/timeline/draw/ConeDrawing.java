package dev.eventscope.desktop.timeline.draw;

import dev.eventscope.desktop.timeline.draw.Drawing.Cone;
import dev.eventscope.desktop.timeline.model.CausalCone;
import dev.eventscope.desktop.timeline.model.EventColumns;

/// The tint of each lane of a stream: from its beginning to the last event that the selected one knew of, and from the first
/// one on that knew of it.
final class ConeDrawing {

    /// The tint reaches so far beyond the middle of the mark.
    private static final double REACH = 8;

    private final TimeScale scale;
    private final CausalCone cone;

    ConeDrawing(TimeScale scale, CausalCone cone) {
        this.scale = scale;
        this.cone = cone;
    }

    Cone of(Lane lane) {
        if (cone.isEmpty() || !(lane instanceof Lane.OfStream(var stream, _, _))) {
            return Cone.NONE;
        }
        int past = cone.lastPast(stream);
        int future = cone.firstFuture(stream);
        return new Cone(past == EventColumns.NONE ? Cone.NONE.pastTo() : edge(past, REACH),
                future == EventColumns.NONE ? Cone.NONE.futureFrom() : edge(future, -REACH));
    }

    private double edge(int row, double reach) {
        return Math.clamp(Math.rint(scale.rowPx(row) + reach), scale.plot().left(), scale.plot().right());
    }
}
