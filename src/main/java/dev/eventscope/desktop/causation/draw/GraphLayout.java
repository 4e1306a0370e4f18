package dev.eventscope.desktop.causation.draw;

import java.util.List;

import dev.eventscope.desktop.causation.draw.Unit.Link;

/// Where everything stands, from the upper left corner of the graph.
///
/// Shape: `boxes` are by the number of their unit.
/// Units: px at 1×.
public record GraphLayout(List<Box> boxes, List<Lane> lanes, List<Route> routes, double width, double height) {

    public static final GraphLayout EMPTY = new GraphLayout(List.of(), List.of(), List.of(), 0, 0);

    public record Point(double x, double y) {}

    public record Box(double x, double y, double width, double height) {

        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public double middleX() {
            return x + width / 2;
        }

        public double middleY() {
            return y + height / 2;
        }

        public boolean holds(double px, double py) {
            return px >= x && px < right() && py >= y && py < bottom();
        }

        public boolean meets(Box other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }
    }

    /// The band of one category.
    public record Lane(String category, double top, double height) {}

    /// The straight runs of an arrow; the last ends at its effect. `label` ends at `labelX`, its baseline at `labelY`.
    public record Route(Link link, List<Point> points, Box around, String label, double labelX, double labelY) {
        public Route {
            points = List.copyOf(points);
        }
    }

    public GraphLayout {
        boxes = List.copyOf(boxes);
        lanes = List.copyOf(lanes);
        routes = List.copyOf(routes);
    }
}
