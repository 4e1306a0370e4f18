package dev.eventscope.desktop.fx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Text widths by the advance of each character, asked of the toolkit once.
///
/// Shape: kerning is left out, which makes some words a pixel too wide: labels then keep a pixel more of distance.
/// Units: px at 1×.
/// Threads: any; the text that is measured stands in no scene.
public final class GlyphMeasure {

    /// Measured as one text, so that rounding to whole pixels does not matter.
    private static final int REPEATED = 32;

    private final Map<Font, Map<Integer, Double>> advances = new ConcurrentHashMap<>();

    public double widthPx(String string, Font font) {
        Map<Integer, Double> known = advances.computeIfAbsent(font, _ -> new ConcurrentHashMap<>());
        double width = 0;
        for (int i = 0; i < string.length();) {
            int c = string.codePointAt(i);
            width += known.computeIfAbsent(c, one -> measured(Character.toString(one), font));
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
