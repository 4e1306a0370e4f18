package dev.eventscope.desktop.causation.draw;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Unit.Kind;
import dev.eventscope.desktop.causation.draw.Unit.Plan;

import static org.assertj.core.api.Assertions.assertThat;

class UnitPlannerTest {

    @Test
    void five_effects_of_one_type_share_a_unit_and_four_do_not() {
        assertThat(kinds(plan(Graphs.star(5), "root", Opening.AT_FIRST))).containsExactly(Kind.EVENT, Kind.GROUP);
        assertThat(plan(Graphs.star(5), "root", Opening.AT_FIRST).units().getLast().events()).hasSize(5);
        assertThat(kinds(plan(Graphs.star(4), "root", Opening.AT_FIRST))).hasSize(5).doesNotContain(Kind.GROUP);
        assertThat(kinds(plan(Graphs.star(5), "root", Opening.AT_FIRST.byType(false)))).hasSize(6);
    }

    @Test
    void the_way_to_the_focus_is_never_collapsed() {
        Plan plan = plan(Graphs.star(10_000), "e7777", Opening.AT_FIRST);

        assertThat(plan.units()).hasSize(3);
        Unit focus = plan.units().get(plan.unitOf(Graphs.star(10_000).graph("e7777").focus()));
        assertThat(focus.kind()).isEqualTo(Kind.EVENT);
        assertThat(plan.units().getLast().events()).hasSize(9_999);
    }

    @Test
    void a_wide_fan_opens_step_by_step() {
        Graphs star = Graphs.star(10_000);
        Plan first = plan(star, "root", Opening.AT_FIRST);
        String key = first.units().getLast().key();

        Plan once = plan(star, "root", Opening.AT_FIRST.more(key));
        Plan twice = plan(star, "root", Opening.AT_FIRST.more(key).more(key));

        assertThat(first.units()).hasSize(2);
        assertThat(once.units()).hasSize(2 + Opening.STEP);
        assertThat(once.units().getLast().events()).hasSize(10_000 - Opening.STEP);
        assertThat(twice.units()).hasSize(2 + 2 * Opening.STEP);
    }

    @Test
    void without_collapsing_no_more_than_fifty_units_come_at_first() {
        Plan plan = plan(Graphs.star(10_000), "root", Opening.AT_FIRST.byType(false));

        assertThat(plan.units()).hasSize(Opening.FIRST);
        assertThat(plan.hidden()).isEqualTo(10_000 - (Opening.FIRST - 2));
    }

    @Test
    void a_deep_chain_counts_what_is_not_opened_and_opens_step_by_step() {
        Graphs chain = Graphs.chain(10_000);
        Plan first = plan(chain, "e0", Opening.AT_FIRST);
        Unit last = first.units().getLast();

        assertThat(first.units()).hasSize(Opening.FIRST);
        assertThat(last.hidden()).isEqualTo(10_000 - Opening.FIRST);
        assertThat(plan(chain, "e0", Opening.AT_FIRST.more(last.key())).units()).hasSize(Opening.FIRST + Opening.STEP);
    }

    @Test
    void everything_can_be_opened() {
        Plan plan = plan(Graphs.random(3_000, 7), "e0", Opening.AT_FIRST.byType(false).everything());

        assertThat(plan.units()).hasSize(3_000);
        assertThat(plan.hidden()).isZero();
        assertThat(plan.links()).hasSize(2_999);
    }

    @Test
    void every_event_is_in_one_unit_or_counted() {
        for (long seed = 1; seed <= 20; seed++) {
            CausationGraph graph = Graphs.random(400, seed).graph("e" + seed * 17);
            for (boolean byType : List.of(true, false)) {
                Plan plan = UnitPlanner.plan(graph, Opening.AT_FIRST.byType(byType));

                int shown = plan.units().stream().mapToInt(unit -> unit.events().size()).sum();
                int hidden = plan.units().stream().mapToInt(Unit::hidden).sum();
                assertThat(shown + hidden).as("seed %s, by type %s", seed, byType).isEqualTo(400);
                assertThat(plan.unitOf(graph.focus())).isNotEqualTo(Unit.NONE);
            }
        }
    }

    @Test
    void a_saga_is_one_unit() {
        Graphs graphs = saga();

        Plan plan = plan(graphs, "failed", Opening.AT_FIRST);

        assertThat(kinds(plan)).containsExactly(Kind.EVENT, Kind.SAGA, Kind.EVENT);
        assertThat(plan.units().get(1).events()).hasSize(4);
        assertThat(plan.links()).extracting(Unit.Link::from, Unit.Link::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, 1), org.assertj.core.groups.Tuple.tuple(1, 2));
    }

    @Test
    void a_cause_that_is_not_there_is_a_ghost() {
        Plan plan = plan(new Graphs().add("a", "order-1", "Placed", "lost").add("b", "mail-1", "Sent", "a"), "b",
                Opening.AT_FIRST);

        assertThat(kinds(plan)).containsExactly(Kind.GHOST, Kind.EVENT, Kind.EVENT);
        assertThat(plan.links().getFirst()).isEqualTo(new Unit.Link(0, 1, List.of()));
    }

    @Test
    void a_cycle_is_shown_once_with_its_way_back() {
        Graphs cycle = new Graphs().add("a", "order-1", "A", "c").add("b", "order-2", "B", "a").add("c", "order-3", "C",
                "b");

        Plan plan = plan(cycle, "b", Opening.AT_FIRST);

        assertThat(plan.units()).hasSize(3);
        assertThat(plan.links()).hasSize(3);
    }

    @Test
    void nothing_gives_nothing() {
        assertThat(UnitPlanner.plan(CausationGraph.EMPTY, Opening.AT_FIRST)).isEqualTo(Plan.EMPTY);
    }

    static Graphs saga() {
        return new Graphs().add("req", "commit-1", "SyncRequested", null).add("saga", "sync-7f31", "SagaStarted", "req")
                .add("step", "sync-7f31", "StepStarted", "saga").add("failed", "sync-7f31", "StepFailed", "step")
                .add("pushed", "remote-1", "Pushed", "failed").add("done", "sync-7f31", "SagaFailed", "failed");
    }

    private static Plan plan(Graphs graphs, String focus, Opening opening) {
        return UnitPlanner.plan(graphs.graph(focus), opening);
    }

    private static List<Kind> kinds(Plan plan) {
        return plan.units().stream().map(Unit::kind).toList();
    }
}
