package dev.eventscope.desktop.fx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import com.google.errorprone.annotations.FormatMethod;

/// Writes what is painted as the elements of an SVG picture, texts as text.
///
/// Threads: one.
public final class SvgSheet implements Sheet {

    /// What [#save()] keeps; `groups` are the elements opened since.
    private static final class State {
        private Color fill = Color.BLACK;
        private Color stroke = Color.BLACK;
        private double width = 1;
        private StrokeLineCap cap = StrokeLineCap.SQUARE;
        private StrokeLineJoin join = StrokeLineJoin.MITER;
        private double[] dashes = {};
        private double alpha = 1;
        private Font font = Font.getDefault();
        private TextAlignment align = TextAlignment.LEFT;
        private int groups;

        private State copy() {
            State copy = new State();
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
    }

    private final StringBuilder elements = new StringBuilder();
    private final StringBuilder path = new StringBuilder();
    private final Deque<State> saved = new ArrayDeque<>();
    private State state = new State();
    private int clips;
    private double atX;
    private double atY;

    /// The whole file.
    public String picture(double width, double height, String title) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s">
                <title>%s</title>
                %s</svg>
                """.formatted(number(width), number(height), number(width), number(height), escaped(title), elements);
    }

    @Override
    public void save() {
        saved.push(state);
        state = state.copy();
    }

    @Override
    public void restore() {
        elements.append("</g>\n".repeat(state.groups));
        state = saved.pop();
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        clips++;
        add("<clipPath id=\"clip%s\"><rect %s/></clipPath>", clips, box(x, y, width, height));
        open("clip-path=\"url(#clip" + clips + ")\"");
    }

    @Override
    public void translate(double x, double y) {
        open("transform=\"translate(" + pair(x, y) + ")\"");
    }

    @Override
    public void scale(double x, double y) {
        open("transform=\"scale(" + String.format(Locale.ROOT, "%.5f,%.5f", x, y) + ")\"");
    }

    @Override
    public void setFill(Color color) {
        state.fill = color;
    }

    @Override
    public void setStroke(Color color) {
        state.stroke = color;
    }

    @Override
    public void setLineWidth(double width) {
        state.width = width;
    }

    @Override
    public void setLineCap(StrokeLineCap cap) {
        state.cap = cap;
    }

    @Override
    public void setLineJoin(StrokeLineJoin join) {
        state.join = join;
    }

    @Override
    public void setLineDashes(double... dashes) {
        state.dashes = dashes.clone();
    }

    @Override
    public void setGlobalAlpha(double alpha) {
        state.alpha = alpha;
    }

    @Override
    public void setFont(Font font) {
        state.font = font;
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        state.align = align;
    }

    @Override
    public void fillText(String text, double x, double y) {
        if (!text.isEmpty()) {
            String family = state.font.getFamily();
            boolean mono = family.contains("Mono");
            boolean strong = family.contains("SemiBold");
            add("<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-size=\"%s\"%s%s%s>%s</text>", number(x), number(y),
                    mono ? "JetBrains Mono, monospace" : "Inter, sans-serif", number(state.font.getSize()),
                    strong ? " font-weight=\"600\"" : "", filled(),
                    state.align == TextAlignment.RIGHT ? " text-anchor=\"end\"" : "", escaped(text));
        }
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        if (width > 0 && height > 0) {
            add("<rect %s%s/>", box(x, y, width, height), filled());
        }
    }

    @Override
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add("<rect %s rx=\"%s\" ry=\"%s\"%s/>", box(x, y, width, height), number(arcWidth / 2), number(arcHeight / 2),
                filled());
    }

    @Override
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add("<rect %s rx=\"%s\" ry=\"%s\"%s/>", box(x, y, width, height), number(arcWidth / 2), number(arcHeight / 2),
                stroked());
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        add("<ellipse %s%s/>", oval(x, y, width, height), filled());
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        add("<ellipse %s%s/>", oval(x, y, width, height), stroked());
    }

    @Override
    public void strokeLine(double fromX, double fromY, double toX, double toY) {
        add("<path d=\"M%s L%s\"%s/>", pair(fromX, fromY), pair(toX, toY), stroked());
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys, int points) {
        add("<polyline points=\"%s\"%s/>", points(xs, ys, points), stroked());
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys, int points) {
        add("<polygon points=\"%s\"%s/>", points(xs, ys, points), stroked());
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys, int points) {
        add("<polygon points=\"%s\"%s/>", points(xs, ys, points), filled());
    }

    @Override
    public void beginPath() {
        path.setLength(0);
    }

    @Override
    public void moveTo(double x, double y) {
        step('M', x, y);
    }

    @Override
    public void lineTo(double x, double y) {
        step('L', x, y);
    }

    @Override
    public void quadraticCurveTo(double controlX, double controlY, double x, double y) {
        path.append('Q').append(pair(controlX, controlY));
        step(' ', x, y);
    }

    @Override
    public void bezierCurveTo(double firstX, double firstY, double secondX, double secondY, double x, double y) {
        path.append('C').append(pair(firstX, firstY)).append(' ').append(pair(secondX, secondY));
        step(' ', x, y);
    }

    /// A quadratic curve instead of the arc: the difference cannot be seen at the radii of lines.
    @Override
    public void arcTo(double cornerX, double cornerY, double nextX, double nextY, double radius) {
        double in = Math.max(1e-9, Math.hypot(atX - cornerX, atY - cornerY));
        double out = Math.max(1e-9, Math.hypot(nextX - cornerX, nextY - cornerY));
        lineTo(cornerX + (atX - cornerX) / in * radius, cornerY + (atY - cornerY) / in * radius);
        quadraticCurveTo(cornerX, cornerY, cornerX + (nextX - cornerX) / out * radius,
                cornerY + (nextY - cornerY) / out * radius);
    }

    @Override
    public void closePath() {
        path.append('Z');
    }

    @Override
    public void appendSvgPath(String more) {
        path.append(more);
    }

    @Override
    public void fill() {
        add("<path d=\"%s\"%s/>", path, filled());
    }

    @Override
    public void stroke() {
        add("<path d=\"%s\"%s/>", path, stroked());
    }

    private void step(char command, double x, double y) {
        path.append(command).append(pair(x, y));
        atX = x;
        atY = y;
    }

    private void open(String attribute) {
        add("<g %s>", attribute);
        state.groups++;
    }

    @FormatMethod
    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private String filled() {
        return " fill=\"" + color(state.fill) + "\"" + opacity("fill-opacity", state.fill);
    }

    private String stroked() {
        String dashes = state.dashes.length == 0
                ? ""
                : " stroke-dasharray=\"" + Arrays.stream(state.dashes).mapToObj(SvgSheet::number)
                        .collect(Collectors.joining(" ")) + "\"";
        String cap = state.cap == StrokeLineCap.BUTT ? "" : " stroke-linecap=\"" + lower(state.cap.name()) + "\"";
        String join = state.join == StrokeLineJoin.MITER
                ? ""
                : " stroke-linejoin=\"" + lower(state.join.name()) + "\"";
        return " fill=\"none\" stroke=\"" + color(state.stroke) + "\" stroke-width=\"" + number(state.width) + "\""
                + opacity("stroke-opacity", state.stroke) + dashes + cap + join;
    }

    private String opacity(String attribute, Color color) {
        double opacity = color.getOpacity() * state.alpha;
        return opacity >= 0.999 ? "" : " " + attribute + "=\"" + number(opacity) + "\"";
    }

    private static String color(Color color) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
    }

    private static String box(double x, double y, double width, double height) {
        return String.format(Locale.ROOT, "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", number(x), number(y),
                number(Math.max(0, width)), number(Math.max(0, height)));
    }

    private static String oval(double x, double y, double width, double height) {
        return String.format(Locale.ROOT, "cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\"", number(x + width / 2),
                number(y + height / 2), number(width / 2), number(height / 2));
    }

    private static String points(double[] xs, double[] ys, int count) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < count; i++) {
            points.append(i == 0 ? "" : " ").append(pair(xs[i], ys[i]));
        }
        return points.toString();
    }

    private static String pair(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
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
