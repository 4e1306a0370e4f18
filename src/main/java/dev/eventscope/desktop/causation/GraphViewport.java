package dev.eventscope.desktop.causation;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.causation.draw.Camera;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.Unit;

/// Where the view looks at the graph: the camera, how large the canvas is, and what stays in its place while the graph
/// round it is laid out anew.
///
/// Units: px of the screen; boxes are of the graph.
/// Threads: FX thread.
final class GraphViewport {

    private static final double AROUND = 40;
    private static final double ZOOM_STEP = 1.25;

    /// A unit that is to stay where it is on the screen.
    private record Held(String key, Box box) {}

    private final Supplier<Scene> scene;
    private final Runnable onMove;
    private Camera camera = Camera.START;
    private double width = 800;
    private double height = 600;
    private @Nullable Held held;
    /// Where a person comes back to, once what was shown there has been laid out again.
    private @Nullable Camera wished;

    /// Shape: `scene` gives what is shown; `onMove` is called after each move.
    GraphViewport(Supplier<Scene> scene, Runnable onMove) {
        this.scene = scene;
        this.onMove = onMove;
    }

    Camera camera() {
        return camera;
    }

    Sight sight() {
        return new Sight(width, height, camera);
    }

    void resize(double newWidth, double newHeight) {
        Camera resized = camera.resized(scene.get().layout(), width, height, newWidth, newHeight);
        width = newWidth;
        height = newHeight;
        look(resized);
    }

    void zoom(double factor, double x, double y) {
        look(camera.zoomed(factor, x, y));
    }

    void zoomIn() {
        zoom(ZOOM_STEP, width / 2, height / 2);
    }

    void zoomOut() {
        zoom(1 / ZOOM_STEP, width / 2, height / 2);
    }

    void pan(double dx, double dy) {
        look(camera.moved(dx, dy));
    }

    void lookAt(double graphX, double graphY) {
        centreOn(new Box(graphX, graphY, 0, 0));
    }

    void centreOn(Box box) {
        look(camera.centredOn(box, width, height).filled(scene.get().layout(), width, height));
    }

    void fitAll() {
        look(Camera.fitting(new Box(0, 0, scene.get().layout().width(), scene.get().layout().height()), width, height));
    }

    /// Shows some boxes, with room around them.
    void fit(Collection<Box> boxes) {
        double left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - AROUND;
        double top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - AROUND;
        double right = boxes.stream().mapToDouble(Box::right).max().orElse(0) + AROUND;
        double bottom = boxes.stream().mapToDouble(Box::bottom).max().orElse(0) + AROUND;
        look(Camera.fitting(new Box(left, top, right - left, bottom - top), width, height));
    }

    /// Brings a unit into sight, where it is not; null: does nothing.
    void reveal(@Nullable Unit unit) {
        if (unit == null) {
            return;
        }
        Box box = boxOf(unit);
        Box at = camera.onScreen(box);
        boolean inside = at.x() >= 0 && at.y() >= 0 && at.right() <= width && at.bottom() <= height;
        if (!inside) {
            centreOn(box);
        }
    }

    /// The next layout keeps a unit where it is on the screen; null: any may move.
    void hold(@Nullable Unit unit) {
        if (unit != null) {
            held = new Held(unit.key(), camera.onScreen(boxOf(unit)));
        }
    }

    /// Another graph: nothing of it has a place yet.
    void letGo() {
        held = null;
    }

    /// The next layout is looked at as a person left it.
    void comeBackTo(Camera before) {
        wished = before;
    }

    boolean isComingBack() {
        return wished != null;
    }

    /// Finds its place in a graph that has been laid out anew.
    ///
    /// Shape: `first` where it is the first layout of its graph, which then begins at its start; `selected` is brought into
    ///        sight unless another unit was held; `last` where no other graph is on its way, which is what a person comes
    ///        back to.
    void settle(boolean first, @Nullable Unit selected, boolean last) {
        Camera back = last ? wished : null;
        Optional<Point> drift = driftOfHeld();
        held = null;
        if (back != null) {
            wished = null;
            look(back);
        } else if (first) {
            look(Camera.start(scene.get().layout(), width, height));
            reveal(selected);
        } else if (drift.isPresent()) {
            pan(-drift.get().x(), -drift.get().y());
        } else {
            reveal(selected);
        }
        look(camera); // the graph may have become smaller
    }

    /// How far the held unit has moved away from its place on the screen; empty where none was held.
    private Optional<Point> driftOfHeld() {
        Held kept = held;
        return kept == null
                ? Optional.empty()
                : Optional.of(scene.get().plan().units().stream().filter(unit -> unit.key().equals(kept.key()))
                        .findFirst().map(unit -> camera.onScreen(boxOf(unit)))
                        .map(now -> new Point(now.x() - kept.box().x(), now.y() - kept.box().y()))
                        .orElse(new Point(0, 0)));
    }

    private Box boxOf(Unit unit) {
        return scene.get().layout().boxes().get(unit.number());
    }

    /// Looks where another camera did, as far as the graph is there.
    private void look(Camera newCamera) {
        camera = newCamera.within(scene.get().layout(), width, height);
        onMove.run();
    }
}
