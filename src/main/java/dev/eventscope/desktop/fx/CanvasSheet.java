package dev.eventscope.desktop.fx;

import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints on a canvas.
///
/// Threads: FX thread.
public record CanvasSheet(GraphicsContext g) implements Sheet {

    @Override
    public void save() {
        g.save();
    }

    @Override
    public void restore() {
        g.restore();
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
    }

    @Override
    public void translate(double x, double y) {
        g.translate(x, y);
    }

    @Override
    public void scale(double x, double y) {
        g.scale(x, y);
    }

    @Override
    public void setFill(Color color) {
        g.setFill(color);
    }

    @Override
    public void setStroke(Color color) {
        g.setStroke(color);
    }

    @Override
    public void setLineWidth(double width) {
        g.setLineWidth(width);
    }

    @Override
    public void setLineCap(StrokeLineCap cap) {
        g.setLineCap(cap);
    }

    @Override
    public void setLineJoin(StrokeLineJoin join) {
        g.setLineJoin(join);
    }

    @Override
    public void setLineDashes(double... dashes) {
        g.setLineDashes(dashes);
    }

    @Override
    public void setGlobalAlpha(double alpha) {
        g.setGlobalAlpha(alpha);
    }

    @Override
    public void setFont(Font font) {
        g.setFont(font);
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        g.setTextAlign(align);
    }

    @Override
    public void fillText(String text, double x, double y) {
        g.fillText(text, x, y);
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        g.fillRect(x, y, width, height);
    }

    @Override
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        g.fillRoundRect(x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        g.strokeRoundRect(x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        g.fillOval(x, y, width, height);
    }

    /// On a screen as a picture of a disc: a frame has hundreds of them, and shapes take much longer.
    ///
    /// Shape: nothing may have been scaled or moved.
    @Override
    public void fillDisc(double x, double y, double radius, Color color) {
        Scene scene = g.getCanvas().getScene();
        if (scene == null) {
            Sheet.super.fillDisc(x, y, radius, color);
            return;
        }
        double scale = scene.getWindow() == null ? 1 : scene.getWindow().getRenderScaleX();
        DiscImages.Placed disc = DiscImages.at(x * scale, y * scale, radius * scale, color);
        g.drawImage(disc.image(), disc.left() / scale, disc.top() / scale, disc.image().getWidth() / scale,
                disc.image().getHeight() / scale);
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        g.strokeOval(x, y, width, height);
    }

    @Override
    public void strokeLine(double fromX, double fromY, double toX, double toY) {
        g.strokeLine(fromX, fromY, toX, toY);
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys, int points) {
        g.strokePolyline(xs, ys, points);
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys, int points) {
        g.strokePolygon(xs, ys, points);
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys, int points) {
        g.fillPolygon(xs, ys, points);
    }

    @Override
    public void beginPath() {
        g.beginPath();
    }

    @Override
    public void moveTo(double x, double y) {
        g.moveTo(x, y);
    }

    @Override
    public void lineTo(double x, double y) {
        g.lineTo(x, y);
    }

    @Override
    public void quadraticCurveTo(double controlX, double controlY, double x, double y) {
        g.quadraticCurveTo(controlX, controlY, x, y);
    }

    @Override
    public void bezierCurveTo(double firstX, double firstY, double secondX, double secondY, double x, double y) {
        g.bezierCurveTo(firstX, firstY, secondX, secondY, x, y);
    }

    @Override
    public void arcTo(double cornerX, double cornerY, double nextX, double nextY, double radius) {
        g.arcTo(cornerX, cornerY, nextX, nextY, radius);
    }

    @Override
    public void closePath() {
        g.closePath();
    }

    @Override
    public void appendSvgPath(String path) {
        g.appendSVGPath(path);
    }

    @Override
    public void fill() {
        g.fill();
    }

    @Override
    public void stroke() {
        g.stroke();
    }
}
