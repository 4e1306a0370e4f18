package dev.eventscope.replay;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DryRunSpreadTest {

    @Test
    void fewer_than_wanted_are_all_taken() {
        assertThat(spread(10, 7)).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 100, 101, 999, 12_345})
    void the_chosen_are_spread_over_the_whole(int size) {
        List<Integer> chosen = spread(10, size).stream().map(Integer::valueOf).toList();

        assertThat(chosen).hasSize(10).isSorted().doesNotHaveDuplicates();
        for (int tenth = 0; tenth < 10; tenth += 2) {
            int from = tenth * size / 10;
            int to = (tenth + 2) * size / 10;
            assertThat(chosen).as("%d to %d", from, to).anyMatch(i -> i >= from && i < to);
        }
    }

    private static List<String> spread(int wanted, int size) {
        DryRunSpread spread = new DryRunSpread(wanted);
        IntStream.range(0, size).forEach(i -> spread.offer(Integer.toString(i)));
        return spread.chosen();
    }
}
