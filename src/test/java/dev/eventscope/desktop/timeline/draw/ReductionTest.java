package dev.eventscope.desktop.timeline.draw;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;

import static org.assertj.core.api.Assertions.assertThat;

class ReductionTest {

    private static final Plot PLOT = new Plot(0, 1_000);

    @Test
    void events_that_have_room_are_marks() {
        List<Item> items = reduce(at(0, 50, 100));

        assertThat(items).hasSize(3).allMatch(item -> item instanceof Item.Point point && point.rows().size() == 1);
    }

    @Test
    void a_few_within_a_mark_s_width_share_it() {
        List<Item> items = reduce(at(0, 3, 5, 100));

        assertThat(items).extracting(item -> ((Item.Point) item).rows().size()).containsExactly(3, 1);
    }

    @Test
    void a_failure_stands_for_those_it_shares_a_mark_with() {
        Events events = new Events().add("a", "Fine").later(2).add("b", "SyncFailed").later(2).add("c", "Fine");

        List<Item> items = reduce(events);

        assertThat(items).singleElement().isInstanceOfSatisfying(Item.Point.class,
                point -> assertThat(point.row()).isEqualTo(1));
    }

    @Test
    void events_nearer_than_six_pixels_over_more_than_a_few_are_columns() {
        List<Item> items = reduce(at(100, 105, 110, 115, 120, 125, 130, 135));

        assertThat(items).singleElement().isInstanceOfSatisfying(Item.Dense.class, dense -> {
            assertThat(dense.count()).isEqualTo(8);
            assertThat(Arrays.stream(dense.counts()).sum()).isEqualTo(8);
        });
    }

    @Test
    void many_at_one_instant_are_one_column() {
        Events events = new Events();
        for (int i = 0; i < 40; i++) {
            events.add("e" + i, i == 7 ? "SyncFailed" : "T");
        }

        List<Item> items = reduce(events);

        assertThat(items).singleElement().isInstanceOfSatisfying(Item.Dense.class, dense -> {
            assertThat(dense.counts()).containsExactly(40);
            assertThat(dense.failed()).containsExactly(true);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_event_in_the_plot_is_in_one_item_and_items_ascend(long seed) {
        Random random = new Random(seed);
        Events events = new Events();
        for (int i = 0; i < 2_000; i++) {
            events.later(random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(3)).add("e" + i, "T");
        }
        Contents contents = events.contents();
        TimeScale scale = scale(contents, 1_000, 0);

        List<Item> items = reduce(contents, scale);

        long expected = contents.axis().lowerBound(Math.nextUp(scale.at(1_024)))
                - contents.axis().lowerBound(scale.at(-24));
        assertThat(items.stream().mapToLong(ReductionTest::count).sum()).isEqualTo(expected);
        for (int i = 1; i < items.size(); i++) {
            assertThat(items.get(i).x()).isGreaterThan(items.get(i - 1).x());
        }
        assertThat(items).hasSizeLessThan(200);
    }

    @Test
    void columns_do_not_change_while_the_view_is_dragged() {
        Events events = new Events();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            events.later(random.nextInt(4)).add("e" + i, "T");
        }
        Contents contents = events.contents();

        int[] before = ((Item.Dense) reduce(contents, scale(contents, 1_000, 0)).getFirst()).counts();
        int[] after = ((Item.Dense) reduce(contents, scale(contents, 1_000, 137)).getFirst()).counts();

        assertThat(after).isEqualTo(before);
    }

    private static Events at(long... ms) {
        Events events = new Events();
        long now = 0;
        for (long next : ms) {
            events.later(next - now).add("e" + next, "T");
            now = next;
        }
        return events;
    }

    private static long count(Item item) {
        return switch (item) {
            case Item.Point point -> point.rows().size();
            case Item.Dense dense -> dense.count();
            default -> 0;
        };
    }

    /// One millisecond is one pixel.
    private static List<Item> reduce(Events events) {
        Contents contents = events.contents();
        return reduce(contents, scale(contents, 1_000, 0));
    }

    private static List<Item> reduce(Contents contents, TimeScale scale) {
        LanePlan plan = contents.planner().plan(new LanePlanner.Request(List.of(), -1, -1, 9, List.of(), Set.of()));
        return new Reduction(contents.columns(), contents.rowsOf(plan), scale, _ -> false).lane(0);
    }

    private static TimeScale scale(Contents contents, double microsPerPx, double firstPx) {
        Viewport view = new Viewport(contents.axis().first(), firstPx, microsPerPx, Double.MAX_VALUE);
        return view.scale(contents.axis(), contents.folding(false, Set.of()), PLOT);
    }
}
