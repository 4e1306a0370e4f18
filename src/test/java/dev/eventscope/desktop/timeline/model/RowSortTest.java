package dev.eventscope.desktop.timeline.model;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowSortTest {

    private static final int ROWS = 1_000;

    /// How far a value may be out of place: none, a few places, anywhere.
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 100_000})
    void rows_of_equal_values_keep_their_order(int disorder) {
        Random random = new Random(disorder);
        int[] values = IntStream.range(0, ROWS).map(row -> row / 3 + random.nextInt(disorder)).toArray();
        int[] rows = RowSort.identity(ROWS);

        RowSort.sort(rows, (one, other) -> Integer.compare(values[one], values[other]));

        assertThat(rows).containsExactly(IntStream.range(0, ROWS).boxed()
                .sorted(Comparator.comparingInt(row -> values[row])).mapToInt(row -> row).toArray());
    }
}
