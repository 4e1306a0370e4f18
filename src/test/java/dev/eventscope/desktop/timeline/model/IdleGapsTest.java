package dev.eventscope.desktop.timeline.model;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.event.EventClock;

import static org.assertj.core.api.Assertions.assertThat;

class IdleGapsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 66, 200, 5_000})
    void long_gaps_are_found_as_by_looking_at_each(int events) {
        Axis axis = randomAxis(events);
        IdleGaps gaps = IdleGaps.of(axis);
        Random random = new Random(events);

        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(events + 2) - 1;
            double length = random.nextInt(1_200_000);
            assertThat(gaps.next(from, length)).isEqualTo(nextSlowly(axis, from, length));
            assertThat(gaps.previous(from, length)).isEqualTo(previousSlowly(axis, from, length));
        }
    }

    @Test
    void the_gap_at_a_coordinate_is_the_one_it_lies_in() {
        Axis axis = Axis.time(new Events().add("a", "A").later(10).add("b", "B").later(10).add("c", "C").columns(),
                EventClock.RECORDED, RowFilter.ALL);
        IdleGaps gaps = IdleGaps.of(axis);

        assertThat(gaps.at(axis.first() + 5_000)).isEqualTo(0);
        assertThat(gaps.at(axis.first() + 15_000)).isEqualTo(1);
        assertThat(gaps.at(axis.first() + 10_000)).isEqualTo(1);
        assertThat(gaps.at(axis.first() - 1)).isEqualTo(0);
    }

    @Test
    void the_longest_gaps_of_a_stretch_come_longest_first() {
        Axis axis = Axis.time(new Events().add("a", "A").later(10).add("b", "B").later(500).add("c", "C").later(90)
                .add("d", "D").later(900).add("e", "E").columns(), EventClock.RECORDED,
                RowFilter.ALL);
        IdleGaps gaps = IdleGaps.of(axis);

        assertThat(gaps.longest(axis.first(), axis.sortedAt(3), 2)).containsExactly(500_000L, 90_000L);
    }

    private static Axis randomAxis(int events) {
        Random random = new Random(events * 31L);
        Events all = new Events();
        for (int i = 0; i < events; i++) {
            all.later(random.nextInt(50) == 0 ? random.nextInt(1_000) : random.nextInt(5)).add("e" + i, "T");
        }
        return Axis.time(all.columns(), EventClock.RECORDED, RowFilter.ALL);
    }

    private static int nextSlowly(Axis axis, int from, double length) {
        for (int gap = Math.max(0, from); gap < axis.size() - 1; gap++) {
            if (axis.sortedAt(gap + 1) - axis.sortedAt(gap) >= length) {
                return gap;
            }
        }
        return IdleGaps.NONE;
    }

    private static int previousSlowly(Axis axis, int from, double length) {
        for (int gap = Math.min(from, axis.size() - 2); gap >= 0; gap--) {
            if (axis.sortedAt(gap + 1) - axis.sortedAt(gap) >= length) {
                return gap;
            }
        }
        return IdleGaps.NONE;
    }
}
