package dev.eventscope.desktop.fx;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.fx.JsonRow.Kind;
import dev.eventscope.event.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class JsonRowsTest {

    @Test
    void each_value_is_a_line_with_its_path() {
        List<JsonRow> rows = rows("{\"step\":\"git\",\"error\":{\"retry\":true},\"tags\":[1,\"a/b\"]}");

        assertThat(rows).containsExactly(
                new JsonRow("", 0, null, "3 fields", Kind.OBJECT, 6),
                new JsonRow("/step", 1, "step", "\"git\"", Kind.STRING, 0),
                new JsonRow("/error", 1, "error", "1 field", Kind.OBJECT, 1),
                new JsonRow("/error/retry", 2, "retry", "true", Kind.LITERAL, 0),
                new JsonRow("/tags", 1, "tags", "2 items", Kind.ARRAY, 2),
                new JsonRow("/tags/0", 2, "0", "1", Kind.NUMBER, 0),
                new JsonRow("/tags/1", 2, "1", "\"a/b\"", Kind.STRING, 0));
    }

    @Test
    void tokens_are_as_stored() {
        List<JsonRow> rows = rows("{\"n\":1234567890123456789012345678901234567890,\"e\":1e400,\"k\":1,\"k\":2}");

        assertThat(rows.stream().skip(1).map(row -> row.key() + "=" + row.text()))
                .containsExactly("n=1234567890123456789012345678901234567890", "e=1e400", "k=1", "k=2");
    }

    @Test
    void keys_with_a_slash_are_escaped_in_the_path() {
        assertThat(rows("{\"a/b~c\":1}").get(1).path()).isEqualTo("/a~1b~0c");
    }

    @Test
    void text_that_would_rearrange_the_screen_is_shown_as_escapes() {
        assertThat(rows("{\"t\":\"a\\u202eb\\nc\\u0000\"}").get(1).text()).isEqualTo("\"a\\u202eb\\nc\\u0000\"");
    }

    @Test
    void long_text_is_shortened_and_says_by_how_much() {
        String text = rows("{\"t\":\"" + "x".repeat(1_000) + "\"}").get(1).text();

        assertThat(text).endsWith("x… 600 characters more").hasSizeLessThan(Shortened.MOST_CHARS + 40);
    }

    @Test
    void a_huge_payload_has_a_bounded_number_of_lines() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 100_000; i++) {
            json.append(i).append(',');
        }

        List<JsonRow> rows = rows(json.append("0]").toString());

        assertThat(rows).hasSize(JsonRows.MOST_ROWS + 1);
        assertThat(rows.getLast().text()).isEqualTo("only the first 20,000 lines are shown");
    }

    @Test
    void what_is_no_json_is_shown_as_its_reason_and_in_hex() {
        List<JsonRow> rows = JsonRows.of(new Payload(new byte[]{(byte) 0xac, (byte) 0xed, 0, 5}, Payload.JSON)).rows();

        assertThat(rows.getFirst().kind()).isEqualTo(Kind.ERROR);
        assertThat(rows.getFirst().text()).startsWith("Cannot be decoded: ");
        assertThat(rows.get(1).text()).isEqualTo("ac ed 00 05");
    }

    @Test
    void nesting_beyond_all_measure_is_refused_and_not_walked() {
        List<JsonRow> rows = rows("[".repeat(100_000));

        assertThat(rows.getFirst().kind()).isEqualTo(Kind.ERROR);
    }

    @Test
    void no_payload_says_so() {
        assertThat(JsonRows.of(Payload.none()).rows()).extracting(JsonRow::text).containsExactly("no payload");
    }

    private static List<JsonRow> rows(String json) {
        return JsonRows.of(Payload.json(json.getBytes(StandardCharsets.UTF_8))).rows();
    }
}
