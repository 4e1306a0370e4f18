package dev.eventscope.desktop.causation;

import org.junit.jupiter.api.Test;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.Graphs;
import dev.eventscope.desktop.causation.draw.Opening;
import dev.eventscope.desktop.causation.draw.Unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GraphViewportTest {

    private final CausationGraph graph = Graphs.chain(120).graph("e60");
    private final Scene few = Graphs.scene(Graphs.chain(3).graph("e1"), Opening.AT_FIRST);
    private Scene shown = few;
    private final GraphViewport viewport = new GraphViewport(() -> shown, () -> {});

    @Test
    void a_small_graph_is_in_the_middle_of_whatever_size_the_view_gets() {
        viewport.resize(1_400, 900);
        viewport.settle(true, unit("e1"), true);
        assertMiddle(1_400, 900);

        viewport.resize(1_920, 1_080);
        assertMiddle(1_920, 1_080);
    }

    @Test
    void a_graph_that_is_opened_beyond_the_view_leaves_the_node_where_it_was() {
        viewport.resize(1_400, 900);
        viewport.settle(true, unit("e1"), true);
        Box before = onScreen("e1");

        viewport.hold(unit("e1"));
        shown = Graphs.scene(Graphs.chain(40).graph("e1"), Opening.AT_FIRST.everything());
        viewport.settle(false, unit("e1"), true);

        assertThat(shown.layout().width()).isGreaterThan(1_400);
        assertThat(onScreen("e1").x()).isCloseTo(before.x(), within(0.5));
        assertThat(onScreen("e1").y()).isCloseTo(before.y(), within(0.5));
    }

    @Test
    void a_large_graph_begins_at_its_corner_with_the_selected_node_in_sight() {
        shown = Graphs.scene(graph, Opening.AT_FIRST.everything());
        viewport.resize(1_400, 900);

        viewport.settle(true, unit("e0"), true);
        assertThat(onScreen("e0").x()).isEqualTo(shown.layout().boxes().get(unit("e0").number()).x());

        viewport.settle(true, unit("e60"), true);
        assertThat(onScreen("e60").x()).isBetween(0.0, 1_400 - onScreen("e60").width());
    }

    private void assertMiddle(double width, double height) {
        Box all = viewport.camera()
                .onScreen(new Box(0, 0, shown.layout().width(), shown.layout().height()));
        assertThat(all.middleX()).isCloseTo(width / 2, within(1.0));
        assertThat(all.middleY()).isCloseTo(height / 2, within(1.0));
    }

    private Box onScreen(String id) {
        return viewport.camera().onScreen(shown.layout().boxes().get(unit(id).number()));
    }

    private Unit unit(String id) {
        return shown.plan().units().get(shown.plan().unitOf(shown.graph().numberOf(id)));
    }
}
