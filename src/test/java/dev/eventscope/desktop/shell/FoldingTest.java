package dev.eventscope.desktop.shell;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FoldingTest {

    private final Folding folding = new Folding();

    @Test
    void when_narrow_the_side_bar_folds_first_and_then_the_inspector() {
        folding.resize(1_400);
        assertThat(open()).isEqualTo("side inspector");

        folding.resize(1_280);
        assertThat(open()).isEqualTo("inspector");

        folding.resize(1_000);
        assertThat(open()).isEmpty();
    }

    @Test
    void a_view_with_its_own_detail_folds_the_inspector() {
        folding.resize(1_600);
        folding.view(true);
        assertThat(open()).isEqualTo("side");

        folding.view(false);
        assertThat(open()).isEqualTo("side inspector");
    }

    @Test
    void what_a_person_chose_holds_until_a_limit_is_crossed() {
        folding.resize(1_000);
        folding.toggleDetail();
        folding.resize(1_010);
        assertThat(open()).isEqualTo("inspector");

        folding.resize(1_600);
        folding.resize(1_000);
        assertThat(open()).isEmpty();
    }

    private String open() {
        return ((folding.sideOpenProperty().get() ? "side " : "")
                + (folding.detailOpenProperty().get() ? "inspector" : "")).strip();
    }
}
