package dev.eventscope.desktop.saga;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrendTest {

    @Test
    void twenty_round_stretches_reach_back_to_the_first_failure_and_one_is_under_way() {
        assertThat(Trend.stretch(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(15));
        assertThat(Trend.stretch(Duration.ofMinutes(19))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Trend.stretch(Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(5));
        assertThat(Trend.stretch(Duration.ofDays(30))).isEqualTo(Duration.ofDays(7));
    }
}
