package dev.eventscope.desktop.timeline;

import javafx.scene.layout.Region;

import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.LanePlan;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Sight.Span;

/// A box drawn over the lanes with Shift held: let go, its time fills the view, and its first lane stands uppermost.
///
/// Threads: FX thread.
final class BoxZoom {

    /// A box narrower than this was a slip of the hand.
    private static final double LEAST_PX = 6;

    private final Region surface;
    private final TimelineViewModel model;
    private final Region frame = new Region();
    private double fromX;
    private double fromY;
    private double toX;
    private double toY;
    private boolean drawn;

    BoxZoom(Region surface, TimelineViewModel model) {
        this.surface = surface;
        this.model = model;
        frame.setId("timelineBox");
        frame.getStyleClass().add("timeline-box");
        frame.setManaged(false);
        frame.setMouseTransparent(true);
        frame.setVisible(false);
    }

    /// What shows the box, over the canvas.
    Region frame() {
        return frame;
    }

    /// Shape: both corners are kept within the lanes.
    void draw(double pressedX, double pressedY, double x, double y) {
        double left = Sight.plotLeft(surface.getWidth());
        fromX = Math.clamp(Math.min(pressedX, x), left, surface.getWidth());
        toX = Math.clamp(Math.max(pressedX, x), left, surface.getWidth());
        fromY = Math.clamp(Math.min(pressedY, y), 0, surface.getHeight());
        toY = Math.clamp(Math.max(pressedY, y), 0, surface.getHeight());
        frame.resizeRelocate(Math.rint(fromX), Math.rint(fromY), Math.rint(toX - fromX), Math.rint(toY - fromY));
        frame.setVisible(true);
        drawn = true;
    }

    /// Answers whether a box was being drawn.
    boolean cancel() {
        boolean was = drawn;
        drawn = false;
        frame.setVisible(false);
        return was;
    }

    void commit() {
        if (cancel() && toX - fromX >= LEAST_PX) {
            model.commands().showAlone(Span.between(model.coordinateAt(fromX), model.coordinateAt(toX)),
                    laneOf(model.hover().hitAt(fromX, fromY)));
        }
    }

    private static int laneOf(Hit hit) {
        return switch (hit) {
            case HitTest.OnLane(var lane) -> lane;
            case HitTest.OnEvent on -> on.lane();
            case HitTest.OnDensity on -> on.lane();
            default -> LanePlan.NO_LANE;
        };
    }
}
