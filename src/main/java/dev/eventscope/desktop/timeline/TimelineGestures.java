package dev.eventscope.desktop.timeline;

import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.HitTest;
import dev.eventscope.desktop.timeline.draw.HitTest.Hit;
import dev.eventscope.desktop.timeline.draw.HitTest.MinimapPart;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Sight.Span;

/// What the mouse does: a drag pans, with Shift it draws a box to zoom into; the wheel zooms at the pointer, sideways and
/// with Shift it pans, over the names it scrolls; two fingers on a touchpad zoom. A name is dragged to another place; the
/// minimap and the ruler have drags of their own.
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
    private final BoxZoom box;
    private final LaneMenu menu;
    private @Nullable Drag drag;
    private Hit pressedOn = new HitTest.Nothing();
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    TimelineGestures(Region surface, TimelineViewModel model, BoxZoom box) {
        this.surface = surface;
        this.model = model;
        this.box = box;
        menu = new LaneMenu(model);
    }

    void listen() {
        surface.setOnMouseMoved(this::onMoved);
        surface.setOnMouseExited(_ -> model.hover(new HitTest.Nothing()));
        surface.setOnMousePressed(this::onPressed);
        surface.setOnMouseDragged(this::onDragged);
        surface.setOnMouseReleased(this::onReleased);
        surface.setOnScroll(this::onScroll);
        surface.setOnZoom(this::onPinch);
        surface.setOnContextMenuRequested(this::onMenu);
        surface.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    private void onMoved(MouseEvent event) {
        Hit hit = model.hover().hitAt(event.getX(), event.getY());
        model.hover(hit);
        surface.setCursor(cursor(hit));
    }

    private static Cursor cursor(Hit hit) {
        return switch (hit) {
            case HitTest.OnEvent _,HitTest.OnDensity _,HitTest.OnFold _,HitTest.OnHead _,HitTest.OnName _,HitTest.OnTag _ ->
                Cursor.HAND;
            case HitTest.OnMinimap(var part) when part == MinimapPart.LEFT_GRIP || part == MinimapPart.RIGHT_GRIP ->
                Cursor.H_RESIZE;
            case HitTest.OnMinimap _,HitTest.OnRuler _,HitTest.OnLane _,HitTest.Nothing _ -> Cursor.DEFAULT;
        };
    }

    private void onPressed(MouseEvent event) {
        surface.requestFocus();
        menu.hide();
        if (event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.MIDDLE) {
            pressedX = lastX = event.getX();
            pressedY = lastY = event.getY();
            pressedOn = model.hover().hitAt(pressedX, pressedY);
            dragged = false;
            drag = event.isShiftDown() && isOnLanes(pressedOn) ? box() : drag(pressedOn);
        }
    }

    private Drag drag(Hit hit) {
        return switch (hit) {
            case HitTest.OnMinimap(var part) -> minimapDrag(part);
            case HitTest.OnRuler _ -> (x, _) -> model.commands().mark(
                    Span.between(model.coordinateAt(pressedX), model.coordinateAt(x)));
            case HitTest.OnName on -> nameDrag(model.lanes().streamOf(on.lane()));
            case HitTest.OnHead _ -> (_, y) -> model.commands().scroll(lastY - y);
            default -> (x, y) -> {
                model.commands().pan(x - lastX);
                if (y != lastY) {
                    model.commands().scroll(lastY - y);
                }
            };
        };
    }

    /// The lane of a stream is moved; with the others all lanes are scrolled.
    private Drag nameDrag(@Nullable String stream) {
        return stream == null
                ? (_, y) -> model.commands().scroll(lastY - y)
                : (x, y) -> model.lanes().drag(stream, model.hover().hitAt(x, y));
    }

    private Drag box() {
        return (x, y) -> box.draw(pressedX, pressedY, x, y);
    }

    private static boolean isOnLanes(Hit hit) {
        return switch (hit) {
            case HitTest.OnEvent _,HitTest.OnDensity _,HitTest.OnLane _,HitTest.OnFold _,HitTest.Nothing _ -> true;
            case HitTest.OnName _,HitTest.OnHead _,HitTest.OnRuler _,HitTest.OnMinimap _,HitTest.OnTag _ -> false;
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
        box.commit();
        onMoved(event);
    }

    /// Esc gives up the box that is being drawn.
    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && box.cancel()) {
            drag = null;
            event.consume();
        }
    }

    private void onMenu(ContextMenuEvent event) {
        String stream = model.hover().hitAt(event.getX(), event.getY()) instanceof HitTest.OnName on
                ? model.lanes().streamOf(on.lane())
                : event.isKeyboardTrigger() ? model.lanes().pointedStream() : null;
        if (stream != null) {
            menu.show(stream, surface, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    private void onPinch(ZoomEvent event) {
        if (event.getZoomFactor() > 0) {
            model.commands().zoom(event.getZoomFactor(), event.getX());
        }
        event.consume();
    }

    private void onScroll(ScrollEvent event) {
        boolean overNames = event.getX() < Sight.plotLeft(surface.getWidth());
        // with Shift most platforms turn the wheel sideways, not all
        double sideways = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (sideways != 0 && (event.isShiftDown() || Math.abs(sideways) > Math.abs(event.getDeltaY()))) {
            model.commands().pan(sideways);
        } else if (overNames && !event.isShortcutDown()) {
            model.commands().scroll(-event.getDeltaY());
        } else if (event.getDeltaY() != 0) {
            model.commands().zoom(Math.pow(ZOOM_A_PX, event.getDeltaY()), event.getX());
        }
        event.consume();
    }
}
