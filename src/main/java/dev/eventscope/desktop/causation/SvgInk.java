package dev.eventscope.desktop.causation;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

import com.google.errorprone.annotations.FormatMethod;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.TextMeasure.Face;
import dev.eventscope.desktop.fx.Token;
import dev.eventscope.desktop.fx.Tokens;

/// Writes what is painted as the elements of an SVG picture, texts as text.
final class SvgInk implements Ink {

    private final Tokens tokens;
    private final StringBuilder elements = new StringBuilder();

    SvgInk(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The whole file.
    String picture(double width, double height, String title) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s">
                <title>%s</title>
                %s</svg>
                """.formatted(number(width), number(height), number(width), number(height), escaped(title), elements);
    }

    @Override
    public void fill(Token token, double opacity, Box box, double radius) {
        add("<rect %s rx=\"%s\" fill=\"%s\"%s/>", rect(box, 0), number(radius), color(token),
                opacity == 1 ? "" : " fill-opacity=\"" + number(opacity) + "\"");
    }

    @Override
    public void frame(Pen pen, Box box, double radius) {
        add("<rect %s rx=\"%s\" fill=\"none\"%s/>", rect(box, pen.width()), number(radius), stroke(pen));
    }

    @Override
    public void line(Pen pen, List<Point> points, double radius) {
        StringBuilder path = new StringBuilder("M").append(pair(points.getFirst()));
        for (int i = 1; i < points.size() - 1; i++) {
            Point corner = points.get(i);
            double round = CanvasInk.rounded(points.get(i - 1), corner, points.get(i + 1), radius);
            path.append(" L").append(pair(towards(corner, points.get(i - 1), round)));
            path.append(" Q").append(pair(corner)).append(' ').append(pair(towards(corner, points.get(i + 1), round)));
        }
        path.append(" L").append(pair(points.getLast()));
        add("<path d=\"%s\" fill=\"none\"%s/>", path, stroke(pen));
    }

    @Override
    public void shape(Token token, List<Point> corners) {
        StringBuilder points = new StringBuilder();
        corners.forEach(corner -> points.append(pair(corner)).append(' '));
        add("<polygon points=\"%s\" fill=\"%s\"/>", points.toString().strip(), color(token));
    }

    @Override
    public void disc(Token token, Point centre, double radius) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", number(centre.x()), number(centre.y()),
                number(radius), color(token));
    }

    @Override
    public void ring(Pen pen, Point centre, double radius) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"none\"%s/>", number(centre.x()), number(centre.y()),
                number(radius), stroke(pen));
    }

    @Override
    public void text(String text, Hand hand, Point at) {
        boolean figure = hand.face() == Face.FIGURE;
        add("<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>", number(at.x()),
                number(at.y()), figure ? "JetBrains Mono, monospace" : "Inter, sans-serif",
                number((hand.face() == Face.TEXT ? 13 : 12) * hand.scale()), color(hand.token()),
                hand.align() == Align.RIGHT ? " text-anchor=\"end\"" : "", escaped(text));
    }

    @FormatMethod
    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private String stroke(Pen pen) {
        String dash = switch (pen.dash()) {
            case NONE -> "";
            case EVENT -> " stroke-dasharray=\"5 3\"";
            case MISSING -> " stroke-dasharray=\"2 2\"";
            case WAITING -> " stroke-dasharray=\"2 3\"";
        };
        return " stroke=\"" + color(pen.token()) + "\" stroke-width=\"" + number(pen.width()) + "\"" + dash;
    }

    private String color(Token token) {
        Color color = tokens.get(token);
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
    }

    private static String rect(Box box, double line) {
        return String.format(Locale.ROOT, "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", number(box.x() + line / 2),
                number(box.y() + line / 2), number(Math.max(0, box.width() - line)),
                number(Math.max(0, box.height() - line)));
    }

    private static Point towards(Point from, Point to, double distance) {
        double length = Math.max(1e-9, Math.hypot(to.x() - from.x(), to.y() - from.y()));
        return new Point(from.x() + (to.x() - from.x()) / length * distance,
                from.y() + (to.y() - from.y()) / length * distance);
    }

    private static String pair(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /// Control characters have no place in XML, not even escaped.
    private static String escaped(String text) {
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
