package dev.eventscope.desktop.causation;

import java.nio.file.Path;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.causation.draw.HitTest.Hit;
import dev.eventscope.desktop.causation.draw.HitTest.OnUnit;
import dev.eventscope.desktop.causation.draw.TextMeasure;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.fx.Tokens;

/// The canvas with its colours. Paints once a frame, however much has changed.
final class GraphCanvas extends Region {

    private final Canvas canvas = new Canvas();
    private final Tokens tokens = new Tokens();
    private final Region focusRing = new Region();
    private final Tooltip tooltip = new Tooltip();
    private final CausationViewModel model;
    private final TextMeasure measure;
    private final GraphPainter painter;
    private final Pulse repaint = new Pulse(this::paint);

    GraphCanvas(CausationViewModel model, TextMeasure measure) {
        this.model = model;
        this.measure = measure;
        painter = new GraphPainter(new CanvasInk(canvas.getGraphicsContext2D(), tokens), measure);
        setId("causationCanvas");
        getStyleClass().add("causation-canvas");
        focusRing.getStyleClass().add("causation-focus");
        focusRing.setMouseTransparent(true);
        focusRing.setManaged(false);
        canvas.setManaged(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        getChildren().addAll(tokens, canvas, focusRing);
        model.revisionProperty().addListener((_, _, _) -> repaint.request());
        tokens.versionProperty().addListener((_, _, _) -> repaint.request());
        new GraphGestures(this, model).listen();
    }

    void writePng(Path file) {
        new Pictures(tokens, measure).writePng(model.drawing(), file);
    }

    void writeSvg(Path file) {
        new Pictures(tokens, measure).writeSvg(model.drawing(), file, "Causation, " + model.summary());
    }

    /// Names in full what a node has to shorten.
    void tell(Hit hit) {
        if (hit instanceof OnUnit(int number, int event, _)) {
            Unit unit = model.scene().plan().units().get(number);
            int told = event >= 0 ? event : unit.events().isEmpty() ? -1 : unit.events().getFirst();
            String more = unit.opens() ? "\nEnter, or a click on the count, shows more" : "";
            tooltip.setText(told < 0
                    ? "The cause is not in this store, or archived"
                    : model.scene().graph().event(told).type() + "\n" + model.scene().graph().event(told).stream()
                            + more);
            Tooltip.install(this, tooltip);
        } else {
            Tooltip.uninstall(this, tooltip);
        }
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
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            painter.paint(model.drawing());
            setAccessibleText("Causation graph, " + model.summary() + "; the outline tells the same");
        }
    }
}
