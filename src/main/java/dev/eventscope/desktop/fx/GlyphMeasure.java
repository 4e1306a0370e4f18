package dev.eventscope.desktop.fx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Text widths by the advance of each character, asked of the toolkit once.
///
/// Shape: kerning is left out, which makes some words a pixel too wide: labels then keep a pixel more of distance.
/// Threads: any; the text that is measured stands in no scene.
public final class GlyphMeasure implements TextMeasure {

    /// Measured as one text, so that rounding to whole pixels does not matter.
    private static final int REPEATED = 32;

    private final Map<Face, Map<Integer, Double>> advances = new ConcurrentHashMap<>();

    @Override
    public double widthPx(String text, Face face) {
        Map<Integer, Double> known = advances.computeIfAbsent(face, _ -> new ConcurrentHashMap<>());
        Function<Integer, Double> measuring = one -> measured(Character.toString(one), CanvasFonts.of(face));
        double width = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            width += known.computeIfAbsent(c, measuring);
            i += Character.charCount(c);
        }
        return width;
    }

    private static double measured(String character, Font font) {
        Text text = new Text("|" + character.repeat(REPEATED) + "|");
        text.setFont(font);
        double width = text.getLayoutBounds().getWidth();
        text.setText("||");
        return (width - text.getLayoutBounds().getWidth()) / REPEATED;
    }
}
