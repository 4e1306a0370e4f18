package dev.eventscope.desktop.timeline.model;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowSortTest {

    /// Shape: `disorder` is how far a value may be out of place. Many are sorted on two cores.
    @ParameterizedTest
    @CsvSource({"1000, 1", "1000, 5", "1000, 40", "1000, 100000", "200001, 1", "200001, 40", "200001, 1000000"})
    void rows_of_equal_values_keep_their_order(int size, int disorder) {
        Random random = new Random(disorder);
        int[] values = IntStream.range(0, size).map(row -> row / 3 + random.nextInt(disorder)).toArray();
        int[] rows = RowSort.identity(size);

        RowSort.sort(rows, (one, other) -> Integer.compare(values[one], values[other]));

        assertThat(rows).containsExactly(IntStream.range(0, size).boxed()
                .sorted(Comparator.comparingInt(row -> values[row])).mapToInt(row -> row).toArray());
    }
}
