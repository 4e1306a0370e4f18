package dev.eventscope.rules.structural;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;

import static org.assertj.core.api.Assertions.assertThat;

class RuleSetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "rename: {from: /b, to: /x}|{\"a\":1,\"b\":2,\"c\":3}|{\"a\":1,\"x\":2,\"c\":3}",
        "rename: {from: /nothing, to: /x}|{\"a\":1}|{\"a\":1}",
        "rename: {from: /in/b, to: /in/x}|{\"in\":{\"b\":2}}|{\"in\":{\"x\":2}}",
        "rename: {from: /l/*/b, to: /l/*/x}|{\"l\":[{\"b\":2},7,{\"b\":3}]}|{\"l\":[{\"x\":2},7,{\"x\":3}]}",
        "rename: {from: /l/1/b, to: /l/1/x}|{\"l\":[{\"b\":2},{\"b\":3}]}|{\"l\":[{\"b\":2},{\"x\":3}]}",
        "add: {path: /t, default: []}|{\"a\":1}|{\"a\":1,\"t\":[]}",
        "add: {path: /t, default: 0}|{\"t\":null}|{\"t\":null}",
        "add: {path: /p/q/r, default: x}|{}|{\"p\":{\"q\":{\"r\":\"x\"}}}",
        "add: {path: /l/*/n, default: 1}|{\"l\":[{},{\"n\":2}]}|{\"l\":[{\"n\":1},{\"n\":2}]}",
        "drop: {path: /a}|{\"a\":1,\"b\":2}|{\"b\":2}",
        "drop: {path: /l/*/a}|{\"l\":[{\"a\":1},{\"a\":2,\"b\":3}]}|{\"l\":[{},{\"b\":3}]}",
        "drop: {path: /o/*}|{\"o\":{\"a\":1,\"b\":2}}|{\"o\":{}}",
        "drop: {path: /a/b}|{\"a\":\"text\"}|{\"a\":\"text\"}",
        "drop: {path: /l/0}|{\"l\":[1,2]}|{\"l\":[1,2]}",
        "move: {from: /a/b, to: /c}|{\"a\":{\"b\":1,\"d\":2}}|{\"a\":{\"d\":2},\"c\":1}",
        "move: {from: /a, to: /p/q}|{\"a\":1}|{\"p\":{\"q\":1}}",
        "move: {from: /a, to: /a/b}|{\"a\":1}|{\"a\":{\"b\":1}}",
        "convert: {path: /s, to: number}|{\"s\":\"12.50\"}|{\"s\":12.50}",
        "convert: {path: /s, to: number}|{\"s\":\" 007 \"}|{\"s\":7}",
        "convert: {path: /s, to: number}|{\"s\":null}|{\"s\":null}",
        "convert: {path: /s, to: integer}|{\"s\":\"12.0\"}|{\"s\":12}",
        "convert: {path: /s, to: integer}|{\"s\":123456789012345678901234567890}|{\"s\":123456789012345678901234567890}",
        "convert: {path: /s, to: text}|{\"s\":12.50}|{\"s\":\"12.50\"}",
        "convert: {path: /s, to: text}|{\"s\":true}|{\"s\":\"true\"}",
        "convert: {path: /s, to: boolean}|{\"s\":\"True\"}|{\"s\":true}",
        "convert: {path: /s, to: boolean}|{\"s\":0}|{\"s\":false}",
        "convert: {path: /s, to: list}|{\"s\":\"kafka, outbox,\"}|{\"s\":[\"kafka\",\"outbox\",\"\"]}",
        "convert: {path: /s, to: list}|{\"s\":\"\"}|{\"s\":[]}",
        "convert: {path: /s, to: list}|{\"s\":5}|{\"s\":[5]}",
        "convert: {path: /s, to: list, separator: \" - \"}|{\"s\":\"a - b-c\"}|{\"s\":[\"a\",\"b-c\"]}",
        "convert: {path: /l/*/s, to: number}|{\"l\":[{\"s\":\"1\"},{\"s\":2},{}]}|{\"l\":[{\"s\":1},{\"s\":2},{}]}",
        "drop: {path: /a}|[1,2]|[1,2]"
    })
    void a_rule_reshapes_the_payload(String rule, String before, String after) {
        RuleResult result = apply(before, rule);

        assertThat(result).isInstanceOfSatisfying(RuleResult.Applied.class,
                applied -> assertThat(applied.payload().toString()).isEqualTo(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "convert: {path: /size, to: number}|{\"size\":\"12 kB\"}|/size|size holds text that is not a number|\"12 kB\"",
        "convert: {path: /size, to: number}|{\"size\":true}|/size|size holds true or false that is not a number|true",
        "convert: {path: /size, to: integer}|{\"size\":1.5}|/size|size holds a number that is not a whole number|1.5",
        "convert: {path: /size, to: text}|{\"size\":[1]}|/size|size holds a list that is not text|[1]",
        "convert: {path: /size, to: list}|{\"size\":{}}|/size|size holds an object that is not a list|{}",
        "convert: {path: /size, to: boolean}|{\"size\":2}|/size|size holds a number that is not true or false|2",
        "convert: {path: /l/*/s, to: number}|{\"l\":[{\"s\":1},{\"s\":\"x\"}]}|/l/1/s|l.*.s holds text that is not a number|\"x\"",
        "convert: {path: /*, to: number}|{\"\":\"x\"}|/|* holds text that is not a number|\"x\"",
        "rename: {from: /a, to: /b}|{\"a\":1,\"b\":2}|/b|a cannot become b, which is there already|2",
        "move: {from: /a, to: /b/c}|{\"a\":1,\"b\":2}|/b/c|there is no object that could hold b.c|``",
        "move: {from: /a, to: /b/c}|{\"a\":1,\"b\":{\"c\":3}}|/b/c|a cannot become b.c, which is there already|3",
        "add: {path: /a/b, default: 1}|{\"a\":5}|/a/b|there is no object that could hold a.b|``",
        "add: {path: /a, default: 1}|[1]|/a|there is no object that could hold a|``"
    })
    void a_rule_that_cannot_be_applied_says_where_and_why(String rule, String before, String path, String why,
            String value) {
        assertThat(apply(before, rule)).isEqualTo(new RuleResult.Refused(new RuleFailure(6, path, why, value)));
    }

    @Test
    void every_change_is_told_with_its_line() {
        RuleResult result = apply("{\"name\":\"x\",\"keywords\":\"a,b\",\"charset\":\"utf-8\",\"size\":\"5\"}",
                "rename: {from: /name, to: /title}",
                "convert: {path: /keywords, to: list}",
                "add: {path: /draft, default: false}",
                "drop: {path: /charset}",
                "convert: {path: /size, to: number}");

        assertThat(effects(result)).containsExactly(
                "MOVED /name /title 6 name is now title",
                "CONVERTED /keywords /keywords 7 keywords is split at ','",
                "ADDED /draft /draft 8 draft is added",
                "DROPPED /charset /charset 9 charset is dropped and no other field keeps it",
                "CONVERTED /size /size 10 size becomes a number");
    }

    @Test
    void nothing_is_told_where_nothing_is_lost_or_changed() {
        RuleResult result = apply("{\"a\":null,\"b\":[],\"size\":5,\"draft\":true}",
                "drop: {path: /a}", "drop: {path: /b}", "convert: {path: /size, to: number}",
                "add: {path: /draft, default: false}", "rename: {from: /none, to: /more}");

        assertThat(effects(result)).isEmpty();
    }

    @Test
    void the_payload_that_came_in_is_left_alone() throws JsonProcessingException {
        JsonNode payload = Json.read("{\"a\":{\"b\":1}}");

        RuleFile.parse("r.yaml", file("drop: {path: /a/b}")).sets().getFirst().apply(payload);

        assertThat(payload).hasToString("{\"a\":{\"b\":1}}");
    }

    private static List<String> effects(RuleResult result) {
        return ((RuleResult.Applied) result).effects().stream()
                .map(e -> e.kind() + " " + e.path() + " " + e.to() + " " + e.place().line() + " " + e.why()).toList();
    }

    private static RuleResult apply(String payload, String... rules) {
        try {
            return RuleFile.parse("r.yaml", file(rules)).sets().getFirst().apply(Json.read(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String file(String... rules) {
        return "upcasters:\n- type: T\n  from: 1\n  to: 2\n  rules:\n  - " + String.join("\n  - ", rules) + "\n";
    }
}
