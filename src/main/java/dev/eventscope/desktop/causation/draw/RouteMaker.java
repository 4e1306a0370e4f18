package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventscope.desktop.causation.draw.ElkLayers.Place;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.GraphLayout.Route;
import dev.eventscope.desktop.causation.draw.Unit.Link;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.TextMeasure.Face;

/// Leads arrows in straight runs: out of the cause to the right, along a trunk in the gap between two layers, and into the
/// effect from the left. The arrows of one cause share a trunk; trunks that would touch stand beside each other.
///
/// Shape: an arrow that skips layers, or goes back, passes between two rows above its effect, where nothing stands.
final class RouteMaker {

    private static final double BESIDE = 14;
    private static final double PITCH = 8;
    private static final double ARROW = 22;
    private static final double NARROWEST = 44;
    private static final double ABOVE_LINE = 7;
    private static final double LABEL_BEFORE = 8;

    private record TrunkKey(int gap, int source, boolean arriving) {}

    private static final class Trunk {
        private final TrunkKey key;
        private double top = Double.MAX_VALUE;
        private double bottom = -Double.MAX_VALUE;
        private int slot;
        private double x;

        Trunk(TrunkKey key) {
            this.key = key;
        }

        void reach(double y) {
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
    }

    private final LayoutMaker.Subject subject;
    private final List<Place> places;
    private final double[] tops;
    private final Map<TrunkKey, Trunk> trunks = new LinkedHashMap<>();
    private final Map<Integer, List<Trunk>> byGap = new HashMap<>();
    private final Map<Integer, Double> labelWidths = new HashMap<>();

    RouteMaker(LayoutMaker.Subject subject, List<Place> places, double[] tops, TextMeasure measure) {
        this.subject = subject;
        this.places = places;
        this.tops = tops;
        for (int i = 0; i < subject.plan().links().size(); i++) {
            Link link = subject.plan().links().get(i);
            reach(link);
            labelWidths.merge(layer(link.to()), measure.widthPx(subject.labels().get(i), Face.FIGURE), Math::max);
        }
        byGap.values().forEach(RouteMaker::giveSlots);
    }

    private void reach(Link link) {
        if (isShort(link)) {
            Trunk trunk = trunk(layer(link.to()), link.from(), false);
            trunk.reach(middle(link.from()));
            trunk.reach(middle(link.to()));
        } else {
            Trunk leaving = trunk(layer(link.from()) + 1, link.from(), false);
            leaving.reach(middle(link.from()));
            leaving.reach(channel(link.to()));
            Trunk arriving = trunk(layer(link.to()), link.from(), true);
            arriving.reach(channel(link.to()));
            arriving.reach(middle(link.to()));
        }
    }

    private Trunk trunk(int gap, int source, boolean arriving) {
        return trunks.computeIfAbsent(new TrunkKey(gap, source, arriving), key -> {
            Trunk made = new Trunk(key);
            byGap.computeIfAbsent(gap, _ -> new ArrayList<>()).add(made);
            return made;
        });
    }

    private static void giveSlots(List<Trunk> trunks) {
        trunks.sort(
                Comparator.comparingDouble((Trunk trunk) -> trunk.top).thenComparingInt(trunk -> trunk.key.source()));
        List<Double> ends = new ArrayList<>();
        for (Trunk trunk : trunks) {
            int slot = 0;
            while (slot < ends.size() && ends.get(slot) + PITCH > trunk.top) {
                slot++;
            }
            if (slot == ends.size()) {
                ends.add(trunk.bottom);
            } else {
                ends.set(slot, trunk.bottom);
            }
            trunk.slot = slot;
        }
    }

    /// Takes the gap before a layer; answers where the layer begins.
    double passGap(int layer, double x) {
        List<Trunk> here = byGap.getOrDefault(layer, List.of());
        if (here.isEmpty()) {
            return x;
        }
        int slots = 0;
        for (Trunk trunk : here) {
            trunk.x = x + BESIDE + trunk.slot * PITCH;
            slots = Math.max(slots, trunk.slot + 1);
        }
        double label = labelWidths.getOrDefault(layer, 0.0);
        return Math.ceil(x + Math.max(NARROWEST, BESIDE + slots * PITCH + label + ARROW));
    }

    List<Route> routes(List<Box> boxes) {
        List<Route> routes = new ArrayList<>();
        Map<Integer, Integer> labelled = new HashMap<>();
        for (int i = 0; i < subject.plan().links().size(); i++) {
            Link link = subject.plan().links().get(i);
            boolean first = labelled.putIfAbsent(link.to(), i) == null;
            routes.add(route(link, boxes, first ? subject.labels().get(i) : ""));
        }
        return routes;
    }

    private Route route(Link link, List<Box> boxes, String label) {
        Box from = boxes.get(link.from());
        Box to = boxes.get(link.to());
        List<Point> points = new ArrayList<>();
        points.add(new Point(from.right(), from.middleY()));
        if (isShort(link)) {
            double x = trunk(layer(link.to()), link.from(), false).x;
            points.add(new Point(x, from.middleY()));
            points.add(new Point(x, to.middleY()));
        } else {
            double leaving = trunk(layer(link.from()) + 1, link.from(), false).x;
            double arriving = trunk(layer(link.to()), link.from(), true).x;
            points.add(new Point(leaving, from.middleY()));
            points.add(new Point(leaving, channel(link.to())));
            points.add(new Point(arriving, channel(link.to())));
            points.add(new Point(arriving, to.middleY()));
        }
        points.add(new Point(to.x(), to.middleY()));
        List<Point> straight = withoutStops(points);
        return new Route(link, straight, around(straight), label, to.x() - LABEL_BEFORE, to.middleY() - ABOVE_LINE);
    }

    private static List<Point> withoutStops(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        for (Point point : points) {
            if (kept.isEmpty() || !kept.getLast().equals(point)) {
                int size = kept.size();
                boolean level = size > 1 && kept.get(size - 2).y() == point.y() && kept.getLast().y() == point.y();
                if (level) {
                    kept.removeLast();
                }
                kept.add(point);
            }
        }
        return kept;
    }

    private static Box around(List<Point> points) {
        double left = points.stream().mapToDouble(Point::x).min().orElse(0);
        double right = points.stream().mapToDouble(Point::x).max().orElse(0);
        double top = points.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = points.stream().mapToDouble(Point::y).max().orElse(0);
        return new Box(left, top - 20, right - left + 1, bottom - top + 24);
    }

    private boolean isShort(Link link) {
        return layer(link.to()) == layer(link.from()) + 1;
    }

    private int layer(int unit) {
        return places.get(unit).layer();
    }

    private double middle(int unit) {
        return tops[unit] + subject.cards().get(unit).height() / 2;
    }

    private double channel(int unit) {
        return tops[unit] - LayoutMaker.ROW_GAP / 2;
    }
}
