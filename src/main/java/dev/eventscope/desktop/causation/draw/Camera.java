package dev.eventscope.desktop.causation.draw;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;

/// Which part of the graph is on the screen: `x` and `y` are the graph's point at the upper left corner of the screen.
///
/// Units: `scale` is screen px a graph px.
public record Camera(double x, double y, double scale) {

    public static final Camera START = new Camera(0, 0, 1);
    static final double SMALLEST = 0.01;
    static final double LARGEST = 2;
    private static final double KEPT_IN_SIGHT = 80;

    public double screenX(double graphX) {
        return (graphX - x) * scale;
    }

    public double screenY(double graphY) {
        return (graphY - y) * scale;
    }

    public double graphX(double screenX) {
        return x + screenX / scale;
    }

    public double graphY(double screenY) {
        return y + screenY / scale;
    }

    public Box onScreen(Box box) {
        return new Box(screenX(box.x()), screenY(box.y()), box.width() * scale, box.height() * scale);
    }

    /// What of the graph is on a screen of some size.
    public Box inSight(double width, double height) {
        return new Box(x, y, width / scale, height / scale);
    }

    /// Zooms so that what is at a point of the screen stays there.
    public Camera zoomed(double factor, double screenX, double screenY) {
        double newScale = Math.clamp(scale * factor, SMALLEST, LARGEST);
        return new Camera(graphX(screenX) - screenX / newScale, graphY(screenY) - screenY / newScale, newScale);
    }

    /// Moves what is shown by so many pixels of the screen.
    public Camera moved(double dx, double dy) {
        return new Camera(x - dx / scale, y - dy / scale, scale);
    }

    public Camera centredOn(Box box, double width, double height) {
        return new Camera(box.middleX() - width / 2 / scale, box.middleY() - height / 2 / scale, scale);
    }

    /// All of a box as large as it fits, never larger than life.
    public static Camera fitting(Box box, double width, double height) {
        double fit = Math.min(width / Math.max(1, box.width()), height / Math.max(1, box.height()));
        Camera sized = new Camera(0, 0, Math.clamp(fit, SMALLEST, 1));
        return sized.centredOn(box, width, height);
    }

    /// Never so far away that nothing of the graph is left.
    public Camera within(GraphLayout layout, double width, double height) {
        return new Camera(kept(x, layout.width(), width / scale), kept(y, layout.height(), height / scale), scale);
    }

    private double kept(double at, double length, double room) {
        double slack = KEPT_IN_SIGHT / scale;
        double spare = length - room;
        return Math.clamp(at, Math.min(0, spare) - slack, Math.max(0, spare) + slack);
    }
}
