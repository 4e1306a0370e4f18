package dev.eventscope.desktop.workspace;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {

    private static final Selected ONE = Selected.of(new StreamId("order-1"));
    private static final Selected TWO = Selected.of(new StreamId("order-2"), 7);

    private final Selection selection = new Selection();
    private final History history = new History(selection);

    @Test
    void back_returns_to_the_same_view_and_selection() {
        history.go("streamsView", ONE);
        history.go("timelineView", TWO);

        history.back();

        assertThat(history.currentProperty().get()).isEqualTo(new Place("streamsView", ONE, null));
        assertThat(selection.get()).isEqualTo(ONE);
    }

    @Test
    void back_brings_what_was_selected_last_not_what_was_jumped_to() {
        history.go("streamsView", ONE);
        selection.set(TWO);
        history.go("timelineView");

        history.back();

        assertThat(selection.get()).isEqualTo(TWO);
    }

    @Test
    void the_state_of_a_view_is_kept_when_it_is_left() {
        history.go("streamsView", ONE);
        history.onLeave(() -> "filter type:StepFailed");
        history.go("timelineView", ONE);

        history.back();

        assertThat(history.currentProperty().get().state()).isEqualTo("filter type:StepFailed");
    }

    @Test
    void forward_undoes_back_until_another_way_is_taken() {
        history.go("streamsView", ONE);
        history.go("timelineView", TWO);
        history.back();
        assertThat(history.canGoForwardProperty().get()).isTrue();

        history.forward();
        assertThat(selection.get()).isEqualTo(TWO);

        history.back();
        history.go("replayView", ONE);
        assertThat(history.canGoForwardProperty().get()).isFalse();
    }

    @Test
    void going_to_where_one_stands_is_no_step() {
        history.go("streamsView", ONE);
        history.go("streamsView", ONE);

        assertThat(history.canGoBackProperty().get()).isFalse();
    }

    @Test
    void the_way_back_is_bounded() {
        for (int i = 0; i < 300; i++) {
            history.go("streamsView", Selected.of(new StreamId("order-" + i)));
        }

        int steps = 0;
        while (history.canGoBackProperty().get()) {
            history.back();
            steps++;
        }
        assertThat(steps).isEqualTo(100);
    }

    @Test
    void another_store_starts_with_no_past() {
        history.go("streamsView", ONE);
        history.go("timelineView", TWO);

        history.clear();

        assertThat(history.canGoBackProperty().get()).isFalse();
        assertThat(selection.get()).isEqualTo(Selected.NOTHING);
    }
}
