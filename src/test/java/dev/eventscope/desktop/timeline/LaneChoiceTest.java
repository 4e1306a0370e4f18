package dev.eventscope.desktop.timeline;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.draw.Contents;

import static org.assertj.core.api.Assertions.assertThat;

class LaneChoiceTest {

    private static final int ROOM = 3;

    private final Events events = new Events();
    private final LaneChoice lanes = new LaneChoice();

    @Test
    void rows_are_those_of_the_last_of_many_changes_of_lanes() {
        Contents contents = withEvents(60);
        lanes.plan(contents, ROOM);
        assertThat(lanes.rows().lanes()).isEqualTo(lanes.plan().lanes().size());

        for (String stream : List.of("order-1", "order-2", "order-1")) {
            lanes.togglePin(stream);
            lanes.plan(contents, ROOM);
        }

        assertThat(RowsByLane.of(lanes.rows())).isEqualTo(RowsByLane.of(contents.rowsOf(lanes.plan())));
    }

    @Test
    void what_is_added_between_changes_of_lanes_is_in_their_rows() {
        Contents contents = withEvents(60);
        lanes.plan(contents, ROOM);
        for (int round = 0; round < 4; round++) {
            lanes.togglePin("order-" + round);
            lanes.plan(contents, ROOM);
            withEvents(7);
            contents = contents.with(events.columns(), contents.choice());
            lanes.plan(contents, ROOM);

            assertThat(RowsByLane.of(lanes.rows())).isEqualTo(RowsByLane.of(contents.rowsOf(lanes.plan())));
        }
    }

    @Test
    void recent_lanes_are_the_newest_in_the_order_that_was_chosen() {
        Contents contents = withEvents(60);
        lanes.order(LaneOrder.NAME, contents);

        lanes.plan(contents, ROOM);

        assertThat(lanes.memento().recent()).containsExactly("order-7", "order-8", "order-9");
        assertThat(RowsByLane.of(lanes.rows())).isEqualTo(RowsByLane.of(contents.rowsOf(lanes.plan())));
    }

    @Test
    void what_is_chosen_while_contents_are_laid_out_holds_when_they_are_shown() {
        lanes.plan(withEvents(60), ROOM);
        LaneChoice.Layout asked = lanes.layout();
        Contents next = withEvents(7);

        lanes.togglePin("order-1");
        lanes.take(asked.of(next, ROOM), ROOM);

        assertThat(lanes.plan().groups().getFirst().title()).isEqualTo("Pinned");
        assertThat(RowsByLane.of(lanes.rows())).isEqualTo(RowsByLane.of(next.rowsOf(lanes.plan())));
    }

    @Test
    void contents_that_were_laid_out_before_are_taken_as_they_are() {
        lanes.plan(withEvents(60), ROOM);
        Contents next = withEvents(7);
        LaneChoice.Laid laid = lanes.layout().of(next, ROOM);

        lanes.take(laid, ROOM);

        assertThat(lanes.rows()).isSameAs(laid.rows());
        assertThat(RowsByLane.of(lanes.rows())).isEqualTo(RowsByLane.of(next.rowsOf(lanes.plan())));
    }

    /// Events of ten streams by turns, the last of `order-9`.
    private Contents withEvents(int count) {
        for (int i = 0; i < count; i++) {
            int number = events.headers().size();
            events.of("order-" + number % 10).later(1_000).add("e" + number, "Placed");
        }
        return events.contents();
    }
}
