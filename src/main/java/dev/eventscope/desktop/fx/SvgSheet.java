package dev.eventscope.desktop.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
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

    private final StringBuilder elements = new StringBuilder();
    private final StringBuilder path = new StringBuilder();
    private final Deque<SvgPen> saved = new ArrayDeque<>();
    private SvgPen pen = new SvgPen();
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
                """.formatted(SvgText.number(width), SvgText.number(height), SvgText.number(width),
                SvgText.number(height), SvgText.escaped(title), elements);
    }

    @Override
    public void save() {
        saved.push(pen);
        pen = pen.copy();
    }

    @Override
    public void restore() {
        elements.append("</g>\n".repeat(pen.groups));
        pen = saved.pop();
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        clips++;
        add("<clipPath id=\"clip%s\"><rect %s/></clipPath>", clips, SvgText.box(x, y, width, height));
        open("clip-path=\"url(#clip" + clips + ")\"");
    }

    @Override
    public void translate(double x, double y) {
        open("transform=\"translate(" + SvgText.pair(x, y) + ")\"");
    }

    @Override
    public void scale(double x, double y) {
        open("transform=\"scale(" + String.format(Locale.ROOT, "%.5f,%.5f", x, y) + ")\"");
    }

    @Override
    public void setFill(Color color) {
        pen.fill = color;
    }

    @Override
    public void setStroke(Color color) {
        pen.stroke = color;
    }

    @Override
    public void setLineWidth(double width) {
        pen.width = width;
    }

    @Override
    public void setLineCap(StrokeLineCap cap) {
        pen.cap = cap;
    }

    @Override
    public void setLineJoin(StrokeLineJoin join) {
        pen.join = join;
    }

    @Override
    public void setLineDashes(double... dashes) {
        pen.dashes = dashes.clone();
    }

    @Override
    public void setGlobalAlpha(double alpha) {
        pen.alpha = alpha;
    }

    @Override
    public void setFont(Font font) {
        pen.font = font;
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        pen.align = align;
    }

    @Override
    public void fillText(String text, double x, double y) {
        if (!text.isEmpty()) {
            add("<text x=\"%s\" y=\"%s\"%s%s>%s</text>", SvgText.number(x), SvgText.number(y), pen.written(text),
                    pen.filled(), SvgText.escaped(text));
        }
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        if (width > 0 && height > 0) {
            add("<rect %s%s/>", SvgText.box(x, y, width, height), pen.filled());
        }
    }

    @Override
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add("<rect %s rx=\"%s\" ry=\"%s\"%s/>", SvgText.box(x, y, width, height), SvgText.number(arcWidth / 2),
                SvgText.number(arcHeight / 2),
                pen.filled());
    }

    @Override
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add("<rect %s rx=\"%s\" ry=\"%s\"%s/>", SvgText.box(x, y, width, height), SvgText.number(arcWidth / 2),
                SvgText.number(arcHeight / 2),
                pen.stroked());
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        add("<ellipse %s%s/>", SvgText.oval(x, y, width, height), pen.filled());
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        add("<ellipse %s%s/>", SvgText.oval(x, y, width, height), pen.stroked());
    }

    @Override
    public void strokeLine(double fromX, double fromY, double toX, double toY) {
        add("<path d=\"M%s L%s\"%s/>", SvgText.pair(fromX, fromY), SvgText.pair(toX, toY), pen.stroked());
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys, int points) {
        add("<polyline points=\"%s\"%s/>", SvgText.points(xs, ys, points), pen.stroked());
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys, int points) {
        add("<polygon points=\"%s\"%s/>", SvgText.points(xs, ys, points), pen.stroked());
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys, int points) {
        add("<polygon points=\"%s\"%s/>", SvgText.points(xs, ys, points), pen.filled());
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
        path.append('Q').append(SvgText.pair(controlX, controlY));
        step(' ', x, y);
    }

    @Override
    public void bezierCurveTo(double firstX, double firstY, double secondX, double secondY, double x, double y) {
        path.append('C').append(SvgText.pair(firstX, firstY)).append(' ').append(SvgText.pair(secondX, secondY));
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
        add("<path d=\"%s\"%s/>", path, pen.filled());
    }

    @Override
    public void stroke() {
        add("<path d=\"%s\"%s/>", path, pen.stroked());
    }

    private void step(char command, double x, double y) {
        path.append(command).append(SvgText.pair(x, y));
        atX = x;
        atY = y;
    }

    private void open(String attribute) {
        add("<g %s>", attribute);
        pen.groups++;
    }

    @FormatMethod
    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
