package dev.eventscope.desktop.fx;

import java.util.Locale;
import javafx.scene.paint.Color;

/// Numbers, colours and texts as SVG writes them.
final class SvgText {

    private SvgText() {}

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    static String pair(double x, double y) {
        return number(x) + "," + number(y);
    }

    static String points(double[] xs, double[] ys, int count) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < count; i++) {
            points.append(i == 0 ? "" : " ").append(pair(xs[i], ys[i]));
        }
        return points.toString();
    }

    static String box(double x, double y, double width, double height) {
        return String.format(Locale.ROOT, "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", number(x), number(y),
                number(Math.max(0, width)), number(Math.max(0, height)));
    }

    static String oval(double x, double y, double width, double height) {
        return String.format(Locale.ROOT, "cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\"", number(x + width / 2),
                number(y + height / 2), number(width / 2), number(height / 2));
    }

    static String color(Color color) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
    }

    /// Control characters have no place in XML, not even escaped.
    static String escaped(CharSequence text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
