package dev.eventscope.desktop.fx;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// What is set on an [SvgSheet], as attributes of the elements that are painted with it.
///
/// Threads: one.
final class SvgPen {

    Color fill = Color.BLACK;
    Color stroke = Color.BLACK;
    double width = 1;
    StrokeLineCap cap = StrokeLineCap.SQUARE;
    StrokeLineJoin join = StrokeLineJoin.MITER;
    double[] dashes = {};
    double alpha = 1;
    Font font = Font.getDefault();
    TextAlignment align = TextAlignment.LEFT;
    /// The elements that were opened since it was saved, to be closed when it is restored.
    int groups;

    SvgPen copy() {
        SvgPen copy = new SvgPen();
        copy.fill = fill;
        copy.stroke = stroke;
        copy.width = width;
        copy.cap = cap;
        copy.join = join;
        copy.dashes = dashes;
        copy.alpha = alpha;
        copy.font = font;
        copy.align = align;
        return copy;
    }

    String filled() {
        return " fill=\"" + SvgText.color(fill) + "\"" + opacity("fill-opacity", fill);
    }

    String stroked() {
        String dashed = dashes.length == 0
                ? ""
                : " stroke-dasharray=\"" + Arrays.stream(dashes).mapToObj(SvgText::number)
                        .collect(Collectors.joining(" ")) + "\"";
        String ends = cap == StrokeLineCap.BUTT ? "" : " stroke-linecap=\"" + lower(cap.name()) + "\"";
        String corners = join == StrokeLineJoin.MITER ? "" : " stroke-linejoin=\"" + lower(join.name()) + "\"";
        return " fill=\"none\" stroke=\"" + SvgText.color(stroke) + "\" stroke-width=\"" + SvgText.number(width) + "\""
                + opacity("stroke-opacity", stroke) + dashed + ends + corners;
    }

    /// Font, alignment and width of a text: where the font is not installed, another one is made to fit.
    String written(String text) {
        String family = font.getFamily();
        return " font-family=\"" + (family.contains("Mono") ? "JetBrains Mono, monospace" : "Inter, sans-serif")
                + "\" font-size=\"" + SvgText.number(font.getSize()) + "\""
                + (family.contains("SemiBold") ? " font-weight=\"600\"" : "")
                + (align == TextAlignment.RIGHT ? " text-anchor=\"end\"" : "") + " textLength=\""
                + SvgText.number(widthOf(text)) + "\" lengthAdjust=\"spacingAndGlyphs\"";
    }

    private double widthOf(String text) {
        Text measured = new Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    private String opacity(String attribute, Color color) {
        double opacity = color.getOpacity() * alpha;
        return opacity >= 0.999 ? "" : " " + attribute + "=\"" + SvgText.number(opacity) + "\"";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
