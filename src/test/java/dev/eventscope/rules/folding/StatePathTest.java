package dev.eventscope.rules.folding;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatePathTest {

    private static final String STATE = "{\"a\":null,\"b\":{\"c\":1},\"l\":[1,2]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a,b", "b,c,d", "l,7", "l,x", "none", "none,at,all"})
    void what_is_not_there_is_dropped_from_a_state_that_stays_as_it_is(String path) throws JsonProcessingException {
        JsonNode state = Json.read(STATE);

        JsonNode after = StatePath.with(state, List.of(path.split(",")), false, _ -> MissingNode.getInstance());

        assertThat(after).hasToString(STATE);
    }

    @Test
    void a_level_is_made_where_nothing_stands_and_not_where_a_value_does() throws JsonProcessingException {
        JsonNode state = Json.read(STATE);

        assertThat(StatePath.with(state, List.of("n", "m"), true, _ -> IntNode.valueOf(5)).path("n"))
                .hasToString("{\"m\":5}");
        assertThatThrownBy(() -> StatePath.with(state, List.of("b", "c", "d"), true, _ -> IntNode.valueOf(5)))
                .hasMessage("there is no object that could hold d");
    }
}
