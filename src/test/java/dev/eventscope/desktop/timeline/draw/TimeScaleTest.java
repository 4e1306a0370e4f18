package dev.eventscope.desktop.timeline.draw;

import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimeScaleTest {

    private static final Plot PLOT = new Plot(200, 1_200);
    private static final Set<Long> NONE_OPENED = Set.of();

    /// Ten events in a second, two idle hours, ten events in a second.
    private final Contents bursts = bursts();

    @Test
    void two_idle_hours_between_bursts_are_folded() {
        TimeScale scale = fitted(bursts, true);

        assertThat(scale.folds()).singleElement().satisfies(fold -> {
            assertThat(fold.width()).isEqualTo(56);
            assertThat(fold.gapTo() - fold.gapFrom()).isEqualTo(7_200_000_000L);
        });
        assertThat(scale.px(bursts.axis().first())).isCloseTo(PLOT.left() + Viewport.MARGIN_PX, within(0.01));
        assertThat(scale.px(bursts.axis().last())).isCloseTo(PLOT.right() - Viewport.MARGIN_PX, within(0.01));
    }

    @Test
    void a_range_that_begins_within_an_idle_gap_fills_the_plot() {
        double last = bursts.axis().last();
        double from = bursts.axis().sortedAt(10) - 2_000_000.0;

        Folding folding = bursts.folding(true, NONE_OPENED);
        TimeScale scale = Viewport.fill(from, last, folding, PLOT).scale(bursts.axis(), folding, PLOT);

        assertThat(scale.px(from)).isCloseTo(PLOT.left(), within(1.0));
        assertThat(scale.px(last)).isBetween(PLOT.left() + 0.8 * PLOT.width(), PLOT.right() + 1);
    }

    @Test
    void without_folding_time_is_true() {
        TimeScale scale = fitted(bursts, false);

        assertThat(scale.folds()).isEmpty();
        assertThat(scale.px(bursts.axis().last())).isCloseTo(PLOT.right() - Viewport.MARGIN_PX, within(0.01));
        assertThat(scale.rowPx(9) - scale.rowPx(0)).isLessThan(1);
    }

    @Test
    void evenly_spaced_events_are_not_folded() {
        Events even = new Events();
        for (int i = 0; i < 5; i++) {
            even.later(10_000).add("e" + i, "T");
        }

        TimeScale scale = fitted(even.contents(), true);

        assertThat(scale.folds()).isEmpty();
        assertThat(scale.rowPx(2) - scale.rowPx(1)).isCloseTo((PLOT.width() - 2 * Viewport.MARGIN_PX) / 4,
                within(0.01));
    }

    @Test
    void two_events_far_apart_are_not_folded_to_nothing() {
        TimeScale scale = fitted(new Events().add("a", "A").later(3_600_000).add("b", "B").contents(), true);

        assertThat(scale.folds()).isEmpty();
    }

    @Test
    void the_order_scale_gives_each_event_the_same_room() {
        Contents inOrder = new Events().add("a", "A").later(1).add("b", "B").later(9_000_000).add("c", "C").inOrder();

        TimeScale scale = fitted(inOrder, true);

        assertThat(scale.rowPx(1) - scale.rowPx(0)).isCloseTo(scale.rowPx(2) - scale.rowPx(1), within(0.01));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pixels_and_coordinates_are_each_other_s_way_back(long seed) {
        TimeScale scale = randomScale(new Random(seed));

        for (double px = PLOT.left() - 500; px < PLOT.right() + 500; px += 13.7) {
            assertThat(scale.px(scale.at(px))).isCloseTo(px, within(0.05));
            assertThat(scale.at(px + 1)).isGreaterThan(scale.at(px));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void no_event_is_hidden_in_a_fold(long seed) {
        TimeScale scale = randomScale(new Random(seed));

        for (int place = 0; place < scale.axis().size(); place++) {
            double px = scale.px(scale.axis().sortedAt(place));
            assertThat(scale.foldAt(px)).isEmpty();
        }
    }

    @Test
    void zooming_holds_what_is_under_the_pointer() {
        Folding folding = bursts.folding(true, NONE_OPENED);
        Viewport view = Viewport.fit(bursts.axis().first(), bursts.axis().last(), folding, PLOT);
        double at = 300;

        for (int i = 0; i < 40; i++) {
            TimeScale before = view.scale(bursts.axis(), folding, PLOT);
            view = view.zoomed(before, i < 20 ? 1.25 : 1 / 1.25, at, folding);
            assertThat(view.scale(bursts.axis(), folding, PLOT).at(at)).isCloseTo(before.at(at), within(2.0));
        }
    }

    @Test
    void zooming_out_never_moves_anything_away_from_the_pointer() {
        Folding folding = bursts.folding(true, NONE_OPENED);
        Viewport view = Viewport.fit(bursts.axis().first(), bursts.axis().last(), folding, PLOT);
        double last = Double.MAX_VALUE;

        for (int i = 0; i < 30; i++) {
            TimeScale scale = view.scale(bursts.axis(), folding, PLOT);
            double px = scale.px(bursts.axis().last());
            assertThat(px).isLessThanOrEqualTo(last + 0.01);
            last = px;
            view = view.zoomed(scale, 1 / 1.2, 240, folding);
        }
    }

    @Test
    void a_gap_wider_than_the_plot_folds_while_zooming_in() {
        Contents contents = new Events().add("a", "A").later(1_000).add("b", "B").later(1_500).add("c", "C").later(900)
                .add("d", "D").contents();
        Folding folding = contents.folding(true, NONE_OPENED);
        Viewport view = Viewport.fit(contents.axis().first(), contents.axis().last(), folding, PLOT);

        for (int i = 0; i < 10; i++) {
            view = view.zoomed(view.scale(contents.axis(), folding, PLOT), 1.3, 240, folding);
        }

        TimeScale scale = view.scale(contents.axis(), folding, PLOT);
        assertThat(scale.rowPx(1) - scale.rowPx(0)).isCloseTo(Folding.Size.CANVAS.capPx(), within(0.01));
        assertThat(scale.folds()).hasSize(3);
    }

    @Test
    void an_opened_gap_is_not_folded() {
        long gap = bursts.axis().sortedAt(9);
        Folding folding = bursts.folding(true, Set.of(gap));

        Viewport view = Viewport.fit(bursts.axis().first(), bursts.axis().last(), bursts.folding(true, NONE_OPENED),
                PLOT);

        assertThat(view.scale(bursts.axis(), folding, PLOT).folds()).isEmpty();
    }

    @Test
    void dragging_moves_by_just_that_and_keeps_an_event_in_sight() {
        Folding folding = bursts.folding(true, NONE_OPENED);
        Viewport view = Viewport.fit(bursts.axis().first(), bursts.axis().last(), folding, PLOT);
        TimeScale before = view.scale(bursts.axis(), folding, PLOT);

        TimeScale moved = view.panned(before, 100).scale(bursts.axis(), folding, PLOT);
        TimeScale thrown = view.panned(before, 90_000).scale(bursts.axis(), folding, PLOT);

        assertThat(moved.rowPx(0)).isCloseTo(before.rowPx(0) + 100, within(0.05));
        assertThat(thrown.rowPx(0)).isBetween(PLOT.left(), PLOT.right());
    }

    @Test
    void everything_at_one_instant_stands_in_the_middle() {
        TimeScale scale = fitted(new Events().add("a", "A").add("b", "B").contents(), true);

        assertThat(scale.rowPx(1)).isEqualTo(PLOT.centre());
    }

    private static TimeScale fitted(Contents contents, boolean folded) {
        Folding folding = contents.folding(folded, NONE_OPENED);
        return Viewport.fit(contents.axis().first(), contents.axis().last(), folding, PLOT).scale(contents.axis(),
                folding,
                PLOT);
    }

    private static TimeScale randomScale(Random random) {
        Events events = new Events();
        int count = 2 + random.nextInt(300);
        for (int i = 0; i < count; i++) {
            events.later((long) Math.pow(10, random.nextDouble() * 7)).add("e" + i, "T");
        }
        Contents contents = events.contents();
        Folding folding = contents.folding(true, NONE_OPENED);
        Viewport view = Viewport.fit(contents.axis().first(), contents.axis().last(), folding, PLOT);
        for (int i = 0; i < random.nextInt(30); i++) {
            view = view.zoomed(view.scale(contents.axis(), folding, PLOT), 1.4, 200 + random.nextInt(1_000), folding);
        }
        return view.scale(contents.axis(), folding, PLOT);
    }

    private static Contents bursts() {
        Events events = new Events();
        for (int burst = 0; burst < 2; burst++) {
            for (int i = 0; i < 10; i++) {
                events.add("e" + burst + "-" + i, "T").later(i == 9 ? 0 : 100);
            }
            events.later(7_200_000);
        }
        return events.contents();
    }
}
