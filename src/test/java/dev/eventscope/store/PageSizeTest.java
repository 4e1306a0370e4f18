package dev.eventscope.store;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageSizeTest {

    private static final PageSize FIRST = new PageSize(16, 500);

    @Test
    void small_rows_make_pages_grow_fourfold_up_to_the_most() {
        PageSize second = FIRST.after(16, 16 * 300);
        assertThat(second.rows()).isEqualTo(64);
        assertThat(second.after(64, 64 * 300).after(256, 256 * 300).rows()).isEqualTo(500);
    }

    @Test
    void large_rows_make_them_as_small_as_fits_but_never_empty() {
        assertThat(FIRST.after(16, 16L << 20).rows()).isEqualTo(8);
        assertThat(FIRST.after(16, 16L * (100 << 20)).rows()).isEqualTo(1);
    }

    @Test
    void a_page_without_rows_or_bytes_is_no_reason_to_stop() {
        assertThat(FIRST.after(0, 0).rows()).isEqualTo(1);
        assertThat(FIRST.after(16, 0).rows()).isEqualTo(64);
    }
}
