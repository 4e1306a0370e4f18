package dev.eventscope.desktop.causation.draw;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;

/// Which part of the graph is on the screen: `x` and `y` are the graph's point at the upper left corner of the screen.
///
/// Units: `scale` is screen px a graph px.
public record Camera(double x, double y, double scale) {

    public static final Camera START = new Camera(0, 0, 1);
    static final double SMALLEST = 0.01;
    static final double LARGEST = 2;
    private static final double AROUND = 80;

    /// How a graph is looked at first: in the middle where there is room around it, else from its upper left corner.
    public static Camera start(GraphLayout layout, double width, double height) {
        return new Camera(start(layout.width(), width), start(layout.height(), height), 1);
    }

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

    /// On a screen of another size: what stood at its start does so again, what a person has moved stays.
    public Camera resized(GraphLayout layout, double oldWidth, double oldHeight, double width, double height) {
        return new Camera(resized(x, layout.width(), oldWidth / scale, width / scale),
                resized(y, layout.height(), oldHeight / scale, height / scale), scale);
    }

    /// Never so far away that nothing of the graph is left: any part of it can stand in the middle of the screen, no
    /// farther.
    public Camera within(GraphLayout layout, double width, double height) {
        return new Camera(within(x, layout.width(), width / scale), within(y, layout.height(), height / scale), scale);
    }

    /// Moved as far back as it takes to leave no more than a margin of the screen empty.
    public Camera filled(GraphLayout layout, double width, double height) {
        return new Camera(filled(x, layout.width(), width / scale), filled(y, layout.height(), height / scale), scale);
    }

    private static double start(double length, double room) {
        return length < room ? Math.rint((length - room) / 2) : 0;
    }

    private double resized(double at, double length, double oldRoom, double room) {
        boolean atStart = Math.abs(at - start(length, oldRoom)) * scale <= 1;
        return atStart ? start(length, room) : at;
    }

    private static double within(double at, double length, double room) {
        return Math.clamp(at, -room / 2, length - room / 2);
    }

    private double filled(double at, double length, double room) {
        double slack = AROUND / scale;
        double spare = length - room;
        return Math.clamp(at, Math.min(0, spare) - slack, Math.max(0, spare) + slack);
    }
}
