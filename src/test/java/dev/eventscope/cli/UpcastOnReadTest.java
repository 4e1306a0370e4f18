package dev.eventscope.cli;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Content that was written before its schema had `metadata`, and content from a program newer than this one.
class UpcastOnReadTest {

    private static final String OLD = "{\"path\":\"a.md\",\"text\":\"---\\ntitle: Flow\\ntags: [x, y]\\n---\\n# A\\n\"}";

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        append("content-a.md", NewEvent.of("ContentAdded", Payload.json(OLD)),
                NewEvent.of("ContentUpdated", Payload.json("{\"path\":\"a.md\",\"metadata\":{\"k\":\"v\"}}"))
                        .withSchemaVersion(2));
        append("content-newer.md",
                NewEvent.of("ContentAdded", Payload.json("{\"path\":\"newer.md\"}")).withSchemaVersion(9));
        append("content-odd.md", NewEvent.of("ContentAdded", Payload.json("[1]")));
    }

    @Test
    void an_append_of_an_old_schema_version_is_accepted_and_read_as_the_latest() {
        Run state = console.run("state", "content-a.md", "--version", "1", "--json");

        assertThat(state.exitCode()).isZero();
        assertThat(state.output()).contains("\"fidelity\":\"exact\"",
                "\"metadata\":{\"title\":\"Flow\",\"tags\":[\"x\",\"y\"]}");
    }

    @Test
    void differences_are_between_upcast_states() {
        Run diff = console.run("diff", "content-a.md", "--from", "1", "--to", "2", "--json");

        assertThat(diff.output()).contains("{\"op\":\"add\",\"path\":\"/metadata/k\",\"value\":\"v\"",
                "{\"op\":\"remove\",\"path\":\"/metadata/tags\"");
    }

    @Test
    void a_snapshot_upcasts_too_and_names_what_it_cannot() {
        Run snapshot = console.run("snapshot", "--category", "content", "--position", "1", "--json");
        Run whole = console.run("snapshot", "--category", "content", "--position", "99", "--json");

        assertThat(snapshot.output()).contains("\"metadata\":{\"title\":\"Flow\"");
        assertThat(whole.exitCode()).isEqualTo(1);
        assertThat(whole.errors()).contains("1 of 3 streams");
    }

    @Test
    void a_newer_schema_version_comes_through_as_stored_and_is_marked() {
        Run state = console.run("state", "content-newer.md", "--json");
        Run events = console.run("events", "content-newer.md", "--json");

        assertThat(state.output()).contains("\"fidelity\":\"approximate\"", "\"path\":\"newer.md\"");
        assertThat(events.output()).contains("\"schema_version\":9", "\"payload\":{\"path\":\"newer.md\"}",
                "\"mark\":\"unknown_schema_version\"");
    }

    @Test
    void an_event_whose_upcaster_fails_is_marked_and_its_payload_stays_as_stored() {
        Run state = console.run("state", "content-odd.md", "--json");
        Run events = console.run("events", "content-odd.md", "--json");

        assertThat(state.exitCode()).isEqualTo(1);
        assertThat(state.errors()).contains("upcasting from schema version 1 to 2 failed", "the payload is no object");
        assertThat(events.exitCode()).isZero();
        assertThat(events.output()).contains("\"payload\":[1]", "\"mark\":\"upcast_failed\"");
    }

    @Test
    void the_deployed_upcasters_are_tried_over_the_whole_store() {
        Run upcasts = console.run("upcasts", "--json");

        assertThat(upcasts.exitCode()).isEqualTo(1);
        assertThat(upcasts.output()).startsWith("{\"type\":\"ContentAdded\",\"from\":1,\"to\":2,\"ok\":1,\"changed\":0,"
                + "\"lossy\":0,\"failed\":1,");
    }

    private static void append(String stream, NewEvent... events) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), events));
    }
}
