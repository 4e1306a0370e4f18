package dev.eventscope.desktop.causation;

import java.util.Collection;
import java.util.function.Supplier;

import dev.eventscope.desktop.causation.draw.Camera;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;
import dev.eventscope.desktop.causation.draw.GraphLayout;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;

/// Where the view looks at the graph: the camera, and how large the canvas is.
///
/// Units: px of the screen; boxes are of the graph.
/// Threads: FX thread.
final class Lookout {

    private static final double AROUND = 40;

    private final Supplier<GraphLayout> layout;
    private final Runnable onMove;
    private Camera camera = Camera.START;
    private double width = 800;
    private double height = 600;

    /// Shape: `onMove` is called after each move.
    Lookout(Supplier<GraphLayout> layout, Runnable onMove) {
        this.layout = layout;
        this.onMove = onMove;
    }

    Camera camera() {
        return camera;
    }

    Sight sight() {
        return new Sight(width, height, camera);
    }

    void resize(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
        look(camera);
    }

    void zoom(double factor, double x, double y) {
        look(camera.zoomed(factor, x, y));
    }

    void zoomAtCentre(double factor) {
        zoom(factor, width / 2, height / 2);
    }

    void pan(double dx, double dy) {
        look(camera.moved(dx, dy));
    }

    void lookAt(double graphX, double graphY) {
        centreOn(new Box(graphX, graphY, 0, 0));
    }

    void centreOn(Box box) {
        look(camera.centredOn(box, width, height));
    }

    void fitAll() {
        look(Camera.fitting(new Box(0, 0, layout.get().width(), layout.get().height()), width, height));
    }

    /// Shows some boxes, with room around them.
    void fit(Collection<Box> boxes) {
        double left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - AROUND;
        double top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - AROUND;
        double right = boxes.stream().mapToDouble(Box::right).max().orElse(0) + AROUND;
        double bottom = boxes.stream().mapToDouble(Box::bottom).max().orElse(0) + AROUND;
        look(Camera.fitting(new Box(left, top, right - left, bottom - top), width, height));
    }

    /// Brings a box into sight, where it is not.
    void reveal(Box box) {
        Box at = camera.onScreen(box);
        boolean inside = at.x() >= 0 && at.y() >= 0 && at.right() <= width && at.bottom() <= height;
        if (!inside) {
            centreOn(box);
        }
    }

    /// Looks where another camera did, as far as the graph is there.
    void look(Camera newCamera) {
        camera = newCamera.within(layout.get(), width, height);
        onMove.run();
    }
}
