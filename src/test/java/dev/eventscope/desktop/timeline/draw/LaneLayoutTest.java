package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LaneLayoutTest {

    @Test
    void heads_and_lanes_stand_below_each_other() {
        LaneLayout layout = LaneLayout.of(plan(group(LaneGroup.Kind.RECENT, 2), group(LaneGroup.Kind.OTHER, 1)), 88,
                500,
                0);

        assertThat(layout.inSight().stream().map(LaneLayout.Slot::y)).containsExactly(88.0, 112.0, 142.0, 172.0, 196.0);
        assertThat(layout.centreOfLane(1)).isEqualTo(157);
    }

    @Test
    void pinned_lanes_stay_while_the_others_scroll_under_them() {
        LaneLayout layout = LaneLayout.of(plan(group(LaneGroup.Kind.PINNED, 2), group(LaneGroup.Kind.OTHER, 30)), 88,
                500,
                60);

        assertThat(layout.ofLane(0).orElseThrow().y()).isEqualTo(112);
        assertThat(layout.ofLane(2).orElseThrow().y()).isEqualTo(88 + 24 + 60 + 24 - 60);
        assertThat(layout.pinnedBottom()).isEqualTo(172);
        assertThat(layout.inSight()).noneMatch(slot -> !slot.pinned() && slot.bottom() <= 172);
    }

    @Test
    void more_pinned_lanes_than_half_of_the_room_scroll_with_the_others() {
        LaneLayout layout = LaneLayout.of(plan(group(LaneGroup.Kind.PINNED, 20)), 88, 500, 100);

        assertThat(layout.ofLane(0).orElseThrow().y()).isEqualTo(12);
        assertThat(layout.pinnedBottom()).isEqualTo(88);
    }

    @Test
    void a_scroll_beyond_the_end_is_brought_back() {
        LaneLayout layout = LaneLayout.of(plan(group(LaneGroup.Kind.OTHER, 30)), 88, 500, 9_999);

        assertThat(layout.scrollPx()).isEqualTo(24 + 30 * 30 - 412);
        assertThat(layout.ofLane(29).orElseThrow().bottom()).isEqualTo(500);
    }

    @Test
    void scrolling_to_a_lane_moves_as_little_as_can_be() {
        LaneLayout layout = LaneLayout.of(plan(group(LaneGroup.Kind.OTHER, 30)), 88, 500, 0);

        assertThat(layout.scrollTo(3)).isZero();
        assertThat(layout.scrollTo(20)).isEqualTo(24 + 21 * 30 - 412);
    }

    private static LanePlan plan(LaneGroup... groups) {
        return new LanePlan(List.of(groups), new int[0]);
    }

    private static LaneGroup group(LaneGroup.Kind kind, int count) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane.OfCategory(i, 1));
        }
        return new LaneGroup(kind, "", count, false, lanes);
    }
}
