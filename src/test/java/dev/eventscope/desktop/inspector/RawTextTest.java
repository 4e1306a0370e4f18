package dev.eventscope.desktop.inspector;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class RawTextTest {

    @Test
    void what_turns_text_round_is_shown_as_an_escape() {
        assertThat(RawText.of(Payload.json("{\"a\":\n\"x\u202Ey\"}"))).isEqualTo("{\"a\":\n\"x\\u202ey\"}");
    }

    @Test
    void a_long_line_goes_on_in_the_next() {
        assertThat(RawText.of(Payload.json('"' + "\u202E".repeat(1_000) + '"')).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(1_000)).hasSize(7);
    }
}
