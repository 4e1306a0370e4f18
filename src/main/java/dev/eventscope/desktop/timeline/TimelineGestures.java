package dev.eventscope.desktop.timeline;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.HitTest.MinimapPart;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Sight.Span;

/// What the mouse does: a drag pans, the wheel zooms at the pointer, over the names it scrolls; the minimap and the ruler
/// have drags of their own.
///
/// Threads: FX thread.
final class TimelineGestures {

    private static final double DRAG_FROM_PX = 3;
    private static final double ZOOM_A_PX = 1.0035;

    /// A drag from where it began; `takeTo` gets each place it comes to.
    private interface Drag {
        void takeTo(double x, double y);
    }

    private final Region surface;
    private final TimelineViewModel model;
    private @Nullable Drag drag;
    private Hit pressedOn = new HitTest.Nothing();
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    TimelineGestures(Region surface, TimelineViewModel model) {
        this.surface = surface;
        this.model = model;
    }

    void listen() {
        surface.setOnMouseMoved(this::onMoved);
        surface.setOnMouseExited(_ -> model.hover(new HitTest.Nothing()));
        surface.setOnMousePressed(this::onPressed);
        surface.setOnMouseDragged(this::onDragged);
        surface.setOnMouseReleased(this::onReleased);
        surface.setOnScroll(this::onScroll);
    }

    private void onMoved(MouseEvent event) {
        Hit hit = model.hover().hitAt(event.getX(), event.getY());
        model.hover(hit);
        surface.setCursor(cursor(hit));
    }

    private static Cursor cursor(Hit hit) {
        return switch (hit) {
            case HitTest.OnEvent _,HitTest.OnDensity _,HitTest.OnFold _,HitTest.OnHead _,HitTest.OnName _ ->
                Cursor.HAND;
            case HitTest.OnMinimap(var part) when part == MinimapPart.LEFT_GRIP || part == MinimapPart.RIGHT_GRIP ->
                Cursor.H_RESIZE;
            case HitTest.OnMinimap _,HitTest.OnRuler _,HitTest.OnLane _,HitTest.Nothing _ -> Cursor.DEFAULT;
        };
    }

    private void onPressed(MouseEvent event) {
        surface.requestFocus();
        if (event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.MIDDLE) {
            pressedX = lastX = event.getX();
            pressedY = lastY = event.getY();
            pressedOn = model.hover().hitAt(pressedX, pressedY);
            dragged = false;
            drag = drag(pressedOn);
        }
    }

    private Drag drag(Hit hit) {
        return switch (hit) {
            case HitTest.OnMinimap(var part) -> minimapDrag(part);
            case HitTest.OnRuler _ -> (x, _) -> model.commands().mark(
                    Span.between(model.coordinateAt(pressedX), model.coordinateAt(x)));
            case HitTest.OnName _,HitTest.OnHead _ -> (_, y) -> model.commands().scroll(lastY - y);
            default -> (x, y) -> {
                model.commands().pan(x - lastX);
                if (y != lastY) {
                    model.commands().scroll(lastY - y);
                }
            };
        };
    }

    private Drag minimapDrag(MinimapPart part) {
        double left = model.coordinateAt(Sight.plot(surface.getWidth()).left());
        double right = model.coordinateAt(Sight.plot(surface.getWidth()).right());
        return switch (part) {
            case LEFT_GRIP -> (x, _) -> model.commands().showExactly(Span.between(model.minimapAt(x), right));
            case RIGHT_GRIP -> (x, _) -> model.commands().showExactly(Span.between(left, model.minimapAt(x)));
            case FRAME -> {
                double middle = model.coordinateAt(Sight.plot(surface.getWidth()).centre());
                double offset = middle - model.minimapAt(pressedX);
                yield (x, _) -> model.commands().centreOn(model.minimapAt(x) + offset);
            }
            case OUTSIDE -> (x, _) -> model.commands().showExactly(
                    Span.between(model.minimapAt(pressedX), model.minimapAt(x)));
        };
    }

    private void onDragged(MouseEvent event) {
        Drag current = drag;
        if (current == null) {
            return;
        }
        double distance = Math.hypot(event.getX() - pressedX, event.getY() - pressedY);
        if (dragged || distance >= DRAG_FROM_PX) {
            dragged = true;
            surface.setCursor(pressedOn instanceof HitTest.OnLane ? Cursor.CLOSED_HAND : surface.getCursor());
            current.takeTo(event.getX(), event.getY());
            lastX = event.getX();
            lastY = event.getY();
        }
    }

    private void onReleased(MouseEvent event) {
        if (drag != null && !dragged && event.getButton() == MouseButton.PRIMARY) {
            if (pressedOn instanceof HitTest.OnMinimap) {
                model.commands().centreOn(model.minimapAt(event.getX()));
            } else {
                model.commands().click(pressedOn, event.getClickCount() == 2);
            }
        }
        drag = null;
        onMoved(event);
    }

    private void onScroll(ScrollEvent event) {
        boolean overNames = event.getX() < Sight.plotLeft(surface.getWidth());
        // with Shift the platform turns the wheel sideways
        if (event.getDeltaX() != 0 && Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            model.commands().pan(event.getDeltaX());
        } else if (overNames && !event.isShortcutDown()) {
            model.commands().scroll(-event.getDeltaY());
        } else if (event.getDeltaY() != 0) {
            model.commands().zoom(Math.pow(ZOOM_A_PX, event.getDeltaY()), event.getX());
        }
        event.consume();
    }
}
