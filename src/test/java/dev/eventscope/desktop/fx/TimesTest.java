package dev.eventscope.desktop.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    private static final Instant TIME = Instant.parse("2026-03-04T11:02:09.571206Z");

    @Test
    void every_digit_of_the_store_is_shown() {
        assertThat(Times.UTC.full(TIME)).isEqualTo("2026-03-04 11:02:09.571206");
        assertThat(Times.UTC.full(Instant.parse("2026-03-04T11:02:09Z"))).isEqualTo("2026-03-04 11:02:09.000000");
        assertThat(Times.UTC.clock(TIME.plusNanos(7))).isEqualTo("11:02:09.571206007");
    }

    @Test
    void a_time_that_is_not_there_is_empty() {
        assertThat(Times.UTC.full(null)).isEmpty();
    }

    @Test
    void local_times_are_of_their_zone_and_say_which() {
        Times kolkata = new Times(ZoneId.of("Asia/Kolkata"));

        assertThat(kolkata.full(TIME)).isEqualTo("2026-03-04 16:32:09.571206");
        assertThat(kolkata.zoneLabel(TIME)).isEqualTo("UTC+05:30");
        assertThat(Times.UTC.zoneLabel(TIME)).isEqualTo("UTC");
    }

    @Test
    void spans_have_three_figures_and_a_unit() {
        assertThat(Times.span(Duration.ofNanos(38_900))).isEqualTo("38 µs");
        assertThat(Times.span(Duration.ofMillis(253))).isEqualTo("253 ms");
        assertThat(Times.span(Duration.ofMillis(3_410))).isEqualTo("3.41 s");
        assertThat(Times.span(Duration.ofMillis(42_100))).isEqualTo("42.1 s");
        assertThat(Times.span(Duration.ofMinutes(132))).isEqualTo("2 h 12 m");
        assertThat(Times.span(Duration.ofHours(99))).isEqualTo("4 d 3 h");
        assertThat(Times.span(Duration.ofMinutes(5))).isEqualTo("5 m");
    }

    @Test
    void differences_have_a_sign() {
        assertThat(Times.signed(Duration.ofMillis(-253))).isEqualTo("\u2212253 ms");
        assertThat(Times.signed(Duration.ofMillis(75))).isEqualTo("+75 ms");
        assertThat(Times.signed(Duration.ZERO)).isEqualTo("0 µs");
    }
}
