package dev.eventscope.replay;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.Json;

import static dev.eventscope.replay.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;

class JsonDiffTest {

    @Test
    void a_difference_applied_to_the_one_gives_the_other() {
        for (int seed = 0; seed < 2_000; seed++) {
            Trees trees = new Trees(seed);
            JsonNode before = trees.value(4);
            JsonNode after = seed % 5 == 0 ? trees.value(4) : trees.near(before);

            List<Change> changes = JsonDiff.between(before, after);

            assertThat(Trees.applied(before, changes)).as("seed %d", seed).isEqualTo(after);
        }
    }

    @Test
    void what_is_equal_does_not_differ_whatever_the_order_of_keys_and_the_zeroes_of_numbers() {
        assertThat(JsonDiff.between(json("{\"a\":1.0,\"b\":[1e400]}"), json("{\"b\":[10e399],\"a\":1.00}"))).isEmpty();
        assertThat(JsonDiff.between(json("1e400"), json("1e401"))).hasSize(1);
    }

    @Test
    void arrays_are_compared_by_content() {
        assertThat(lines("[1,2,3,4]", "[2,3,5,4]")).containsExactly("remove /0 null 1", "add /2 5 null");
        assertThat(lines("[{\"id\":1,\"n\":1},{\"id\":2,\"n\":1}]", "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":9}]"))
                .containsExactly("replace /1/n 9 1");
    }

    @Test
    void keys_are_escaped_and_old_values_told() {
        assertThat(lines("{\"a/b\":1,\"m~n\":2}", "{\"m~n\":3,\"new\":4}")).containsExactly("remove /a~1b null 1",
                "replace /m~0n 3 2", "add /new 4 null");
    }

    @Test
    void long_arrays_without_anything_in_common_end_in_time() {
        StringBuilder older = new StringBuilder("[0");
        StringBuilder newer = new StringBuilder("[-1");
        for (int i = 1; i < 20_000; i++) {
            older.append(',').append(i);
            newer.append(",\"").append(i).append('"');
        }
        JsonNode before = json(older.append(']').toString());
        JsonNode after = json(newer.append(']').toString());

        assertThat(Trees.applied(before, JsonDiff.between(before, after))).isEqualTo(after);
        assertThat(JsonDiff.between(before, after, 100)).hasSize(100);
    }

    private static List<String> lines(String before, String after) {
        return JsonDiff.between(json(before), json(after)).stream().map(change -> change.op().word() + " "
                + change.path() + " " + text(change.value()) + " " + text(change.oldValue())).toList();
    }

    private static String text(JsonNode node) {
        return node == null ? "null" : Json.write(node);
    }
}
