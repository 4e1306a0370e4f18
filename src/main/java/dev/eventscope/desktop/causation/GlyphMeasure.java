package dev.eventscope.desktop.causation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Text;

import dev.eventscope.desktop.causation.draw.TextMeasure;

/// Text widths by the advance of each character, asked of the toolkit once.
///
/// Threads: any; the text that is measured stands in no scene.
final class GlyphMeasure implements TextMeasure {

    /// Measured as one text, so that rounding to whole pixels does not matter.
    private static final int REPEATED = 32;

    private final Map<Face, Map<Integer, Double>> advances = new EnumMap<>(Face.class);

    GlyphMeasure() {
        for (Face face : Face.values()) {
            advances.put(face, new ConcurrentHashMap<>());
        }
    }

    @Override
    public double widthPx(String string, Face face) {
        Map<Integer, Double> known = advances.getOrDefault(face, Map.of());
        double width = 0;
        for (int i = 0; i < string.length();) {
            int c = string.codePointAt(i);
            width += known.computeIfAbsent(c, one -> measured(Character.toString(one), face));
            i += Character.charCount(c);
        }
        return width;
    }

    private static double measured(String character, Face face) {
        Text text = new Text("|" + character.repeat(REPEATED) + "|");
        text.setFont(CanvasInk.font(face, 1));
        double width = text.getLayoutBounds().getWidth();
        text.setText("||");
        return (width - text.getLayoutBounds().getWidth()) / REPEATED;
    }
}
