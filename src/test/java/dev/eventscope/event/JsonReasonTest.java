package dev.eventscope.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person reads where a text is not JSON.
class JsonReasonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{                | it ends within the object that begins at line 1, column 1 (line 1, column 2)",
        "[1,              | it ends within an array (line 1, column 4)",
        "\"abc            | it ends within a text (line 1, column 5)",
        "-                | it ends within a value (line 1, column 2)",
        "{\"a\":1} \"x\"  | there is more after the end of the value (line 1, column 10)",
        "{\"a\":1}}       | '}' closes nothing (line 1, column 8)",
        "{\"a\":1]        | ']' where '}' is wanted (line 1, column 7)",
        "{a:1}            | 'a' where a name in double quotes is wanted (line 1, column 2)",
        "{\"a\" 1}        | '1' where a colon is wanted (line 1, column 6)",
        "{\"a\":}         | '}' where a value is wanted (line 1, column 6)",
        "[1 2]            | '2' where a comma is wanted (line 1, column 4)",
        "tru              | 'tru' is no value: text wants double quotes (line 1, column 1)",
        "01               | a number that is not written as JSON has it, like 0.5 or -1e9 (line 1, column 2)",
        "+1               | a number with a plus sign (line 1, column 2)",
        "1e99999999999    | a number that is beyond what can be held (line 1, column 14)",
        "\"\\x\"          | a backslash before 'x', which is no escape (line 1, column 3)",
        "\"\\u12\"        | '\"' where a hex digit is wanted (line 1, column 6)",
        "/* no */ 1       | a comment, which JSON does not have (line 1, column 1)",
        "\u202e           | the character U+202E where a value is wanted (line 1, column 1)"})
    void a_person_reads_what_is_wrong_and_where(String text, String reason) {
        assertThat(reasonOf(text)).isEqualTo(reason);
        assertThat(((Payload.Undecodable) Payload.json(text).decode()).reason()).contains("(line 1, column ");
    }

    @Test
    void a_text_that_is_too_much_is_told_by_its_bound() {
        assertThat(reasonOf("[".repeat(3_000))).isEqualTo("it is nested deeper than 2000 levels");
        assertThat(reasonOf("1".repeat(200_000))).isEqualTo("a number of more than 100000 digits");
    }

    @Test
    void bytes_that_are_no_text_are_told_with_their_place() {
        Payload payload = Payload.json(new byte[]{'{', (byte) 0x80, '}'});

        assertThat(payload.decode()).isEqualTo(new Payload.Undecodable("bytes that are not UTF-8 (line 1, column 3)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a message of a later version", ""})
    void a_message_that_is_not_known_is_not_passed_on(String message) {
        assertThat(JsonReason.of(message)).isEqualTo("this is not JSON");
    }

    private static String reasonOf(String text) {
        try {
            Json.read(text);
            throw new AssertionError("this is JSON: " + text);
        } catch (JsonProcessingException e) {
            return Json.reasonOf(e);
        }
    }
}
