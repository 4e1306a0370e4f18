package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// A developer's day: an upcaster with a bug is found before it ships, by a pipeline that knows only exit codes.
class UpcastTrialTest {

    private static final String FIRST_TRY = """
            upcasters:
              - type: CustomerNamed
                from: 1
                to: 2
                rules:
                  - set: {path: /first, to: "payload.name.split(' ')[0]"}
                  - set: {path: /last, to: "payload.name.split(' ')[1]"}
            schemas:
              CustomerNamed: {type: object, required: [first, last], properties: {last: {type: string, minLength: 1}}}
            """;
    private static final String FIXED = FIRST_TRY.replace("\"payload.name.split(' ')[1]\"",
            "\"size(payload.name.split(' ')) > 1 ? payload.name.split(' ')[1] : payload.name\"");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        for (int i = 0; i < 700; i++) {
            append(i, i == 612 ? "Sukarno" : "Ada Lovelace");
        }
    }

    @Test
    void a_bug_is_found_opened_and_mended_before_it_ships() throws IOException {
        String sum = checksum();

        Run red = console.run("upcasts", "--profile", profile(FIRST_TRY), "--json");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.lines()).singleElement().asString().contains("\"ok\":699,", "\"failed\":1,");
        assertThat(red.errors()).startsWith(
                "failed: 1 of CustomerNamed, last cannot be set, column 24: the list is shorter than that (team.yaml:7)");

        String failing = Json.read(red.output()).path("first_failed_id").asText();
        Run opened = console.run("chain", failing, "--json");
        String stream = Json.read(opened.output()).path("stream").asText();
        assertThat(console.run("events", stream, "--json").output()).contains("\"name\":\"Sukarno\"", failing);
        Run stopped = console.run("state", stream, "--profile", profile(FIRST_TRY));
        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.errors()).contains("upcasting from schema version 1 to 2 failed");

        Run green = console.run("upcasts", "--profile", profile(FIXED), "--json");
        assertThat(green.exitCode()).as(green.errors()).isZero();
        assertThat(green.lines()).singleElement().asString().contains("\"ok\":700,", "\"failed\":0,");
        Run state = console.run("state", stream, "--profile", profile(FIXED), "--json");
        assertThat(Json.read(state.output()).at("/state/last").textValue()).isEqualTo("Sukarno");
        assertThat(checksum()).isEqualTo(sum);
    }

    @Test
    void a_dry_run_keeps_how_far_it_came_and_removes_that_when_it_is_done() throws IOException {
        Path state = folder.resolve("upcasts.state");
        Files.writeString(state, "{\"of\":\"another\"}");

        Run other = console.run("upcasts", "--profile", profile(FIXED), "--resume", state.toString());
        Files.delete(state);
        Run whole = console.run("upcasts", "--profile", profile(FIXED), "--resume", state.toString(), "--json");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.errors()).contains("is not of a dry-run with these rules on this store");
        assertThat(whole.exitCode()).as(whole.errors()).isZero();
        assertThat(state).doesNotExist();
    }

    private String profile(String text) throws IOException {
        return Files.writeString(folder.resolve("team.yaml"), text).toString();
    }

    private static String checksum() {
        return STORE.database().read(tx -> tx.query("""
                select md5(string_agg(e::text, '|' order by position)) as sum
                from eventscope.event e""", row -> row.string("sum")).getFirst());
    }

    private static void append(int customer, String name) {
        STORE.appender().append(AppendRequest.of(new StreamId("customer-" + customer), ExpectedVersion.any(),
                NewEvent.of("CustomerNamed", Payload.json("{\"name\":\"" + name + "\"}"))));
    }
}
