package dev.eventscope.desktop.fx;

import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// What a view paints on: the canvas on the screen, or a picture for a file. The part of
/// [javafx.scene.canvas.GraphicsContext] that is painted with, under its names.
///
/// Units: px of the drawing.
/// Threads: FX thread.
public interface Sheet {

    /// Keeps everything that is set, until [#restore()].
    void save();

    void restore();

    /// Nothing outside of this is painted until [#restore()].
    void clip(double x, double y, double width, double height);

    void translate(double x, double y);

    void scale(double x, double y);

    void setFill(Color color);

    void setStroke(Color color);

    void setLineWidth(double width);

    void setLineCap(StrokeLineCap cap);

    void setLineJoin(StrokeLineJoin join);

    /// No argument: a solid line.
    void setLineDashes(double... dashes);

    void setGlobalAlpha(double alpha);

    void setFont(Font font);

    void setTextAlign(TextAlignment align);

    void fillText(String text, double x, double y);

    void fillRect(double x, double y, double width, double height);

    void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight);

    void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight);

    void fillOval(double x, double y, double width, double height);

    /// A circle around a point.
    default void fillDisc(double x, double y, double radius, Color color) {
        setFill(color);
        fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    void strokeOval(double x, double y, double width, double height);

    void strokeLine(double fromX, double fromY, double toX, double toY);

    void strokePolyline(double[] xs, double[] ys, int points);

    void strokePolygon(double[] xs, double[] ys, int points);

    void fillPolygon(double[] xs, double[] ys, int points);

    void beginPath();

    void moveTo(double x, double y);

    void lineTo(double x, double y);

    void quadraticCurveTo(double controlX, double controlY, double x, double y);

    void bezierCurveTo(double firstX, double firstY, double secondX, double secondY, double x, double y);

    /// Goes on towards a corner and rounds it into the direction of the point after it.
    void arcTo(double cornerX, double cornerY, double nextX, double nextY, double radius);

    void closePath();

    void appendSvgPath(String path);

    void fill();

    void stroke();
}
