package dev.eventscope.desktop.timeline.model;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.Events;

import static org.assertj.core.api.Assertions.assertThat;

class EffectsTest {

    /// a → b → c, a → d
    private final EventColumns columns = new Events().then("a", "A").then("b", "B").add("c", "C").causedBy("a")
            .add("d", "D").columns();
    private final Effects effects = new Effects(columns);

    @Test
    void causes_go_back_to_the_root() {
        assertThat(effects.causes(2, Integer.MAX_VALUE)).containsExactly(1, 0);
    }

    @Test
    void one_hop_ends_at_the_cause() {
        assertThat(effects.causes(2, 1)).containsExactly(1);
        assertThat(effects.effects(0, 1, 100)).containsExactly(1, 3);
    }

    @Test
    void effects_come_nearest_first() {
        assertThat(effects.effects(0, Integer.MAX_VALUE, 100)).containsExactly(1, 3, 2);
    }

    @Test
    void effects_end_at_the_limit() {
        assertThat(effects.effects(0, Integer.MAX_VALUE, 2)).containsExactly(1, 3);
    }

    @Test
    void a_circle_of_causes_ends_where_it_closes() {
        List<Integer> path = new Effects(
                new Events().causedBy("b").add("a", "A").causedBy("a").add("b", "B").columns()).causes(0, 100);

        assertThat(path).containsExactly(1);
    }
}
