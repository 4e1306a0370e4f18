package dev.eventscope.desktop.causation;

import javafx.scene.control.Tooltip;

import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.DrawingMaker;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.HitTest.Hit;
import dev.eventscope.desktop.causation.draw.HitTest.OnUnit;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.fx.PaintedRegion;
import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.fx.TextMeasure;

/// The canvas of the graph.
final class GraphCanvas extends PaintedRegion {

    private static final double LEGEND_MARGIN = 16;

    private final Tooltip tooltip = new Tooltip();
    private final CausationViewModel model;
    private final TextMeasure measure;
    private final GraphPainter painter;

    GraphCanvas(CausationViewModel model, TextMeasure measure) {
        super("causationCanvas", "causation");
        this.model = model;
        this.measure = measure;
        painter = new GraphPainter(new SheetInk(sheet(), tokens()), measure);
        model.pictureProperty().addListener((_, _, _) -> repaint());
        model.revisionProperty().subscribe(() -> setAccessibleText(
                "Causation graph, " + model.caption().summary() + "; the outline tells the same"));
        new GraphGestures(this, model).listen();
    }

    /// What is seen, always with the legend: below it where there is no free corner.
    Picture picture() {
        Drawing whole = withLegend(model.drawing());
        return new Picture(whole.width(), whole.height(), "Causation, " + model.caption().summary(),
                sheet -> new GraphPainter(new SheetInk(sheet, tokens()), measure).paint(whole));
    }

    private static Drawing withLegend(Drawing drawing) {
        if (drawing.legend() != null || drawing.nodes().isEmpty()) {
            return drawing;
        }
        double height = drawing.height() + DrawingMaker.LEGEND_HEIGHT + 2 * LEGEND_MARGIN;
        Box legend = new Box(LEGEND_MARGIN, drawing.height() + LEGEND_MARGIN, DrawingMaker.LEGEND_WIDTH,
                DrawingMaker.LEGEND_HEIGHT);
        return new Drawing(drawing.width(), height, drawing.scale(), drawing.lanes(), drawing.arrows(), drawing.nodes(),
                legend, drawing.minimap());
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
    protected void resized(double width, double height) {
        model.viewport().resize(width, height);
    }

    @Override
    protected void paint() {
        painter.paint(model.drawing());
    }
}
