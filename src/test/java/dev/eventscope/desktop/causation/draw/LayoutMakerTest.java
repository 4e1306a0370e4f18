package dev.eventscope.desktop.causation.draw;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.causation.draw.Card.ChipState;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.GraphLayout.Box;
import dev.eventscope.desktop.causation.draw.GraphLayout.Lane;
import dev.eventscope.desktop.causation.draw.GraphLayout.Point;
import dev.eventscope.desktop.causation.draw.GraphLayout.Route;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.TextMeasure;

import static org.assertj.core.api.Assertions.assertThat;

class LayoutMakerTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothing_overlaps_and_no_arrow_crosses_a_node(long seed) {
        Scene scene = Graphs.scene(Graphs.random(150, seed).graph("e0"), Opening.AT_FIRST.byType(false).everything());

        assertThat(scene.plan().units()).hasSize(150);
        assertIsClean(scene);
    }

    @Test
    void a_cycle_goes_back_between_the_rows() {
        Scene scene = Graphs.scene(new Graphs().add("a", "order-1", "A", "d").add("b", "order-2", "B", "a")
                .add("c", "order-3", "C", "b").add("d", "mail-4", "D", "c").add("e", "mail-5", "E", "a").graph("b"),
                Opening.AT_FIRST);

        assertThat(scene.layout().routes()).hasSize(5);
        assertIsClean(scene);
    }

    @Test
    void effects_stand_right_of_their_cause_and_in_the_lane_of_their_category() {
        Scene scene = Graphs.scene(Graphs.random(60, 11).graph("e0"), Opening.AT_FIRST.byType(false).everything());

        for (Unit unit : scene.plan().units()) {
            Box box = scene.layout().boxes().get(unit.number());
            Lane lane = scene.layout().lanes().stream()
                    .filter(one -> one.category().equals(scene.cards().get(unit.number()).category())).findFirst()
                    .orElseThrow();
            assertThat(box.y()).isGreaterThanOrEqualTo(lane.top());
            assertThat(box.bottom()).isLessThanOrEqualTo(lane.top() + lane.height());
            if (unit.parent() != Unit.NONE) {
                assertThat(box.x()).isGreaterThan(scene.layout().boxes().get(unit.parent()).right());
            }
        }
    }

    @Test
    void names_of_any_length_stay_within_their_node() {
        String type = "Something".repeat(2_000);
        Scene scene = Graphs.scene(new Graphs().add("a", "order-" + "x".repeat(5_000), type, "lost" + "y".repeat(900))
                .add("b", "a/very/" + "long/".repeat(900) + "path.md", type, "a").graph("b"), Opening.AT_FIRST);

        assertThat(scene.cards()).hasSize(3).allSatisfy(card -> {
            assertThat(card.width()).isLessThanOrEqualTo(232);
            assertThat(Measures.SEVEN_PX.widthPx(card.title(), TextMeasure.Face.TEXT)).isLessThanOrEqualTo(200);
        });
        assertIsClean(scene);
    }

    @Test
    void a_saga_tells_each_attempt_and_the_steps_to_come() {
        CausationGraph graph = UnitPlannerTest.saga().graph("failed");
        int saga = graph.numberOf("saga");
        EventFacts.Book facts = new EventFacts.Book(Map.of("saga",
                new EventFacts(null, null, null, List.of("git", "search"), ""), "step",
                new EventFacts("git", 1, null, List.of(), ""), "failed",
                new EventFacts("git", 1, "RemoteNotFound", List.of(), "")));

        Scene scene = Graphs.scene(graph, Opening.AT_FIRST, facts);
        Card card = scene.cards().get(scene.plan().unitOf(saga));

        assertThat(card.status()).isEqualTo(Card.Status.FAILED);
        assertThat(card.chips()).extracting(Card.Chip::name).containsExactly("git", "search");
        assertThat(card.chips()).extracting(Card.Chip::state).containsExactly(ChipState.FAILED, ChipState.EXPECTED);
        assertThat(card.chips().getFirst().event()).isEqualTo(graph.numberOf("failed"));

        CausationGraph part = UnitPlannerTest.saga().graph("failed", Direction.CAUSES);
        Card partly = new CardWriter(part, facts, Measures.SEVEN_PX, false)
                .write(UnitPlanner.plan(part, Opening.AT_FIRST))
                .getLast();
        assertThat(partly.status()).isEqualTo(Card.Status.NONE);
        assertThat(partly.chips()).extracting(Card.Chip::state).containsExactly(ChipState.FAILED);
    }

    /// ELK alone takes longer for two thousand effects of one cause than anybody waits.
    @Test
    void ten_thousand_effects_of_one_event_are_laid_out_in_seconds() {
        Scene scene = timed("10,000 effects of one event", () -> Graphs.scene(Graphs.star(9_999).graph("root"),
                Opening.AT_FIRST.byType(false).everything()));

        assertThat(scene.plan().units()).hasSize(10_000);
        assertThat(scene.layout().height()).isGreaterThan(9_999 * 56);
    }

    @Test
    void layout_times() {
        Graphs.scene(Graphs.random(50, 1).graph("e0"), Opening.AT_FIRST);
        for (int size : Boolean.getBoolean("eventscope.night")
                ? new int[]{50, 1_000, 10_000}
                : new int[]{50, 1_000}) {
            Graphs graphs = Graphs.random(size, 3);
            Scene scene = timed(size + " nodes", () -> Graphs.scene(graphs.graph("e0"),
                    Opening.AT_FIRST.byType(false).everything()));
            assertThat(scene.plan().units()).hasSize(size);
        }
    }

    private static Scene timed(String what, Supplier<Scene> work) {
        long startedAt = System.nanoTime();
        Scene scene = work.get();
        System.out.println("layout, " + what + ": " + (System.nanoTime() - startedAt) / 1_000_000 + " ms");
        return scene;
    }

    private static void assertIsClean(Scene scene) {
        List<Box> boxes = scene.layout().boxes();
        for (int a = 0; a < boxes.size(); a++) {
            for (int b = a + 1; b < boxes.size(); b++) {
                assertThat(boxes.get(a).meets(boxes.get(b))).as("units %s and %s", a, b).isFalse();
            }
        }
        for (Route route : scene.layout().routes()) {
            assertThat(route.points().getFirst().x()).isEqualTo(boxes.get(route.link().from()).right());
            assertThat(route.points().getLast().x()).isEqualTo(boxes.get(route.link().to()).x());
            for (int i = 1; i < route.points().size(); i++) {
                Box run = run(route.points().get(i - 1), route.points().get(i));
                for (int unit = 0; unit < boxes.size(); unit++) {
                    assertThat(run.meets(boxes.get(unit))).as("%s crosses unit %s", route.link(), unit).isFalse();
                }
            }
        }
    }

    private static Box run(Point a, Point b) {
        assertThat(a.x() == b.x() || a.y() == b.y()).as("straight").isTrue();
        return new Box(Math.min(a.x(), b.x()) + 0.01, Math.min(a.y(), b.y()) + 0.01,
                Math.max(0, Math.abs(a.x() - b.x()) - 0.02), Math.max(0, Math.abs(a.y() - b.y()) - 0.02));
    }
}
