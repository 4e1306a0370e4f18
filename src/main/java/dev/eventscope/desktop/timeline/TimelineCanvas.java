package dev.eventscope.desktop.timeline;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.fx.Tokens;

/// The canvas with its colours, and the card over it. Paints once a frame, however much has changed.
final class TimelineCanvas extends Region {

    private final Canvas canvas = new Canvas();
    private final Tokens tokens = new Tokens();
    private final HoverCardBox cardBox = new HoverCardBox();
    private final Region focusRing = new Region();
    private final TimelineViewModel model;
    private final TimelinePainter painter;
    private final Pulse repaint = new Pulse(this::paint);

    TimelineCanvas(TimelineViewModel model) {
        this.model = model;
        painter = new TimelinePainter(canvas.getGraphicsContext2D(), tokens);
        setId("timelineCanvas");
        getStyleClass().add("timeline-canvas");
        focusRing.getStyleClass().add("timeline-focus");
        focusRing.setMouseTransparent(true);
        focusRing.setManaged(false);
        canvas.setManaged(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        BoxZoom box = new BoxZoom(this, model);
        getChildren().addAll(tokens, canvas, box.frame(), focusRing, cardBox);
        model.measure(new GlyphMeasure());
        model.revisionProperty().addListener((_, _, _) -> repaint.request());
        tokens.versionProperty().addListener((_, _, _) -> repaint.request());
        model.hover().cardProperty().addListener((_, _, card) -> cardBox.show(card, getWidth(), getHeight()));
        new TimelineGestures(this, model, box).listen();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        focusRing.resizeRelocate(0, 0, getWidth(), getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            model.resize(width, height);
            paint();
        }
    }

    private void paint() {
        if (getScene() != null && canvas.getWidth() > 0 && tokens.versionProperty().get() > 0) {
            painter.paint(model.drawing());
            setAccessibleText("Timeline, " + model.lanesTextProperty().get() + ", " + model.supply().note());
        }
    }
}
