package dev.eventscope.desktop.timeline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PackedColumnTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void numbers_come_back_whatever_was_added_where(long seed) {
        Random random = new Random(seed);
        PackedColumn column = PackedColumn.EMPTY;
        List<Long> expected = new ArrayList<>();

        for (int turn = 0; turn < 60; turn++) {
            long[] values = values(random, random.nextInt(turn % 7 == 0 ? 3_000 : 40));
            List<Long> added = IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
            if (random.nextBoolean()) {
                column = column.prepended(values, values.length);
                expected.addAll(0, added);
            } else {
                column = column.appended(values, values.length);
                expected.addAll(added);
            }
            if (turn % 11 == 10) {
                column = column.first(expected.size() / 2);
                expected = new ArrayList<>(expected.subList(0, expected.size() / 2));
            }
            column = changed(column, expected, random);
        }

        assertThat(listOf(column)).isEqualTo(expected);
    }

    @Test
    void numbers_that_rise_by_one_take_no_room_beside_their_blocks() {
        long[] values = LongStream.range(7, 100_007).toArray();
        long[] others = LongStream.range(7, 100_007).map(i -> 3 * i).toArray();

        assertThat(PackedColumn.EMPTY.appended(values, values.length).bytes()).isLessThan(3_000);
        assertThat(PackedColumn.EMPTY.appended(others, others.length).bytes()).isGreaterThan(100_000);
    }

    private static PackedColumn changed(PackedColumn column, List<Long> expected, Random random) {
        int[] rows = random.ints(Math.min(5, expected.size()), 0, Math.max(1, expected.size())).sorted().distinct()
                .toArray();
        long[] values = values(random, rows.length);
        IntStream.range(0, rows.length).forEach(i -> expected.set(rows[i], values[i]));
        return column.with(rows, values, rows.length);
    }

    /// Of any spread: all alike, a few bytes, all eight; or one more each.
    private static long[] values(Random random, int count) {
        if (random.nextInt(4) == 0) {
            long first = random.nextLong();
            return LongStream.range(0, count).map(i -> first + i).toArray();
        }
        int bits = random.nextInt(64);
        long base = random.nextLong();
        return random.longs(count).map(value -> base + (value >>> bits)).toArray();
    }

    private static List<Long> listOf(PackedColumn column) {
        return IntStream.range(0, column.size()).mapToObj(column::get).toList();
    }
}
