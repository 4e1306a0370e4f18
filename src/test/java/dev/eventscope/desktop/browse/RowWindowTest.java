package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowWindowTest {

    private final RowWindow<Integer, Integer> window = new RowWindow<>(row -> row, 100);

    @Test
    void it_grows_at_both_ends_and_knows_where_they_are() {
        window.show(page(50, 60, false), false, false);

        window.append(page(60, 70, false));
        window.prepend(page(40, 50, true));

        assertThat(window.rows()).containsExactlyElementsOf(numbers(40, 70));
        assertThat(window.first()).isEqualTo(40);
        assertThat(window.last()).isEqualTo(69);
        assertThat(window.isAtStart()).isTrue();
        assertThat(window.isAtEnd()).isFalse();
    }

    @Test
    void what_lies_far_behind_is_let_go_and_can_be_read_again() {
        window.show(page(0, 100, false), true, false);

        window.append(page(100, 130, true));
        window.append(page(130, 160, true));

        assertThat(window.rows()).containsExactlyElementsOf(numbers(60, 160));
        assertThat(window.isAtStart()).isFalse();
        assertThat(window.first()).isEqualTo(60);

        window.prepend(page(20, 60, false));

        assertThat(window.rows()).containsExactlyElementsOf(numbers(20, 160));
        window.prepend(page(0, 20, true));
        assertThat(window.rows()).containsExactlyElementsOf(numbers(0, 100));
        assertThat(window.isAtStart()).isTrue();
        assertThat(window.isAtEnd()).isFalse();
        assertThat(window.last()).isEqualTo(99);
    }

    @Test
    void a_page_without_rows_moves_its_end_all_the_same() {
        window.show(page(0, 10, false), true, false);

        window.append(new RowWindow.Page<>(List.of(), 10, 500, false));

        assertThat(window.rows()).hasSize(10);
        assertThat(window.last()).isEqualTo(500);
    }

    private static RowWindow.Page<Integer, Integer> page(int from, int to, boolean isEnd) {
        return new RowWindow.Page<>(numbers(from, to), from, to - 1, isEnd);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
