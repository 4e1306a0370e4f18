package dev.eventscope.desktop.causation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.canvas.Canvas;

import dev.eventscope.desktop.causation.draw.Drawing;
import dev.eventscope.desktop.causation.draw.DrawingMaker;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.TextMeasure;
import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.fx.Tokens;

/// Pictures of the graph as it is seen, always with the legend: below it where there is no free corner.
///
/// Threads: FX thread.
final class Pictures {

    private static final double MARGIN = 16;
    private static final double SHARPNESS = 2;

    private final Tokens tokens;
    private final TextMeasure measure;

    Pictures(Tokens tokens, TextMeasure measure) {
        this.tokens = tokens;
        this.measure = measure;
    }

    /// Units: two pixels of the file for each of the screen.
    void writePng(Drawing drawing, Path file) {
        Drawing whole = withLegend(drawing);
        Canvas canvas = new Canvas(whole.width() * SHARPNESS, whole.height() * SHARPNESS);
        canvas.getGraphicsContext2D().scale(SHARPNESS, SHARPNESS);
        new GraphPainter(new CanvasInk(canvas.getGraphicsContext2D(), tokens), measure).paint(whole);
        Png.write(canvas, file);
    }

    void writeSvg(Drawing drawing, Path file, String title) {
        Drawing whole = withLegend(drawing);
        SvgInk ink = new SvgInk(tokens);
        new GraphPainter(ink, measure).paint(whole);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, ink.picture(whole.width(), whole.height(), title), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    static Drawing withLegend(Drawing drawing) {
        if (drawing.legend() != null || drawing.nodes().isEmpty()) {
            return drawing;
        }
        double height = drawing.height() + DrawingMaker.LEGEND_HEIGHT + 2 * MARGIN;
        Box legend = new Box(MARGIN, drawing.height() + MARGIN, DrawingMaker.LEGEND_WIDTH, DrawingMaker.LEGEND_HEIGHT);
        return new Drawing(drawing.width(), height, drawing.scale(), drawing.lanes(), drawing.arrows(), drawing.nodes(),
                legend, drawing.minimap());
    }
}
