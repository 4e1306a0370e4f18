package dev.eventscope.event;

import java.io.IOException;
import java.util.Random;
import java.util.StringJoiner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TreeReaderTest {

    private static final int TEXTS = 5_000;

    @Test
    void trees_are_those_that_the_mapper_makes() throws IOException {
        Random random = new Random(5);

        for (int i = 0; i < TEXTS; i++) {
            byte[] json = value(random, 0).getBytes(UTF_8);
            JsonNode tree = Json.read(json);

            assertThat(tree).isEqualTo(Json.mapper().readTree(json))
                    .hasToString(Json.mapper().readTree(json).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\":}", "{\"a\" 1}", "[1}", "tru", "01", "\"a", "{\"a\":1]", "NaN"})
    void a_broken_text_is_refused_as_the_mapper_does(String json) {
        assertThatThrownBy(() -> Json.read(json)).isInstanceOf(JsonProcessingException.class).satisfies(
                mine -> assertThatThrownBy(() -> Json.mapper().readTree(json)).hasMessage(mine.getMessage()));
    }

    @Test
    void a_second_value_is_refused() {
        assertThatThrownBy(() -> Json.read("{\"a\":1} 2")).isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("more after the end");
    }

    @Test
    void no_text_gives_a_missing_node() throws IOException {
        assertThat(Json.read(new byte[0]).isMissingNode()).isTrue();
        assertThat(Json.read(" ").isMissingNode()).isTrue();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 5 ? 7 : 10)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> Long.toString(random.nextLong());
            case 2 -> random.nextInt(100) + "." + random.nextInt(1_000) + "00";
            case 3 -> "\"a\\u00e4\\n" + random.nextInt(9) + "é\"";
            case 4 -> random.nextBoolean() ? "true" : "null";
            case 5 -> random.nextInt(10) + "e" + (random.nextInt(800) - 400);
            case 6 -> "1234567890123456789012345678901";
            case 7 -> list(random, depth);
            default -> object(random, depth);
        };
    }

    private static String list(Random random, int depth) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int left = random.nextInt(5); left > 0; left--) {
            list.add(value(random, depth + 1));
        }
        return list.toString();
    }

    /// Names come again in the same object.
    private static String object(Random random, int depth) {
        StringJoiner object = new StringJoiner(" , ", "{", "}");
        for (int left = random.nextInt(6); left > 0; left--) {
            object.add("\"f" + random.nextInt(4) + "\":" + value(random, depth + 1));
        }
        return object.toString();
    }
}
