package dev.eventscope.desktop.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.OrderToken;

import static org.assertj.core.api.Assertions.assertThat;

class GoToTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void a_version_a_position_and_a_time_are_told_apart() {
        assertThat(GoTo.parse("41", NOW, ZoneOffset.UTC)).hasValue(new GoTo.Version(41));
        assertThat(GoTo.parse(" v1,041 ", NOW, ZoneOffset.UTC)).hasValue(new GoTo.Version(1_041));
        assertThat(GoTo.parse("#123,967", NOW, ZoneOffset.UTC)).hasValue(new GoTo.Position(OrderToken.of(123_967)));
        assertThat(GoTo.parse("2026-03-04 11:02:07.123456", NOW, ZoneOffset.UTC))
                .hasValue(new GoTo.At(Instant.parse("2026-03-04T11:02:07.123456Z")));
        assertThat(GoTo.parse("@-2h", NOW, ZoneOffset.UTC))
                .hasValue(new GoTo.At(Instant.parse("2026-03-04T10:00:00Z")));
    }

    @Test
    void a_time_without_an_offset_is_in_the_zone_of_the_window_and_one_with_it_is_not() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");

        assertThat(GoTo.parse("2026-03-04 11:02", NOW, tokyo))
                .hasValue(new GoTo.At(Instant.parse("2026-03-04T02:02:00Z")));
        assertThat(GoTo.parse("2026-03-04T11:02Z", NOW, tokyo))
                .hasValue(new GoTo.At(Instant.parse("2026-03-04T11:02:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vv4", "tomorrow-ish", "#", "99999999999999999999", "2026-13-01"})
    void what_is_none_of_them_is_refused(String text) {
        assertThat(GoTo.parse(text, NOW, ZoneOffset.UTC)).isEmpty();
    }
}
