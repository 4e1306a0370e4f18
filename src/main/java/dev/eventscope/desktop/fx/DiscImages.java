package dev.eventscope.desktop.fx;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// Pictures of discs, each painted once, to be put on whole pixels.
///
/// Units: pixels of the screen.
/// Threads: FX thread.
final class DiscImages {

    /// A picture, and where it goes.
    record Placed(Image image, double left, double top) {}

    /// Shape: the centre is that many steps right of and below a pixel's corner.
    private record Disc(double radius, Color color, int stepsX, int stepsY) {}

    /// Nobody sees less than half of such a part of a pixel.
    private static final int STEPS = 8;
    /// Themes, tints and scales make more and more of them.
    private static final int MOST_KEPT = 1_000;
    private static final Map<Disc, Image> KEPT = new HashMap<>();

    private DiscImages() {}

    static Placed at(double x, double y, double radius, Color color) {
        if (KEPT.size() > MOST_KEPT) {
            KEPT.clear();
        }
        long stepsX = Math.round(x * STEPS);
        long stepsY = Math.round(y * STEPS);
        Disc disc = new Disc(radius, color, Math.floorMod(stepsX, STEPS), Math.floorMod(stepsY, STEPS));
        double half = half(radius);
        return new Placed(KEPT.computeIfAbsent(disc, DiscImages::paint), Math.floorDiv(stepsX, STEPS) - half,
                Math.floorDiv(stepsY, STEPS) - half);
    }

    private static int half(double radius) {
        return (int) Math.ceil(radius + 0.5);
    }

    private static Image paint(Disc disc) {
        int size = 2 * half(disc.radius()) + 1;
        double centreX = half(disc.radius()) + (double) disc.stepsX() / STEPS;
        double centreY = half(disc.radius()) + (double) disc.stepsY() / STEPS;
        WritableImage image = new WritableImage(size, size);
        PixelWriter pixels = image.getPixelWriter();
        Color color = disc.color();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double beyond = Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY) - disc.radius();
                double covered = Math.clamp(0.5 - beyond, 0, 1);
                pixels.setColor(x, y, new Color(color.getRed(), color.getGreen(), color.getBlue(),
                        color.getOpacity() * covered));
            }
        }
        return image;
    }
}
