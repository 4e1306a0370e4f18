package dev.eventscope.rules.structural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.RulePlace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class RuleFileTest {

    private static final String FILE = """
            # what version 2 and 3 changed
            upcasters:
              - type: ContentUpdated
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - add: {path: /tags, default: [a, 1, {b: null}]}
              - type: ContentUpdated
                from: 2
                to: 3
                rules:
                  - convert:
                      path: /size
                      to: number
                  - drop: {path: /charset}
                  - move: {from: /a~1b/c, to: /d}
                  - convert: {path: "/items/*/tags", to: list, separator: ";"}
            """;

    @Test
    void a_file_is_read_with_the_place_of_every_rule() throws IOException {
        RuleFile file = RuleFile.parse("content.yaml", FILE);

        assertThat(file.sets()).extracting(RuleSet::type, RuleSet::from, RuleSet::to, set -> set.place().line())
                .containsExactly(
                        tuple("ContentUpdated", 1, 2, 3),
                        tuple("ContentUpdated", 2, 3, 9));
        assertThat(file.sets().getFirst().rules()).containsExactly(
                new StructuralRule.Rename(at(7), FieldPointer.parse("/name"), FieldPointer.parse("/title")),
                new StructuralRule.Add(at(8), FieldPointer.parse("/tags"), Json.read("[\"a\",1,{\"b\":null}]")));
        assertThat(file.sets().getLast().rules()).containsExactly(
                new StructuralRule.Convert(at(13), FieldPointer.parse("/size"), ValueKind.NUMBER, ","),
                new StructuralRule.Drop(at(16), FieldPointer.parse("/charset")),
                new StructuralRule.Move(at(17), FieldPointer.parse("/a~1b/c"), FieldPointer.parse("/d")),
                new StructuralRule.Convert(at(18), FieldPointer.parse("/items/*/tags"), ValueKind.LIST, ";"));
        assertThat(file.line(16)).isEqualTo("- drop: {path: /charset}");
    }

    @Test
    void json_is_yaml_too() {
        RuleFile file = RuleFile.parse("r.json", """
                {"upcasters": [{"type": "T", "from": 1, "to": 2, "rules": [{"drop": {"path": "/a"}}]}]}""");

        assertThat(file.sets()).singleElement().extracting(RuleSet::type).isEqualTo("T");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "- rename: {from: /name, to: /title}|- renam: {from: /name, to: /title}|7:9: unknown rule 'renam', expected one of rename, add, drop, move, convert, set",
        "drop: {path: /charset}|drop: {pth: /charset}|16:16: unknown field 'pth' in 'drop', expected path, did you mean 'path'?",
        "drop: {path: /charset}|drop: {path: charset}|16:22: 'charset' is not a path: write /field or /field/inner",
        "drop: {path: /charset}|drop: /charset|16:15: 'drop' has the fields path, found '/charset'",
        "drop: {path: /charset}|drop: {path: /a~2}|16:22: '/a~2' is not a path: '~' is written ~0",
        "- drop: {path: /charset}|- drop|16:9: a rule is one word with its fields",
        "- drop: {path: /charset}|- {drop: {path: /a}, add: {path: /b, default: 1}}|16:9: a rule is one word",
        "from: /name, to: /title|from: /name, to: /x/title|7:35: rename stays in its object: use move from /name to /x/title",
        "from: /name, to: /title|from: /name|7:17: 'rename' lacks 'to': it has the fields from, to",
        "from: /a~1b/c, to: /d|from: /a/*, to: /d|17:22: move takes one field to another, without '*'",
        "to: number|to: numbr|15:15: unknown kind 'numbr', expected one of number, integer, text, boolean, list",
        "to: number|to: 5|15:15: 'to' in 'convert' is a text, found '5'",
        "to: number|to: text\\n          separator: x|16:22: 'separator' goes only with to: list",
        "    to: 3|    to: 2|11:9: 'to' must be greater than 'from', was 2 after 2",
        "    to: 3|    to: x|11:9: 'to' is a schema version, a whole number such as 1, found 'x'",
        "    from: 1|    frm: 1|4:5: unknown field 'frm' in an upcaster, expected one of type, from, to, rules, did you mean 'from'?",
        "from: 1\\n    to: 2|to: 2|3:5: an upcaster lacks 'from': it has the fields type, from, to, rules",
        "    from: 1|    from: 1\\n    from: 2|5:5: 'from' stands here twice",
        "upcasters:|upcaster:|2:1: unknown field 'upcaster' in a rule file, expected one of upcasters, layout, environment, labels, pinned, redact, reducers, predicates, schemas, did you mean 'upcasters'?",
        "default: [a, 1, {b: null}]|default: *x|8:37: aliases (*name) are not read",
        "default: [a, 1, {b: null}]|default: [a|not YAML",
        "default: [a, 1, {b: null}]|default: .nan|8:37: '.nan' is no number that JSON can hold",
        "default: [a, 1, {b: null}]|default: !!binary aGk=|8:37: a value of this kind is not read"
    })
    void what_is_wrong_is_named_with_file_line_and_column(String text, String wrong, String reason) {
        String broken = FILE.replaceFirst(Pattern.quote(text.replace("\\n", "\n")),
                Matcher.quoteReplacement(wrong.replace("\\n", "\n")));

        assertThatThrownBy(() -> RuleFile.parse("content.yaml", broken)).isInstanceOf(MalformedRules.class)
                .hasMessageStartingWith("content.yaml:").hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|1:1: the file is empty",
        "'# only a comment'|1:1: the file is empty",
        "'upcasters: []'|1:1: 'upcasters' is empty",
        "'upcasters: 5'|1:12: 'upcasters' is a list of upcasters, found '5'",
        "'[1]'|1:1: a rule file has the fields upcasters, layout, environment, labels, pinned, redact, reducers, predicates, schemas, found a list",
        "'a: &x 1\nb: *x'|2:4: aliases",
        "'a: 1\n---\nb: 1'|3:1: a second document begins here"
    })
    void an_odd_document_is_refused(String text, String reason) {
        assertThatThrownBy(() -> RuleFile.parse("r.yaml", text)).isInstanceOf(MalformedRules.class)
                .hasMessageContaining("r.yaml:" + reason);
    }

    @Test
    void size_depth_and_number_of_rules_are_bounded() {
        String rules = "    - drop: {path: /a}\n".repeat(2_001);

        assertThatThrownBy(() -> RuleFile.parse("r.yaml", "#".repeat(2_000_000))).hasMessageContaining("1 MiB");
        assertThatThrownBy(() -> RuleFile.parse("r.yaml", "a: " + "[".repeat(100_000)))
                .isInstanceOf(MalformedRules.class);
        assertThatThrownBy(() -> RuleFile.parse("r.yaml", "a: " + "[".repeat(40) + "]".repeat(40)))
                .hasMessageContaining("more than 32 levels");
        assertThatThrownBy(() -> RuleFile.parse("r.yaml",
                "upcasters:\n- type: T\n  from: 1\n  to: 2\n  rules:\n" + rules))
                .hasMessageContaining("more than 2000 rules");
        assertThatThrownBy(() -> FieldPointer.parse("/a".repeat(33))).hasMessageContaining("at most 32 steps");
    }

    @Test
    void a_file_that_is_not_there_or_not_text_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> RuleFile.read(folder.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml: there is no such file");
        assertThatThrownBy(() -> RuleFile.read(binary)).hasMessage("b.yaml:1:1: the file is not UTF-8 text");
        assertThatThrownBy(() -> RuleFile.read(folder)).isInstanceOf(MalformedRules.class);
    }

    private static RulePlace at(int line) {
        return new RulePlace("content.yaml", line, 9);
    }
}
