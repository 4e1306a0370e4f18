package dev.eventscope.desktop.causation.draw;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.causation.draw.Drawing.LaneBand;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Sight;

import static org.assertj.core.api.Assertions.assertThat;

class CameraTest {

    private static final GraphLayout SMALL = layout(600, 300);
    private static final GraphLayout LARGE = layout(5_000, 3_000);

    @Test
    void a_graph_with_room_around_it_stands_in_the_middle() {
        assertThat(Camera.start(SMALL, 1_400, 901)).isEqualTo(new Camera(-400, -300, 1));
        assertThat(Camera.start(layout(601, 300), 1_400, 900).x()).as("on whole pixels").isEqualTo(-400);
    }

    @Test
    void a_graph_larger_than_the_screen_starts_at_its_upper_left_corner() {
        assertThat(Camera.start(LARGE, 1_400, 900)).isEqualTo(Camera.START);
        assertThat(Camera.start(layout(5_000, 300), 1_400, 900)).isEqualTo(new Camera(0, -300, 1));
        assertThat(Camera.start(layout(600, 900), 1_400, 900)).isEqualTo(new Camera(-400, 0, 1));
    }

    @Test
    void in_a_window_of_another_size_it_stands_in_the_middle_again_until_somebody_moves_it() {
        Camera first = Camera.start(SMALL, 1_400, 900);

        assertThat(first.resized(SMALL, 1_400, 900, 1_900, 1_000)).isEqualTo(Camera.start(SMALL, 1_900, 1_000));
        assertThat(first.resized(SMALL, 1_400, 900, 500, 200)).as("a window too small for it").isEqualTo(Camera.START);
        assertThat(Camera.START.resized(SMALL, 500, 200, 1_400, 900)).as("and back").isEqualTo(first);

        Camera moved = first.moved(-120, 0);
        assertThat(moved.resized(SMALL, 1_400, 900, 1_900, 900).x()).isEqualTo(moved.x());
        Camera fitted = Camera.fitting(new GraphLayout.Box(0, 0, 5_000, 3_000), 1_400, 900);
        assertThat(fitted.resized(LARGE, 1_400, 900, 1_400, 1_000).screenY(1_500)).as("fitted, still in the middle")
                .isBetween(499.0, 501.0);
    }

    @Test
    void a_graph_that_grows_beyond_the_screen_stays_where_it_is_looked_at() {
        Camera before = Camera.start(SMALL, 1_400, 900);

        assertThat(before.within(LARGE, 1_400, 900)).isEqualTo(before);
        Camera held = before.moved(-900, -500);
        assertThat(held.within(LARGE, 1_400, 900)).as("what was held has moved with the growth").isEqualTo(held);
    }

    @Test
    void whatever_is_done_some_of_the_graph_is_in_sight() {
        for (GraphLayout layout : List.of(SMALL, LARGE)) {
            for (double scale : new double[]{0.05, 1, 2}) {
                for (double far : new double[]{-1e6, 1e6}) {
                    Camera lost = new Camera(far, -far, scale).within(layout, 1_400, 900);

                    assertThat(lost.screenX(0)).isLessThanOrEqualTo(700.001);
                    assertThat(lost.screenX(layout.width())).isGreaterThanOrEqualTo(699.999);
                    assertThat(lost.screenY(0)).isLessThanOrEqualTo(450.001);
                    assertThat(lost.screenY(layout.height())).isGreaterThanOrEqualTo(449.999);
                }
            }
        }
    }

    @Test
    void what_is_brought_into_sight_leaves_no_more_than_a_margin_empty() {
        Camera corner = Camera.START.centredOn(new GraphLayout.Box(10, 10, 100, 40), 1_400, 900);

        assertThat(corner.x()).isLessThan(-600);
        assertThat(corner.filled(LARGE, 1_400, 900)).isEqualTo(new Camera(-80, -80, 1));
    }

    @Test
    void lanes_fill_the_screen_around_a_small_graph_and_their_names_stay_beside_their_nodes() {
        Scene scene = Graphs.scene(UnitPlannerTest.saga().graph("failed"), Opening.AT_FIRST);
        Camera start = Camera.start(scene.layout(), 1_600, 1_200);

        List<LaneBand> bands = DrawingMaker.make(scene, Attention.NONE, new Sight(1_600, 1_200, start)).lanes();

        assertThat(start.y()).isNegative();
        assertThat(bands.getFirst().top()).isZero();
        assertThat(bands.getFirst().nameY()).isEqualTo(-start.y() + 20);
        assertThat(bands.getLast().top() + bands.getLast().height()).isGreaterThan(1_200);
        for (int i = 1; i < bands.size(); i++) {
            assertThat(bands.get(i).top()).isEqualTo(bands.get(i - 1).top() + bands.get(i - 1).height());
        }
    }

    private static GraphLayout layout(double width, double height) {
        return new GraphLayout(List.of(), List.of(), List.of(), width, height);
    }
}
