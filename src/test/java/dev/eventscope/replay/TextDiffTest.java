package dev.eventscope.replay;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextDiffTest {

    @Test
    void changed_lines_stand_in_hunks_with_two_lines_around_and_both_numbers() {
        String older = numbers(1, 30, 0);
        String newer = numbers(1, 30, 0).replace("line 5\n", "five\n").replace("line 20\n", "");

        TextDiff diff = TextDiff.between(older, newer);

        assertThat(diff.hunks()).extracting(TextDiffTest::text).containsExactly(
                List.of("3 3   line 3", "4 4   line 4", "5 0 - line 5", "0 5 + five", "6 6   line 6", "7 7   line 7"),
                List.of("18 18   line 18", "19 19   line 19", "20 0 - line 20", "21 20   line 21", "22 21   line 22"));
        assertThat(List.of(diff.added(), diff.removed())).containsExactly(1, 2);
    }

    @Test
    void changes_near_each_other_stand_in_one_hunk() {
        String newer = numbers(1, 9, 0).replace("line 3\n", "").replace("line 7\n", "seven\n");

        assertThat(TextDiff.between(numbers(1, 9, 0), newer).hunks()).hasSize(1);
    }

    @Test
    void equal_texts_have_no_hunks_and_an_empty_one_is_all_added() {
        assertThat(TextDiff.between("a\nb", "a\nb").hunks()).isEmpty();
        assertThat(TextDiff.between("", "a\nb")).extracting(TextDiff::added, TextDiff::removed).containsExactly(2, 0);
    }

    @Test
    void texts_without_anything_in_common_are_cut_and_say_so() {
        TextDiff diff = TextDiff.between(numbers(0, 50_000, 0), numbers(0, 50_000, 100_000));

        assertThat(diff.truncated()).isTrue();
        assertThat(diff.hunks().stream().mapToInt(hunk -> hunk.lines().size()).sum())
                .isLessThanOrEqualTo(2 * TextDiff.MOST_LINES);
    }

    private static String numbers(int from, int to, int plus) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + (i + plus) + "\n").collect(Collectors.joining());
    }

    private static List<String> text(TextDiff.Hunk hunk) {
        return hunk.lines().stream().map(line -> line.oldNumber() + " " + line.newNumber() + " "
                + (line.sign() == TextDiff.Sign.SAME ? " " : line.sign() == TextDiff.Sign.ADDED ? "+" : "-") + " "
                + line.text()).toList();
    }
}
