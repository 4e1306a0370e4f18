package dev.eventscope.desktop.causation.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.GraphLayout.Route;
import dev.eventscope.desktop.fx.EventFacts;

import static org.assertj.core.api.Assertions.assertThat;

/// Ten thousand nodes: what is drawn is bounded by what is to be seen, near and from afar.
class ManyNodesTest {

    private static final int NODES = 10_000;
    private static final int IN_A_ROW = 100;
    private static final double WIDTH = 1_200;
    private static final double HEIGHT = 800;

    private static Scene scene;

    @BeforeAll
    static void layOut() {
        CausationGraph graph = Graphs.random(NODES, 7).graph("e0");
        Unit.Plan plan = UnitPlanner.plan(graph, Opening.AT_FIRST.byType(false).everything());
        List<Card> cards = new CardWriter(graph, EventFacts.Book.EMPTY, Measures.SEVEN_PX, true).write(plan);
        List<Box> boxes = plan.units().stream().map(unit -> new Box(unit.number() % IN_A_ROW * 240.0,
                unit.number() / IN_A_ROW * 60.0, 180, 40)).toList();
        List<Route> routes = plan.links().stream().map(link -> route(link, boxes)).toList();
        scene = new Scene(graph, plan, cards, new GraphLayout(boxes, List.of(), routes, 24_000, 6_000));
    }

    @Test
    void near_only_what_meets_the_screen_is_drawn() {
        assertThat(scene.plan().units()).hasSize(NODES);

        Drawing drawing = drawn(new Camera(9_000, 2_000, 1));

        int most = (int) ((WIDTH / 240 + 2) * (HEIGHT / 60 + 2));
        assertThat(drawing.nodes().size()).isBetween(20, most);
    }

    @Test
    void from_afar_no_more_is_drawn_than_there_are_places_for() {
        Camera afar = Camera.fitting(new Box(0, 0, 24_000, 6_000), WIDTH, HEIGHT);

        Drawing drawing = drawn(afar);

        double places = 24_000 * afar.scale() / DrawingMaker.CELL * (6_000 * afar.scale() / DrawingMaker.CELL + 1);
        assertThat(drawing.nodes().size()).isLessThanOrEqualTo((int) places + IN_A_ROW);
        long quiet = drawing.arrows().stream().filter(arrow -> !arrow.critical() && arrow.tone() == Drawing.Tone.PLAIN)
                .count();
        assertThat(quiet).isBetween(1L, (long) DrawingMaker.MOST_AFAR);
    }

    @Test
    void a_frame_costs_a_part_of_its_time() {
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            long from = System.nanoTime();
            drawn(new Camera(i * 20.0, i * 10.0, i % 2 == 0 ? 0.05 : 1));
            nanos[i] = System.nanoTime() - from;
        }
        long[] warm = Arrays.copyOfRange(nanos, 100, nanos.length);
        Arrays.sort(warm);
        System.Logger log = System.getLogger(ManyNodesTest.class.getName());
        log.log(System.Logger.Level.INFO, "10,000 nodes: p50 {0}, p99 {1} of making a frame",
                Duration.ofNanos(warm[warm.length / 2]), Duration.ofNanos(warm[warm.length * 99 / 100]));

        assertThat(Duration.ofNanos(warm[warm.length / 2])).as("half of the frames").isLessThan(Duration.ofMillis(100));
    }

    private static Drawing drawn(Camera camera) {
        return DrawingMaker.make(scene, Attention.NONE, new Sight(WIDTH, HEIGHT, camera));
    }

    private static Route route(Unit.Link link, List<Box> boxes) {
        Box from = boxes.get(link.from());
        Box to = boxes.get(link.to());
        List<Point> points = new ArrayList<>(List.of(new Point(from.right(), from.middleY()),
                new Point(to.x(), to.middleY())));
        Box around = new Box(Math.min(from.right(), to.x()), Math.min(from.middleY(), to.middleY()),
                Math.abs(to.x() - from.right()) + 1, Math.abs(to.middleY() - from.middleY()) + 1);
        return new Route(link, points, around, "", 0, 0);
    }
}
