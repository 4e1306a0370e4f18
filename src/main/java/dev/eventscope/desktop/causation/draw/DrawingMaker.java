package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Drawing.Arrow;
import dev.eventscope.desktop.causation.draw.Drawing.Dot;
import dev.eventscope.desktop.causation.draw.Drawing.LaneBand;
import dev.eventscope.desktop.causation.draw.Drawing.Line;
import dev.eventscope.desktop.causation.draw.Drawing.Minimap;
import dev.eventscope.desktop.causation.draw.Drawing.Node;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Lane;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.GraphLayout.Route;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Hue;

/// Makes the picture: what of the layout is in sight, in what tone.
///
/// Shape: the cost is that of a look at each box and each arrow; only what is in sight gets a record.
public final class DrawingMaker {

    public static final double LEGEND_WIDTH = 248;
    public static final double LEGEND_HEIGHT = 134;
    private static final double MARGIN = 16;
    private static final double MINIMAP_WIDTH = 200;
    private static final double MINIMAP_HEIGHT = 120;
    private static final double LEAST_FRAME = 8;
    /// So many dots are enough to see a shape; of more every n-th is shown.
    private static final int MOST_DOTS = 1_500;
    /// Below this scale nodes are dots, and arrows a texture.
    static final double AFAR = 0.2;
    /// From afar one node is drawn in so many pixels each way, and about so many arrows in all.
    static final double CELL = 4;
    static final int MOST_AFAR = 1_500;
    /// So far beyond the edge arrows go on before they are cut.
    private static final double BEYOND = 64;
    /// What is cut of an arrow is a whole number of its dashes, so that they stay where they are when the camera moves.
    private static final double DASHES = 8;

    /// All that is shown, wherever the camera looks.
    public record Scene(CausationGraph graph, Unit.Plan plan, List<Card> cards, GraphLayout layout) {

        public static final Scene EMPTY = new Scene(CausationGraph.EMPTY, Unit.Plan.EMPTY, List.of(),
                GraphLayout.EMPTY);
    }

    /// The size of the screen, and what of the graph it shows.
    public record Sight(double width, double height, Camera camera) {}

    private final Scene scene;
    private final Attention attention;
    private final Sight sight;
    private final Camera camera;

    private DrawingMaker(Scene scene, Attention attention, Sight sight) {
        this.scene = scene;
        this.attention = attention;
        this.sight = sight;
        camera = sight.camera();
    }

    public static Drawing make(Scene scene, Attention attention, Sight sight) {
        if (scene.plan().units().isEmpty()) {
            return Drawing.EMPTY;
        }
        return new DrawingMaker(scene, attention, sight).make();
    }

    private Drawing make() {
        Box inSight = camera.inSight(sight.width(), sight.height());
        List<Node> nodes = nodes(inSight);
        List<Arrow> arrows = arrows(inSight);
        Minimap minimap = minimap();
        return new Drawing(sight.width(), sight.height(), camera.scale(), lanes(), arrows, nodes,
                legend(nodes, minimap), minimap);
    }

    /// From afar, of those that would cover the same few pixels the first is drawn; what is lit is drawn in any case.
    private List<Node> nodes(Box inSight) {
        List<Node> nodes = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (Unit unit : scene.plan().units()) {
            Box inGraph = scene.layout().boxes().get(unit.number());
            if (inGraph.meets(inSight)) {
                Box box = camera.onScreen(inGraph);
                long cell = (long) Math.floor(box.x() / CELL) << 32
                        | ((long) Math.floor(box.y() / CELL) & 0xFFFF_FFFFL);
                if (camera.scale() >= AFAR || attention.toneOf(unit) != Drawing.Tone.PLAIN || taken.add(cell)) {
                    nodes.add(node(unit, box));
                }
            }
        }
        return nodes;
    }

    /// From afar, every n-th of the quiet ones shows how they run; the lit and the critical are drawn in any case.
    private List<Arrow> arrows(Box inSight) {
        List<Route> quiet = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (Route route : scene.layout().routes()) {
            if (route.around().meets(inSight)) {
                boolean loud = attention.toneOf(route.link(), scene.graph()) != Drawing.Tone.PLAIN
                        || attention.isCritical(route.link(), scene.graph());
                if (loud || camera.scale() >= AFAR) {
                    arrows.add(arrow(route));
                } else {
                    quiet.add(route);
                }
            }
        }
        int step = quiet.size() / MOST_AFAR + 1;
        for (int i = 0; i < quiet.size(); i += step) {
            arrows.add(arrow(quiet.get(i)));
        }
        return arrows;
    }

    /// The first lane begins, and the last one ends, where the screen does, however little room the graph takes.
    private List<LaneBand> lanes() {
        List<LaneBand> bands = new ArrayList<>();
        for (Lane lane : scene.layout().lanes()) {
            double top = Math.round(camera.screenY(lane.top()));
            double bottom = Math.round(camera.screenY(lane.top() + lane.height()));
            boolean first = lane.equals(scene.layout().lanes().getFirst());
            boolean last = lane.equals(scene.layout().lanes().getLast());
            bottom = last ? Math.max(bottom, sight.height() + 1) : bottom;
            double nameY = Math.min(Math.max(top, 0) + 20, bottom - 6);
            top = first ? Math.min(top, 0) : top;
            if (bottom > 0 && top < sight.height()) {
                bands.add(new LaneBand(lane.category().isEmpty() ? "no category" : lane.category(),
                        Hue.of(lane.category()), top, bottom - top, nameY));
            }
        }
        return bands;
    }

    private Node node(Unit unit, Box box) {
        Card card = scene.cards().get(unit.number());
        boolean selected = attention.selected() != CausationGraph.NONE
                && scene.plan().unitOf(attention.selected()) == unit.number();
        int chip = -1;
        for (int i = 0; selected && i < card.chips().size(); i++) {
            if (card.chips().get(i).event() == attention.selected()) {
                chip = i;
            }
        }
        return new Node(unit.number(), unit.kind(), card, Hue.of(card.category()), box, attention.toneOf(unit),
                selected,
                chip, attention.hovered() == unit.number());
    }

    private Arrow arrow(Route route) {
        List<Point> points = route.points().stream()
                .map(point -> new Point(cut(camera.screenX(point.x()), sight.width()),
                        cut(camera.screenY(point.y()), sight.height())))
                .toList();
        return new Arrow(points, line(route.link()), attention.toneOf(route.link(), scene.graph()),
                attention.isCritical(route.link(), scene.graph()), route.label(), camera.screenX(route.labelX()),
                camera.screenY(route.labelY()));
    }

    /// Brings what lies far outside nearer: runs are straight along one axis, so that what is in sight stays as it is. A
    /// dashed line costs its length, seen or not.
    private static double cut(double at, double length) {
        double beyond = at < -BEYOND ? at + BEYOND : at > length + BEYOND ? at - length - BEYOND : 0;
        return at - Math.signum(beyond) * Math.floor(Math.abs(beyond) / DASHES) * DASHES;
    }

    private Line line(Unit.Link link) {
        if (link.effects().isEmpty()) {
            return Line.MISSING;
        }
        int cause = scene.graph().cause(link.effects().getFirst());
        return EventKind.of(scene.graph().event(cause).type()) == EventKind.COMMAND ? Line.COMMAND : Line.EVENT;
    }

    /// Where nothing of the graph is; null where there is no such place.
    private @Nullable Box legend(List<Node> nodes, @Nullable Minimap minimap) {
        double bottom = sight.height() - MARGIN - LEGEND_HEIGHT;
        double right = sight.width() - MARGIN - LEGEND_WIDTH;
        List<Box> corners = List.of(new Box(MARGIN, bottom, LEGEND_WIDTH, LEGEND_HEIGHT),
                new Box(right, bottom, LEGEND_WIDTH, LEGEND_HEIGHT),
                new Box(right, MARGIN, LEGEND_WIDTH, LEGEND_HEIGHT));
        return corners.stream().filter(corner -> bottom > 0 && right > MARGIN)
                .filter(corner -> nodes.stream().noneMatch(node -> node.box().meets(corner)))
                .filter(corner -> minimap == null || !minimap.box().meets(corner)).findFirst().orElse(null);
    }

    /// Only where not all of the graph is on the screen.
    private @Nullable Minimap minimap() {
        GraphLayout layout = scene.layout();
        boolean all = camera.graphX(0) <= 0 && camera.graphY(0) <= 0 && camera.graphX(sight.width()) >= layout.width()
                && camera.graphY(sight.height()) >= layout.height();
        if (all || sight.width() < 2 * MINIMAP_WIDTH || sight.height() < 2 * MINIMAP_HEIGHT) {
            return null;
        }
        double scale = Math.min((MINIMAP_WIDTH - 2 * Minimap.PADDING) / layout.width(),
                (MINIMAP_HEIGHT - 2 * Minimap.PADDING) / layout.height());
        double width = Math.max(40, Math.ceil(layout.width() * scale) + 2 * Minimap.PADDING);
        double height = Math.max(24, Math.ceil(layout.height() * scale) + 2 * Minimap.PADDING);
        Box box = new Box(Math.floor(sight.width() - MARGIN - width), Math.floor(sight.height() - MARGIN - height),
                width, height);
        return new Minimap(box, scale, dots(box, scale), frame(box, scale));
    }

    private List<Dot> dots(Box box, double scale) {
        List<Dot> dots = new ArrayList<>();
        int step = scene.plan().units().size() / MOST_DOTS + 1;
        for (int i = 0; i < scene.plan().units().size(); i += step) {
            Unit unit = scene.plan().units().get(i);
            Card card = scene.cards().get(i);
            Box at = scene.layout().boxes().get(i);
            dots.add(new Dot(
                    new Box(box.x() + Minimap.PADDING + at.x() * scale, box.y() + Minimap.PADDING + at.y() * scale,
                            Math.max(1, at.width() * scale), Math.max(1, at.height() * scale)),
                    Hue.of(card.category()),
                    card.kind() == EventKind.FAILURE || card.status() == Card.Status.FAILED,
                    attention.toneOf(unit) != Drawing.Tone.PLAIN));
        }
        return dots;
    }

    private Box frame(Box box, double scale) {
        double left = Math.clamp(box.x() + Minimap.PADDING + camera.x() * scale, box.x(), box.right() - LEAST_FRAME);
        double top = Math.clamp(box.y() + Minimap.PADDING + camera.y() * scale, box.y(), box.bottom() - LEAST_FRAME);
        double right = Math.clamp(box.x() + Minimap.PADDING + camera.graphX(sight.width()) * scale, left + LEAST_FRAME,
                box.right());
        double bottom = Math.clamp(box.y() + Minimap.PADDING + camera.graphY(sight.height()) * scale, top + LEAST_FRAME,
                box.bottom());
        return new Box(left, top, right - left, bottom - top);
    }
}
