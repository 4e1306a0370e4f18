package dev.eventscope.desktop.fx;

import org.junit.jupiter.api.Test;

import dev.eventscope.store.EventCounter.Count;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @Test
    void thousands_have_a_comma_and_negatives_a_true_minus() {
        assertThat(Figures.count(124_319)).isEqualTo("124,319");
        assertThat(Figures.count(-1_200)).isEqualTo("\u22121,200");
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(-100)).isEqualTo("\u2212100");
        assertThat(Figures.count(1_000_000)).isEqualTo("1,000,000");
        assertThat(Figures.count(Long.MIN_VALUE)).isEqualTo("\u22129,223,372,036,854,775,808");
    }

    @Test
    void an_estimate_says_so() {
        assertThat(Figures.count(new Count(41_000, false))).isEqualTo("≈ 41,000");
        assertThat(Figures.count(new Count(41_022, true))).isEqualTo("41,022");
    }

    @Test
    void bytes_go_in_steps_of_a_thousand() {
        assertThat(Figures.bytes(418)).isEqualTo("418 B");
        assertThat(Figures.bytes(1_234)).isEqualTo("1.2 kB");
        assertThat(Figures.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(16L * 1024 * 1024)).isEqualTo("16.8 MB");
    }

    @Test
    void one_is_singular_and_none_is_plural() {
        assertThat(Figures.plural(1, "event")).isEqualTo("1 event");
        assertThat(Figures.plural(0, "event")).isEqualTo("0 events");
    }
}
