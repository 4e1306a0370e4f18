package dev.eventscope.cli;

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

/// `blame` and `bisect`.
class BlameVerbsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        STORE.appender().append(AppendRequest.of(new StreamId("order-1"), ExpectedVersion.noStream(),
                event("OrderPlaced", "{\"total\":100,\"by\":{\"name\":\"ann\"},\"note\":\"x\"}"),
                event("OrderChanged", "{\"total\":-5}"), event("OrderChanged", "{\"total\":-5,\"note\":null}"),
                event("OrderChanged", "{\"total\":7}")));
    }

    @Test
    void blame_tells_for_each_field_who_wrote_it_last_and_before() {
        Run run = console.run("blame", "order-1", "--version", "3", "--json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().getFirst()).matches("\\{\"path\":\"/total\",\"value\":-5,\"version\":3,\"event_id\":"
                + "\"[-0-9a-f]{36}\",\"type\":\"OrderChanged\",\"occurred_at\":[^,]+,\"recorded_at\":\"[^\"]+Z\","
                + "\"actor\":\"eve\",\"removed\":false,\"writes\":3,\"earlier\":\\[\\{\"version\":2,.*\\{\"version\":1,"
                + ".*],\"fidelity\":\"approximate\"}");
        assertThat(run.lines().get(1)).startsWith("{\"path\":\"/by/name\",\"value\":\"ann\",\"version\":1,");
        assertThat(run.lines().get(2)).startsWith("{\"path\":\"/note\",\"value\":null,\"version\":3,")
                .contains("\"removed\":true,\"writes\":2");
    }

    @Test
    void blame_of_one_path_takes_what_is_within_it() {
        assertThat(console.run("blame", "order-1", "--path", "/by", "--json").lines()).singleElement().asString()
                .contains("\"path\":\"/by/name\"");
        assertThat(console.run("blame", "order-1", "--path", "/tot", "--json"))
                .isEqualTo(new Run(1, "", "eventscope: no event of stream order-1 up to version 4 wrote /tot\n"));
    }

    @Test
    void bisect_tells_every_flip() {
        Run run = console.run("bisect", "order-1", "--where", "data.total<0", "--json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst()).startsWith("{\"stream\":\"order-1\",\"version\":2,\"holds\":true,");
        assertThat(run.lines().get(1)).startsWith("{\"stream\":\"order-1\",\"version\":4,\"holds\":false,");
    }

    @Test
    void bisect_goes_over_a_category_and_ends_with_1_where_it_never_holds() {
        Run holds = console.run("bisect", "--category", "order", "--where", "data.total=7", "--json");
        Run never = console.run("bisect", "--category", "order", "--where", "data.total>1000", "--json");

        assertThat(holds.lines()).singleElement().asString().contains("\"version\":4,\"holds\":true");
        assertThat(never).isEqualTo(
                new Run(1, "", "eventscope: 'data.total>1000' holds at no version of any of 1 streams\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            blame                                | 2 | missing required parameter: 'STREAM'
            blame nothing-1                      | 1 | there is no stream 'nothing-1'
            blame order-1 --version 9            | 1 | stream order-1 has no version 9: it ends at 4
            blame order-1 --version 0            | 1 | stream order-1 has no version 0: it begins after it
            blame order-1 --path total           | 2 | --path: 'total' is no JSON Pointer
            bisect order-1                       | 2 | give one of --where and --predicate
            bisect --where data.total<0          | 2 | give one of STREAM and --category
            bisect order-1 --where data.total<   | 2 | --where:
            bisect nothing-1 --where data.total<0 | 1 | there is no stream 'nothing-1'
            """)
    void what_is_wrong_is_said_in_one_line(String line, int exitCode, String sentence) {
        Run run = console.run(line.split(" +"));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().containsIgnoringCase(sentence);
    }

    private static NewEvent event(String type, String payload) {
        return NewEvent.of(type, Payload.json(payload)).withMetadata(Payload.json("{\"user\":\"eve\"}"));
    }
}
