package dev.eventscope.desktop.timeline;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.text.Text;

import dev.eventscope.desktop.timeline.draw.TextMeasure;

/// Text widths by the advance of each character, asked of the toolkit once.
///
/// Shape: kerning is left out, which makes some words a pixel too wide: labels then keep a pixel more of distance.
/// Threads: FX thread.
final class GlyphMeasure implements TextMeasure {

    private static final int TABLE = 0x300;
    /// Measured as one text, so that rounding to whole pixels does not matter.
    private static final int REPEATED = 32;

    private final Map<Face, double[]> advances = new EnumMap<>(Face.class);
    private final Text text = new Text();

    @Override
    public double widthPx(String string, Face face) {
        double[] table = advances.computeIfAbsent(face, _ -> unknown());
        double width = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= TABLE) {
                width += measured(String.valueOf(c), face);
            } else {
                if (table[c] < 0) {
                    table[c] = measured(String.valueOf(c), face);
                }
                width += table[c];
            }
        }
        return width;
    }

    private double measured(String character, Face face) {
        text.setFont(Brush.font(face));
        text.setText("|" + character.repeat(REPEATED) + "|");
        double width = text.getLayoutBounds().getWidth();
        text.setText("||");
        return (width - text.getLayoutBounds().getWidth()) / REPEATED;
    }

    private static double[] unknown() {
        double[] table = new double[TABLE];
        Arrays.fill(table, -1);
        return table;
    }
}
