package dev.eventscope.upcast;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;

import static org.assertj.core.api.Assertions.assertThat;

class TreeComparisonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":1}|{\"a\":1}|``",
        "{\"name\":\"x\",\"b\":1}|{\"title\":\"x\",\"b\":1}|MOVED /name /title",
        "{\"a\":1}|{\"a\":2}|CONVERTED /a /a",
        "{\"a\":\"x,y\"}|{\"a\":[\"x\",\"y\"]}|CONVERTED /a /a",
        "{\"a\":1,\"b\":2}|{\"a\":1}|DROPPED /b /b",
        "{\"a\":1}|{\"a\":1,\"b\":0}|ADDED /b /b",
        "{\"a\":null,\"b\":[],\"c\":{}}|{}|``",
        "{\"a\":true}|{\"b\":true,\"c\":true}|MOVED /a /b; ADDED /c /c",
        "{\"l\":[1,2]}|{\"l\":[1]}|DROPPED /l/1 /l/1"
    })
    void what_code_did_is_read_from_before_and_after(String before, String after, String effects)
            throws JsonProcessingException {
        List<String> found = TreeComparison.effects(Json.read(before), Json.read(after), "X").stream()
                .map(e -> e.kind() + " " + e.path() + " " + e.to()).toList();

        assertThat(String.join("; ", found)).isEqualTo(effects);
    }
}
