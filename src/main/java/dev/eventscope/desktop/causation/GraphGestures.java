package dev.eventscope.desktop.causation;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

import dev.eventscope.desktop.causation.draw.HitTest;
import dev.eventscope.desktop.causation.draw.HitTest.Hit;
import dev.eventscope.desktop.causation.draw.HitTest.OnMinimap;
import dev.eventscope.desktop.causation.draw.HitTest.OnUnit;
import dev.eventscope.desktop.causation.draw.Unit;

/// What the mouse does: the wheel zooms at the pointer, a drag pans, a drag on the minimap goes there; a click selects, on a
/// count it opens, a double click leads to the timeline.
///
/// Threads: FX thread.
final class GraphGestures {

    private static final double DRAG_FROM_PX = 3;
    private static final double ZOOM_A_PX = 1.0035;

    private final GraphCanvas surface;
    private final CausationViewModel model;
    private Hit pressedOn = new HitTest.Nothing();
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean pressed;
    private boolean dragged;

    GraphGestures(GraphCanvas surface, CausationViewModel model) {
        this.surface = surface;
        this.model = model;
    }

    void listen() {
        surface.setOnMouseMoved(this::onMoved);
        surface.setOnMouseExited(_ -> model.hover(Unit.NONE));
        surface.setOnMousePressed(this::onPressed);
        surface.setOnMouseDragged(this::onDragged);
        surface.setOnMouseReleased(this::onReleased);
        surface.setOnScroll(this::onScroll);
        surface.setOnZoom(this::onZoom);
    }

    private Hit hitAt(MouseEvent event) {
        return HitTest.at(model.drawing(), event.getX(), event.getY());
    }

    private void onMoved(MouseEvent event) {
        Hit hit = hitAt(event);
        model.hover(hit instanceof OnUnit on ? on.unit() : Unit.NONE);
        surface.setCursor(hit instanceof HitTest.Nothing ? Cursor.DEFAULT : Cursor.HAND);
        surface.tell(hit);
    }

    private void onPressed(MouseEvent event) {
        surface.requestFocus();
        pressed = event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.MIDDLE;
        if (pressed) {
            pressedX = lastX = event.getX();
            pressedY = lastY = event.getY();
            pressedOn = hitAt(event);
            dragged = false;
            goOnMinimap(pressedOn);
        }
    }

    private void goOnMinimap(Hit hit) {
        if (hit instanceof OnMinimap(double x, double y)) {
            model.viewport().lookAt(x, y);
        }
    }

    private void onDragged(MouseEvent event) {
        if (!pressed || (!dragged && Math.hypot(event.getX() - pressedX, event.getY() - pressedY) < DRAG_FROM_PX)) {
            return;
        }
        dragged = true;
        if (pressedOn instanceof OnMinimap) {
            goOnMinimap(hitAt(event));
        } else {
            surface.setCursor(Cursor.CLOSED_HAND);
            model.viewport().pan(event.getX() - lastX, event.getY() - lastY);
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private void onReleased(MouseEvent event) {
        if (pressed && !dragged && event.getButton() == MouseButton.PRIMARY && pressedOn instanceof OnUnit on) {
            click(on, event.getClickCount() == 2);
        }
        pressed = false;
        onMoved(event);
    }

    private void click(OnUnit on, boolean twice) {
        Unit unit = model.scene().plan().units().get(on.unit());
        if (unit.kind() == Unit.Kind.GROUP || on.badge()) {
            model.commands().open(on.unit());
        } else if (!unit.events().isEmpty()) {
            model.commands().choose(on.event() >= 0 ? on.event() : unit.events().getFirst());
            if (twice) {
                model.commands().goTo("timelineView");
            }
        }
    }

    private void onScroll(ScrollEvent event) {
        // with Shift the platform turns the wheel sideways
        if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            model.viewport().pan(event.getDeltaX(), 0);
        } else if (event.getDeltaY() != 0) {
            model.viewport().zoom(Math.pow(ZOOM_A_PX, event.getDeltaY()), event.getX(), event.getY());
        }
        event.consume();
    }

    private void onZoom(ZoomEvent event) {
        model.viewport().zoom(event.getZoomFactor(), event.getX(), event.getY());
        event.consume();
    }
}
