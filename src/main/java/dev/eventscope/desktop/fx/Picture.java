package dev.eventscope.desktop.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;

/// Something painted, to be written to a file: `paint` paints it on whatever sheet it is given.
///
/// Units: px of the screen.
/// Threads: FX thread.
public record Picture(double width, double height, String title, Consumer<Sheet> paint) {

    private static final double SHARPNESS = 2;

    /// Units: two pixels of the file for each of the screen.
    ///
    /// Errors: `UncheckedIOException` that names the file.
    public void writePng(Path file) {
        Canvas canvas = new Canvas(width * SHARPNESS, height * SHARPNESS);
        canvas.getGraphicsContext2D().scale(SHARPNESS, SHARPNESS);
        paint.accept(new CanvasSheet(canvas.getGraphicsContext2D()));
        Png.write(canvas, file);
    }

    /// Errors: `UncheckedIOException` that names the file.
    public void writeSvg(Path file) {
        SvgSheet sheet = new SvgSheet();
        paint.accept(sheet);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, sheet.picture(width, height, title), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
