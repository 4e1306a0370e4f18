package dev.eventscope.cli;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Every verb that reads, on a store of four events.
class VerbsTest {

    private static final String PLACED = "a1a10000-0000-4000-8000-000000000001";
    private static final String PAID = "b2b20000-0000-4000-8000-000000000002";
    private static final String RENAMED = "b2b20000-0000-4000-8000-000000000003";
    private static final String ODD = "c3c30000-0000-4000-8000-000000000004";
    private static final String CORRELATION = "dddd0000-0000-4000-8000-000000000009";
    private static final String LONG = "1234567890123456789012345678901234567890";

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        append("order-1", event(PLACED, "OrderPlaced", "{\"total\": 100, \"who\": \"ann\"}", "2026-03-01T10:00:00Z")
                .causedBy(null, UUID.fromString(CORRELATION)));
        append("order-1", event(PAID, "OrderPaid", "{\"paid\": true}", "2026-03-02T10:00:00Z")
                .causedBy(UUID.fromString(PLACED), UUID.fromString(CORRELATION)));
        append("order-1", event(RENAMED, "OrderRenamed", "{\"who\": \"bob\"}", "2026-03-03T10:00:00Z")
                .withSchemaVersion(2));
        append("odd-1",
                event(ODD, "Odd", "{ \"n\" : " + LONG + ",\n\"a\":1.10, \"a\":\"\\u00e9\" }", "2026-03-04T10:00:00Z")
                        .withMetadata(Payload.json("{\"actor\": \"ann\"}")).causedBy(UUID.fromString(PAID), null));
    }

    @Test
    void streams_are_listed_by_name() {
        Run table = console.run("streams");
        Run json = console.run("streams", "--json", "--category", "order");

        assertThat(table.lines()).hasSize(3);
        assertThat(table.lines().getFirst().split(" +")).startsWith("STREAM", "CATEGORY", "VERSION", "LAST");
        assertThat(table.lines().get(1)).startsWith("odd-1    odd             1  Odd           20");
        assertThat(table.lines().get(2)).startsWith("order-1  order           3  OrderRenamed  20");
        assertThat(json.lines()).singleElement().asString().matches("\\{\"stream\":\"order-1\",\"category\":\"order\","
                + "\"version\":3,\"first_at\":\"[^\"]+Z\",\"last_at\":\"[^\"]+Z\",\"last_type\":\"OrderRenamed\"}");
        assertThat(console.run("streams", "--like", "ODD", "--json").lines()).hasSize(1);
        assertThat(console.run("streams", "--limit", "1", "--json").lines()).hasSize(1);
    }

    @Test
    void payload_tokens_are_unchanged_in_json() {
        Run run = console.run("events", "odd-1", "--json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().replaceAll("\"recorded_at\":\"[^\"]+\"", "\"recorded_at\":0"))
                .isEqualTo("{\"id\":\"" + ODD
                        + "\",\"stream\":\"odd-1\",\"version\":1,\"position\":4,\"type\":\"Odd\",\"schema_version\":1,"
                        + "\"occurred_at\":\"2026-03-04T10:00:00Z\",\"recorded_at\":0,\"causation_id\":\"" + PAID
                        + "\",\"correlation_id\":null,\"payload\":{\"n\":" + LONG + ",\"a\":1.10,\"a\":\"\\u00e9\"},"
                        + "\"metadata\":{\"actor\":\"ann\"}}\n");
    }

    @Test
    void raw_gives_the_very_bytes() {
        Run run = console.run("events", "odd-1", "--raw");

        assertThat(run).isEqualTo(new Run(0, "{ \"n\" : " + LONG + ",\n\"a\":1.10, \"a\":\"\\u00e9\" }\n", ""));
    }

    @Test
    void events_come_by_stream_store_correlation_and_type() {
        assertThat(ids("events", "order-1")).containsExactly(PLACED, PAID, RENAMED);
        assertThat(ids("events", "order-1", "--from", "2", "--limit", "1")).containsExactly(PAID);
        assertThat(ids("events", "--all", "--from", "3")).containsExactly(RENAMED, ODD);
        assertThat(ids("events", "--correlation", "dddd")).containsExactly(PLACED, PAID);
        assertThat(ids("events", "--type", "OrderPaid")).containsExactly(PAID);
        assertThat(ids("events", "--all", "--where", "type:Order* data.who:bob")).containsExactly(RENAMED);
        assertThat(ids("events", "--all", "--where", "after:2026-03-04")).containsExactly(ODD);
    }

    @Test
    void a_state_is_rebuilt_at_a_version_an_instant_and_a_position() {
        assertThat(state("--version", "1")).isEqualTo(state(1, "{\"total\":100,\"who\":\"ann\"}"));
        assertThat(state("--at", "2026-03-02T10:00:00Z"))
                .isEqualTo(state(2, "{\"total\":100,\"who\":\"ann\",\"paid\":true}"));
        assertThat(state("--position", "4")).isEqualTo(state(3, "{\"total\":100,\"who\":\"bob\",\"paid\":true}"));
        assertThat(state()).isEqualTo(state(3, "{\"total\":100,\"who\":\"bob\",\"paid\":true}"));
    }

    @Test
    void a_snapshot_has_every_stream_that_was_there() {
        Run run = console.run("snapshot", "--position", "2", "--json");
        Run later = console.run("snapshot", "--position", "4", "--category", "odd", "--json");

        assertThat(run.output()).isEqualTo(state(2, "{\"total\":100,\"who\":\"ann\",\"paid\":true}"));
        assertThat(later.lines()).singleElement().asString().contains("\"stream\":\"odd-1\"", LONG);
        assertThat(console.run("snapshot", "--at", "2026-03-01T10:00:00Z", "--json").output())
                .isEqualTo(state(1, "{\"total\":100,\"who\":\"ann\"}"));
    }

    @Test
    void a_difference_is_a_patch_with_the_old_values() {
        Run run = console.run("diff", "order-1", "--from", "1", "--to", "3", "--json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).containsExactlyInAnyOrder(
                "{\"op\":\"replace\",\"path\":\"/who\",\"value\":\"bob\",\"old_value\":\"ann\",\"fidelity\":\"approximate\"}",
                "{\"op\":\"add\",\"path\":\"/paid\",\"value\":true,\"old_value\":null,\"fidelity\":\"approximate\"}");
    }

    @Test
    void a_difference_is_between_two_instants_or_two_streams_too() {
        Run instants = console.run("diff", "order-1", "--from", "2026-03-01T10:00:00Z", "--to", "2026-03-02T12:00:00Z",
                "--json");
        Run streams = console.run("diff", "order-1", "--with", "odd-1", "--json");

        assertThat(instants.lines()).as(instants.errors()).singleElement().asString()
                .startsWith("{\"op\":\"add\",\"path\":\"/paid\",\"value\":true,");
        assertThat(streams.lines()).as(streams.errors()).hasSize(5).anyMatch(
                line -> line.startsWith("{\"op\":\"add\",\"path\":\"/n\",\"value\":" + LONG + ","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            diff order-1 --from 1                        | 2 | missing required option: '--to=B'
            diff order-1 --to 1                          | 2 | missing required option: '--from=A'
            diff order-1 --from 1 --to yesterday         | 2 | --to: 'yesterday' is no instant
            diff order-1 --from 2020-01-01 --to 1        | 1 | stream order-1 has no event up to 2020-01-01T00:00:00Z
            diff order-1 --with nothing-1                | 1 | there is no stream 'nothing-1'
            """)
    void a_difference_that_cannot_be_is_said_in_one_line(String line, int exitCode, String sentence) {
        Run run = console.run(line.split(" +"));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        assertThat(run.errors().lines()).singleElement().asString().containsIgnoringCase(sentence);
    }

    @Test
    void a_chain_goes_down_to_the_causes_and_up_to_the_effects() {
        String cause = link(PLACED, "order-1", "OrderPlaced", -1, null);
        String self = link(PAID, "order-1", "OrderPaid", 0, PLACED);
        String effect = link(ODD, "odd-1", "Odd", 1, PAID);

        assertThat(console.run("chain", PAID, "--json").output()).isEqualTo(cause + self + effect);
        assertThat(console.run("chain", PAID, "--direction", "causes", "--json").output()).isEqualTo(cause + self);
        assertThat(console.run("chain", "c3c3", "--direction", "effects", "--json").output())
                .isEqualTo(link(ODD, "odd-1", "Odd", 0, PAID));
    }

    @Test
    void types_are_counted() {
        Run run = console.run("metrics", "--json");

        assertThat(run.output().replaceAll("\"last_at\":\"[^\"]+Z\"", "\"last_at\":0")).isEqualTo("""
                {"type":"Odd","count":1,"mean_ms":null,"error_rate":null,"last_at":0}
                {"type":"OrderPaid","count":1,"mean_ms":null,"error_rate":null,"last_at":0}
                {"type":"OrderPlaced","count":1,"mean_ms":null,"error_rate":null,"last_at":0}
                {"type":"OrderRenamed","count":1,"mean_ms":null,"error_rate":null,"last_at":0}
                """);
    }

    @Test
    void the_layout_that_fits_is_named() {
        assertThat(console.run("layouts", "--json")).isEqualTo(new Run(0,
                "{\"layout\":\"native\",\"fits\":true,\"why\":\"schema eventscope with table event\"}\n", ""));
    }

    @Test
    void a_sound_store_passes_the_check() {
        assertThat(console.run("check", "--json")).isEqualTo(new Run(0, "", "nothing found\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | state nobody-1                       | there is no stream 'nobody-1'
            1 | events nobody-1                      | there is no stream 'nobody-1'
            1 | events --type Nothing                | no event has the type 'Nothing'
            1 | events --correlation 00001111        | there is no correlation
            1 | chain ffff1111                       | there is no event
            1 | state order-1 --version 9            | has no version 9: it ends at 3
            1 | state order-1 --version 0            | has no version 0
            1 | state order-1 --at 2025-01-01        | has no event up to
            1 | diff order-1 --from 1 --to 9         | has no version 9
            2 | events                               | say which events
            2 | events order-1 --all                 | say which events
            2 | events --all --where data.            | --where: column
            2 | events --all --where (type:A         | --where: column
            2 | events order-1 --from two            | --from
            2 | chain b2b2                           | more than one event
            2 | chain b2                             | too short
            2 | chain b2b2 --direction up            | --direction
            2 | diff order-1 --from 1                | --to
            2 | state order-1 --at yesterday         | is no instant
            2 | state order-1 --version 1 --at 2026-01-01 | give one of
            2 | state order-1 --position x           | is not a position
            2 | snapshot                             | say where
            2 | import-git /no/such/folder           | there is no folder
            """)
    void what_cannot_be_answered_is_one_line(int exitCode, String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: ").contains(sentence)
                .doesNotContain("Exception");
    }

    private java.util.List<String> ids(String... arguments) {
        Run run = console.run(java.util.stream.Stream.concat(java.util.Arrays.stream(arguments),
                java.util.stream.Stream.of("--json")).toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        return run.lines().stream().map(line -> line.substring(7, 43)).toList();
    }

    private String state(String... point) {
        return console.run(java.util.stream.Stream.concat(java.util.stream.Stream.of("state", "order-1", "--json"),
                java.util.Arrays.stream(point)).toArray(String[]::new)).output();
    }

    private static String state(int version, String state) {
        return "{\"stream\":\"order-1\",\"version\":" + version + ",\"fidelity\":\"approximate\",\"state\":" + state
                + "}\n";
    }

    private static String link(String id, String stream, String type, int depth, String cause) {
        return "{\"id\":\"" + id + "\",\"stream\":\"" + stream + "\",\"type\":\"" + type + "\",\"depth\":" + depth
                + ",\"causation_id\":" + (cause == null ? "null" : "\"" + cause + "\"") + "}\n";
    }

    private static NewEvent event(String id, String type, String payload, String at) {
        return NewEvent.of(type, Payload.json(payload)).withId(UUID.fromString(id)).occurredAt(Instant.parse(at));
    }

    private static void append(String stream, NewEvent event) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
    }
}
