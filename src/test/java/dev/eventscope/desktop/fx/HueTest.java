package dev.eventscope.desktop.fx;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HueTest {

    @Test
    void a_category_has_the_same_hue_for_ever() {
        assertThat(List.of(Hue.of("content"), Hue.of("cache"), Hue.of("sync"), Hue.of("search"), Hue.of("commit"),
                Hue.of("remote"))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void every_hue_is_used() {
        List<Integer> hues = IntStream.range(0, 200).mapToObj(i -> Hue.of("category" + i)).distinct().sorted().toList();

        assertThat(hues).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void a_store_without_categories_has_a_hue_too() {
        assertThat(Hue.of("")).isBetween(1, Hue.COUNT);
        assertThat(Hue.styleClass("sync")).isEqualTo("cat-3");
    }
}
