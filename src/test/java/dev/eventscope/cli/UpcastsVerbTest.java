package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class UpcastsVerbTest {

    private static final String BROKEN = "a1a10000-0000-4000-8000-000000000001";
    private static final String RULES = """
            upcasters:
              - type: Added
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
              - {type: Updated, from: 1, to: 2, rules: [{add: {path: /tags, default: []}}]}
            """;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        append(NewEvent.of("Added", Payload.json("{\"name\":\"a\",\"size\":1}")));
        append(NewEvent.of("Added", Payload.json("{\"name\":\"b\",\"size\":\"2\"}")));
        append(NewEvent.of("Added", Payload.json("{\"name\":\"c\",\"charset\":\"x\"}")));
        append(NewEvent.of("Added", Payload.json("{\"name\":\"d\",\"size\":\"12 kB\"}"))
                .withId(UUID.fromString(BROKEN)));
        append(NewEvent.of("Added", Payload.json("{}")).withSchemaVersion(9));
        for (int i = 0; i < 5; i++) {
            append(NewEvent.of("Updated", Payload.json("{}")));
        }
    }

    @Test
    void every_type_and_version_is_counted_and_a_failure_ends_with_1() throws IOException {
        Run run = console.run("upcasts", "--rules", rules(RULES), "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).containsExactly(
                "{\"type\":\"Added\",\"from\":1,\"to\":2,\"ok\":1,\"changed\":1,\"lossy\":1,\"failed\":1,\"first_failed_id\":\""
                        + BROKEN + "\"}",
                "{\"type\":\"Updated\",\"from\":1,\"to\":2,\"ok\":5,\"changed\":0,\"lossy\":0,\"failed\":0,\"first_failed_id\":null}");
        assertThat(run.errors().lines()).containsExactly(
                "failed: 1 of Added, size holds text that is not a number (rules.yaml:7)",
                "lossy: 1 of Added, charset is dropped and no other field keeps it (rules.yaml:8)",
                "kept: 1 of Added at schema version 9, from which no step begins");
    }

    @Test
    void without_a_failure_it_ends_with_0() throws IOException {
        Run table = console.run("upcasts", "--rules", rules(RULES), "--type", "Updated");

        assertThat(table.exitCode()).as(table.errors()).isZero();
        assertThat(table.lines().getFirst().split(" +")).containsExactly("TYPE", "FROM", "TO", "OK", "CHANGED", "LOSSY",
                "FAILED", "FIRST", "FAILED", "ID");
        assertThat(table.lines().get(1).strip().split(" +")).startsWith("Updated", "1", "2", "5", "0", "0", "0");
    }

    @Test
    void a_sample_takes_so_many_of_each() throws IOException {
        Run run = console.run("upcasts", "--rules", rules(RULES), "--type", "Updated", "--sample", "2", "--json");

        assertThat(run.output()).contains("\"ok\":2,");
    }

    @Test
    void a_report_is_written_as_json_and_as_markdown() throws IOException {
        Path json = folder.resolve("r.json");
        Path markdown = folder.resolve("r.md");

        Run run = console.run("upcasts", "--rules", rules(RULES), "--report", json.toString(), "--report",
                markdown.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        var root = Json.read(Files.readString(json));
        assertThat(root.path("verdict").textValue()).isEqualTo("failed");
        assertThat(root.at("/types/0/first_failed_id").textValue()).isEqualTo(BROKEN);
        assertThat(root.at("/reasons/0/why").textValue()).isEqualTo("size holds text that is not a number");
        assertThat(Files.readString(markdown)).startsWith("# Upcast dry-run: failed\n")
                .contains("| Added | 1 | 2 | 1 | 1 | 1 | 1 | `" + BROKEN + "` |",
                        "- failed, 1 of Added: size holds text that is not a number (rules.yaml:2)")
                .doesNotContain("12 kB");
    }

    @Test
    void streams_whose_state_differs_are_listed_and_one_whose_fold_now_stops_ends_with_1() throws IOException {
        Run stops = console.run("upcasts", "--rules", rules(RULES), "--states", "--json");
        Run differs = console.run("upcasts", "--rules",
                rules("""
                        upcasters:
                          - {type: Updated, from: 1, to: 2, rules: [{add: {path: /tags, default: []}}]}
                        """), "--states", "--json");
        Run same = console.run("upcasts", "--rules",
                rules("upcasters: [{type: Never, from: 1, to: 2, rules: [{drop: {path: /x}}]}]"), "--states");

        assertThat(stops.exitCode()).isEqualTo(1);
        assertThat(stops.lines()).singleElement().asString().contains("\"failed_id\":\"" + BROKEN + "\"");
        assertThat(differs.exitCode()).as(differs.errors()).isZero();
        assertThat(differs.lines()).singleElement().asString().contains("\"changes\":1,\"first_change\":\"/tags\"");
        assertThat(same).isEqualTo(new Run(0, "", "eventscope: 1 streams folded twice, 0 with another state, 0 whose"
                + " fold now stops\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--rate 0|--rate must be 1 or more, was 0",
        "--report x.txt|must end with .md or .json",
        "--report /no/such/folder/x.md|there is no folder",
        "--states --sample 3|--states takes --rules FILE",
    })
    void options_that_make_no_sense_are_2(String line, String sentence) throws IOException {
        Run run = console.run(("upcasts --rules " + rules(RULES) + " " + line).split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
        assertThat(run.errors().lines()).singleElement().asString().contains(sentence);
    }

    @Test
    void nothing_is_written() throws IOException {
        String before = checksum();

        console.run("upcasts", "--rules", rules(RULES));
        console.run("upcasts", "--rules", rules(RULES), "--states");

        assertThat(checksum()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rename|renam|rules.yaml:6:9: unknown rule 'renam', expected one of rename, add, drop, move, convert, set",
        "to: number|to: numbr|rules.yaml:7:36: unknown kind 'numbr'",
        "type: Updated|type: Added|rules.yaml: Added leads two ways from version 1 (rules.yaml:2 and rules.yaml:9): remove one",
        "upcasters:|upcasters: [|rules.yaml:",
    })
    void malformed_rules_are_2_and_one_clear_line(String text, String wrong, String sentence) throws IOException {
        Run run = console.run("upcasts", "--rules", rules(RULES.replace(text, wrong)));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: " + sentence)
                .doesNotContain("Exception");
    }

    @Test
    void a_file_that_is_not_there_or_a_type_without_rules_is_2() throws IOException {
        Run none = console.run("upcasts", "--rules", folder.resolve("none.yaml").toString());
        Run type = console.run("upcasts", "--rules", rules(RULES), "--type", "Aded");
        Run sample = console.run("upcasts", "--rules", rules(RULES), "--sample", "0");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.errors()).contains("none.yaml: there is no such file");
        assertThat(type.exitCode()).isEqualTo(2);
        assertThat(type.errors())
                .isEqualTo("eventscope: --type: rules.yaml has no rules for 'Aded', did you mean 'Added'?\n");
        assertThat(sample.exitCode()).isEqualTo(2);
    }

    @Test
    void without_rules_the_deployed_upcasters_are_tried() {
        Run run = console.run("upcasts", "--json");

        assertThat(run).isEqualTo(new Run(0, "",
                "eventscope: no stored event is older than the upcasters that are deployed\n"));
    }

    private String rules(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text).toString();
    }

    private static String checksum() {
        return STORE.database().read(tx -> tx.query("""
                select md5(string_agg(e::text, '|' order by position)) as sum
                from eventscope.event e""", row -> row.string("sum")).getFirst());
    }

    private static void append(NewEvent event) {
        STORE.appender().append(AppendRequest.of(new StreamId("content-a"), ExpectedVersion.any(), event));
    }
}
