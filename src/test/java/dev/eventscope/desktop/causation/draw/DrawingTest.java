package dev.eventscope.desktop.causation.draw;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Drawing.Node;
import dev.eventscope.desktop.causation.draw.Drawing.Tone;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.HitTest.OnMinimap;
import dev.eventscope.desktop.causation.draw.HitTest.OnUnit;
import dev.eventscope.event.EventClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DrawingTest {

    private final Graphs story = UnitPlannerTest.saga().add("other", "commit-2", "Noted", "req");

    @Test
    void past_and_future_of_the_selected_event_are_lit_and_the_rest_is_plain() {
        CausationGraph graph = story.graph("failed");
        Drawing drawing = draw(graph, Opening.AT_FIRST, 1_400, 900, Camera.START);

        assertThat(tone(drawing, graph, "req")).isEqualTo(Tone.PAST);
        assertThat(tone(drawing, graph, "saga")).isEqualTo(Tone.PAST);
        assertThat(tone(drawing, graph, "pushed")).isEqualTo(Tone.FUTURE);
        assertThat(tone(drawing, graph, "other")).isEqualTo(Tone.PLAIN);
        Node saga = node(drawing, graph, "saga");
        assertThat(saga.selected()).isTrue();
        assertThat(saga.card().chips().get(saga.selectedChip()).event()).isEqualTo(graph.numberOf("failed"));
        assertThat(drawing.arrows()).extracting(Drawing.Arrow::tone).containsExactlyInAnyOrder(Tone.PAST, Tone.FUTURE,
                Tone.PLAIN);
    }

    @Test
    void the_way_to_the_last_event_is_bold() {
        CausationGraph graph = new Graphs().add("a", "x-1", "A", null).add("b", "x-2", "B", "a")
                .add("c", "x-3", "C", "a")
                .add("d", "x-4", "D", "b").graph("c");

        Drawing drawing = draw(graph, Opening.AT_FIRST, 1_400, 900, Camera.START);

        assertThat(drawing.arrows()).filteredOn(Drawing.Arrow::critical).hasSize(2);
        assertThat(drawing.arrows()).filteredOn(arrow -> !arrow.critical()).hasSize(1);
    }

    @Test
    void commands_are_solid_events_dashed_and_a_missing_cause_dotted() {
        CausationGraph graph = new Graphs().add("a", "x-1", "ImportCommand", "lost").add("b", "x-2", "Imported", "a")
                .add("c", "x-3", "Noted", "b").graph("c");

        assertThat(draw(graph, Opening.AT_FIRST, 1_400, 900, Camera.START).arrows()).extracting(Drawing.Arrow::line)
                .containsExactly(Drawing.Line.MISSING, Drawing.Line.COMMAND, Drawing.Line.EVENT);
    }

    @Test
    void what_is_painted_is_what_is_hit_at_any_zoom() {
        Scene scene = Graphs.scene(Graphs.random(80, 5).graph("e40"), Opening.AT_FIRST);
        for (double scale : List.of(0.2, 0.5, 1.0, 1.7)) {
            Camera camera = new Camera(30, 20, scale);
            Drawing drawing = DrawingMaker.make(scene, Attention.NONE, new Sight(1_000, 700, camera));
            for (Node node : drawing.nodes()) {
                Box box = node.box();
                double x = Math.clamp(box.middleX(), 0, 999);
                double y = Math.clamp(box.middleY(), 0, 699);
                boolean covered = drawing.minimap() != null && drawing.minimap().box().holds(x, y);
                if (box.holds(x, y) && !covered) {
                    assertThat(HitTest.at(drawing, x, y)).isInstanceOfSatisfying(OnUnit.class,
                            hit -> assertThat(hit.unit()).isEqualTo(node.unit()));
                }
            }
            assertThat(HitTest.at(drawing, -5, 10)).isEqualTo(new HitTest.Nothing());
        }
    }

    @Test
    void a_step_and_a_count_can_be_hit_by_themselves() {
        CausationGraph graph = story.graph("failed");
        Drawing drawing = draw(graph, Opening.AT_FIRST, 1_400, 900, Camera.START);
        Node saga = node(drawing, graph, "saga");
        Card.Chip chip = saga.card().chips().getFirst();

        assertThat(HitTest.at(drawing, saga.box().x() + chip.x() + 3, saga.box().y() + 36))
                .isEqualTo(new OnUnit(saga.unit(), graph.numberOf("failed"), false));

        Drawing chain = draw(Graphs.chain(300).graph("e0"), Opening.AT_FIRST, 20_000, 900, Camera.START);
        Box last = chain.nodes().getLast().box();
        assertThat(HitTest.at(chain, last.right() - 12, last.bottom() - 8))
                .isEqualTo(new OnUnit(chain.nodes().getLast().unit(), -1, true));
    }

    @Test
    void the_minimap_comes_where_not_all_is_in_sight_and_leads_there() {
        Scene scene = Graphs.scene(Graphs.random(200, 5).graph("e0"), Opening.AT_FIRST.byType(false).everything());
        Drawing drawing = DrawingMaker.make(scene, Attention.NONE, new Sight(900, 600, Camera.START));
        Drawing.Minimap minimap = drawing.minimap();

        assertThat(minimap).isNotNull();
        assertThat(minimap.dots()).hasSize(200);
        assertThat(HitTest.at(drawing, minimap.box().right() - 4, minimap.box().bottom() - 4))
                .isInstanceOfSatisfying(OnMinimap.class, hit -> {
                    assertThat(hit.graphX()).isCloseTo(scene.layout().width(), within(scene.layout().width() * 0.05));
                    assertThat(hit.graphY()).isCloseTo(scene.layout().height(), within(scene.layout().height() * 0.05));
                });
        Drawing whole = draw(story.graph("failed"), Opening.AT_FIRST, 1_400, 900, Camera.START);
        assertThat(whole.minimap()).isNull();
    }

    @Test
    void the_legend_never_covers_a_node() {
        for (int width = 500; width < 2_000; width += 150) {
            Drawing drawing = draw(Graphs.random(120, width).graph("e0"), Opening.AT_FIRST, width, 700, Camera.START);
            Box legend = drawing.legend();
            if (legend != null) {
                assertThat(drawing.nodes()).noneMatch(node -> node.box().meets(legend));
            }
        }
        assertThat(draw(story.graph("failed"), Opening.AT_FIRST, 1_400, 900, Camera.START).legend()).isNotNull();
    }

    @Test
    void only_what_is_in_sight_is_drawn() {
        Scene scene = Graphs.scene(Graphs.star(4_999).graph("root"), Opening.AT_FIRST.byType(false).everything());

        Drawing drawing = DrawingMaker.make(scene, Attention.NONE, new Sight(1_000, 700, Camera.START));

        assertThat(drawing.nodes().size()).isBetween(5, 20);
    }

    @Test
    void zooming_leaves_the_point_under_the_pointer_where_it_is() {
        Camera camera = new Camera(120, 80, 1);

        Camera zoomed = camera.zoomed(1.4, 333, 222);

        assertThat(zoomed.graphX(333)).isCloseTo(camera.graphX(333), within(1e-9));
        assertThat(zoomed.graphY(222)).isCloseTo(camera.graphY(222), within(1e-9));
        assertThat(camera.zoomed(1e9, 0, 0).scale()).isEqualTo(Camera.LARGEST);
        assertThat(camera.zoomed(1e-9, 0, 0).scale()).isEqualTo(Camera.SMALLEST);
    }

    private static Drawing draw(CausationGraph graph, Opening opening, double width, double height, Camera camera) {
        return DrawingMaker.make(Graphs.scene(graph, opening),
                Attention.on(graph, graph.focus(), EventClock.OCCURRED), new Sight(width, height, camera));
    }

    private static Node node(Drawing drawing, CausationGraph graph, String id) {
        int event = graph.numberOf(id);
        int unit = UnitPlanner.plan(graph, Opening.AT_FIRST).unitOf(event);
        return drawing.nodes().stream().filter(node -> node.unit() == unit).findFirst().orElseThrow();
    }

    private static Tone tone(Drawing drawing, CausationGraph graph, String id) {
        return node(drawing, graph, id).tone();
    }
}
