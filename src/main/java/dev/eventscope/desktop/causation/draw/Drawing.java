package dev.eventscope.desktop.causation.draw;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;

/// One picture of the graph: everything that is in sight, ready to be painted, and asked by [HitTest] what is where.
///
/// Units: px of the screen.
public record Drawing(double width, double height, double scale, List<LaneBand> lanes, List<Arrow> arrows,
        List<Node> nodes, @Nullable Box legend, @Nullable Minimap minimap) {

    public static final Drawing EMPTY = new Drawing(0, 0, 1, List.of(), List.of(), List.of(), null, null);

    public enum Tone {
        PLAIN, PAST, FUTURE
    }

    public enum Line {
        COMMAND, EVENT, MISSING
    }

    /// A category's band; its name stays in sight while any of it is.
    public record LaneBand(String name, int hue, double top, double height, double nameY) {}

    /// One unit in sight; its edge has the colour of its tone. `selectedChip` is the chip with the ring, -1 for none.
    public record Node(int unit, Unit.Kind kind, Card card, int hue, Box box, Tone tone, boolean selected,
            int selectedChip, boolean hovered) {}

    /// `critical` arrows are on the way that took longest.
    public record Arrow(List<Point> points, Line line, Tone tone, boolean critical, String label, double labelX,
            double labelY) {
        public Arrow {
            points = List.copyOf(points);
        }
    }

    /// The whole graph in small, and the part on the screen. A place of the graph is `box` origin + [#PADDING] + graph px ×
    /// `scale`.
    public record Minimap(Box box, double scale, List<Dot> dots, Box frame) {

        static final double PADDING = 4;

        public Minimap {
            dots = List.copyOf(dots);
        }
    }

    public record Dot(Box box, int hue, boolean failed, boolean lit) {}

    public Drawing {
        lanes = List.copyOf(lanes);
        arrows = List.copyOf(arrows);
        nodes = List.copyOf(nodes);
    }
}
