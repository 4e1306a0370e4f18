package dev.eventscope.replay.whatif;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Folds;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// What-if writes nothing: every table of the store has the same checksum before and after, over a connection on which the
/// server refuses writes.
class WhatIfWritesNothingTest {

    private static final StreamId STREAM = new StreamId("order-1");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void every_table_is_the_same_before_and_after() {
        append("{\"a\":1}", "{\"a\":2,\"b\":1}", "{\"b\":null}");
        Map<String, String> before = checksums();

        try (OpenStore store = TestStore.open(STORE.spec(), Access.READ_ONLY)) {
            StreamCopy copy = StreamCopy.read(store.reader(), STREAM);
            Folds folds = Folds.approximate();
            Hypothesis hypothesis = Hypothesis.NONE.leavingOut(1).editing(2, Payload.json("{\"c\":true}"))
                    .swapping(2, 3);
            assertThat(WhatIf.of(copy, hypothesis, folds, folds.merging()).differing()).isPositive();
            assertThat(EventOrder.reasonToKeep(copy.event(1).header(), copy.event(2).header(), store.reader()))
                    .isEmpty();
        }

        assertThat(checksums()).isEqualTo(before).containsKey("event").hasSizeGreaterThan(10);
        append("{\"d\":1}");
        assertThat(checksums()).as("the checksum notices a write").isNotEqualTo(before);
    }

    @Test
    void an_event_and_what_came_of_it_keep_their_order() {
        StreamId stream = new StreamId("order-2");
        NewEvent first = NewEvent.of("Asked", Payload.json("{}"));
        NewEvent second = NewEvent.of("Answered", Payload.json("{}")).causedBy(first.id(), java.util.UUID.randomUUID());
        NewEvent third = NewEvent.of("Noted", Payload.json("{}"));
        STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(), first, second, third));
        List<RecordedEvent> events = StreamCopy.read(STORE.reader(), stream).events();

        assertThat(EventOrder.reasonToKeep(events.get(0).header(), events.get(1).header(), STORE.reader()))
                .hasValue("v2 came of v1, which is its cause: their order is fixed");
        assertThat(EventOrder.reasonToKeep(events.get(1).header(), events.get(2).header(), STORE.reader())).isEmpty();
    }

    private static void append(String... payloads) {
        NewEvent[] events = List.of(payloads).stream().map(json -> NewEvent.of("Changed", Payload.json(json)))
                .toArray(NewEvent[]::new);
        STORE.appender().append(AppendRequest.of(STREAM, ExpectedVersion.any(), events));
    }

    /// One checksum a table of the schema, of all its rows.
    private static Map<String, String> checksums() {
        Database database = STORE.database();
        Map<String, String> sums = new TreeMap<>();
        for (String table : tables(database)) {
            sums.put(
                    table, database
                            .read(tx -> tx.query("select coalesce(md5(string_agg(t::text, '|' order by t::text)),"
                                    + " '') as sum from eventscope.\"" + table + "\" t", row -> row.string("sum")))
                            .getFirst());
        }
        return sums;
    }

    private static List<String> tables(Database database) {
        return database.read(tx -> tx.query("select tablename from pg_tables where schemaname = 'eventscope'",
                row -> row.string("tablename")));
    }
}
