package dev.eventscope.desktop.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// A canvas with the colours of the theme and a ring where it has the focus: to be extended by each view that paints.
///
/// Shape: paints once a frame, however much has changed, and again when the theme or the size changes. The canvas is as
///        large as the region, in whole pixels.
/// Threads: FX thread.
public abstract class PaintedRegion extends Region {

    private final Canvas canvas = new Canvas();
    private final Tokens tokens = new Tokens();
    private final Region focusRing = new Region();
    private final Pulse repaint = new Pulse(this::paintNow);

    /// `id` is that of the region; `name` begins its style classes: `timeline` gives `timeline-canvas` and `timeline-focus`.
    protected PaintedRegion(String id, String name) {
        setId(id);
        getStyleClass().add(name + "-canvas");
        focusRing.getStyleClass().add(name + "-focus");
        focusRing.setMouseTransparent(true);
        focusRing.setManaged(false);
        canvas.setManaged(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        getChildren().addAll(tokens, canvas, focusRing);
        tokens.versionProperty().addListener((_, _, _) -> repaint.request());
    }

    /// Asks for a frame.
    protected final void repaint() {
        repaint.request();
    }

    protected final Tokens tokens() {
        return tokens;
    }

    protected final CanvasSheet sheet() {
        return new CanvasSheet(canvas.getGraphicsContext2D());
    }

    /// The canvas has another size now; a frame follows.
    protected abstract void resized(double width, double height);

    /// Paints the frame of now.
    protected abstract void paint();

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        focusRing.resizeRelocate(0, 0, getWidth(), getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            resized(width, height);
            paintNow();
        }
    }

    private void paintNow() {
        if (getScene() != null && canvas.getWidth() > 0 && tokens.versionProperty().get() > 0) {
            paint();
        }
    }
}
