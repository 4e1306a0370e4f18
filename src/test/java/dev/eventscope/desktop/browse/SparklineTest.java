package dev.eventscope.desktop.browse;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.StreamFacts;

import static org.assertj.core.api.Assertions.assertThat;

class SparklineTest {

    @Test
    void a_burst_does_not_hide_a_quiet_day_and_a_day_without_events_has_no_bar() {
        assertThat(Sparkline.bars(List.of(0L, 1L, 10_000L)))
                .isEqualTo("M0 0 Z M6 14 Z M2 14 h1 v-2 h-1 Z M4 14 h1 v-14 h-1 Z");
        assertThat(Sparkline.bars(List.of(0L, 0L))).isEqualTo("M0 0 Z M4 14 Z");
    }

    @Test
    void its_words_say_how_many_when_and_whether_they_were_counted() {
        assertThat(sentence(true, 3, 0, 9)).isEqualTo("12 events from 1 Nov to 3 Nov, UTC; most on 3 Nov: 9");
        assertThat(sentence(false, 3, 0, 9)).startsWith("≈ 12 events").endsWith(": ≈ 9");
        assertThat(sentence(true, 0, 0, 0)).isEqualTo("No events from 1 Nov to 3 Nov, UTC");
    }

    private static String sentence(boolean exact, long... days) {
        StreamFacts facts = new StreamFacts(new StreamId("order-1"), null, null, 0, true,
                Arrays.stream(days).boxed().toList(), exact);
        return StreamActivity.sentence(facts, Instant.parse("2026-11-01T00:00:00Z"));
    }
}
