package dev.eventscope.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.check.Finding.Rule;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.projection.Projection;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StoreCheckTest {

    private static final String INSERT = "insert into eventscope.event (event_id, stream, category, version, type,"
            + " schema_version, payload, metadata, causation_id, occurred_at)"
            + " values ('%s', '%s', 'c', %d, 'T', 1, '{}', '{}', %s, now())";

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void each_kind_of_damage_is_found_and_nothing_else() {
        STORE.execute("alter table eventscope.event drop constraint event_id_once");
        insert(1, "a", 1, null);
        insert(2, "a", 3, 1);
        insert(3, "b", 1, 4);
        insert(4, "b", 2, 99);
        insert(4, "b", 3, null);
        STORE.execute("insert into eventscope.stream (name, category, version) values ('a','a',3), ('b','b',4)");

        List<Finding> findings = found(STORE.database());

        assertThat(findings.stream().map(found -> found.rule() + " " + found.eventId())).containsExactly(
                Rule.VERSION_GAP + " " + id(2), Rule.DUPLICATE_ID + " " + id(4), Rule.ORPHAN_CAUSE + " " + id(4),
                Rule.CAUSE_AFTER_EFFECT + " " + id(3), Rule.CAUSE_AFTER_EFFECT + " " + id(3),
                Rule.STREAM_HEAD + " null");
        assertThat(findings.getLast().detail())
                .isEqualTo("stream b says it ends at version 4, its last event has version 3");
    }

    @Test
    void who_holds_delivery_back_is_named_with_what_ends_it() {
        ConnectionSpec spec = TestServer.newStore();
        try (Database database = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            TestServer.execute(database, "begin; " + INSERT.formatted(id(1), "late", 1, "null")
                    + "; prepare transaction 'forgotten " + spec.database() + "'");
            try {
                await("old enough to be no append under way").atMost(Duration.ofSeconds(30))
                        .until(() -> !found(database).isEmpty());

                assertThat(found(database)).singleElement().satisfies(found -> {
                    assertThat(found.rule()).isEqualTo(Rule.HELD_BACK);
                    assertThat(found.detail())
                            .matches("delivery is held back: the prepared transaction 'forgotten t\\d+'"
                                    + " has appended and waits since 20\\S+Z \\(\\d+ s\\): commit prepared 'forgotten t\\d+' or"
                                    + " rollback prepared 'forgotten t\\d+' ends it");
                });
            } finally {
                TestServer.execute(database, "rollback prepared 'forgotten " + spec.database() + "'");
            }
            assertThat(found(database)).isEmpty();
        }
    }

    @Test
    void what_consumers_wait_for_is_found_with_what_ends_it() {
        try (OpenStore store = TestStore.open(TestServer.newStore(), Access.READ_WRITE)) {
            Database database = store.database();
            append(database, 2);
            try (Subscription stock = new Subscription(Projection.handler("stock", EventScope.all(), (_, _) -> {
                throw new IllegalStateException("there is no such article");
            }), Subscription.Setting.of(store, "here"))) {
                stock.catchUp();
            }
            assertThat(found(database)).as("what is tried again by itself").isEmpty();

            TestServer.execute(database,
                    """
                            update eventscope.blocked_stream set state = 'parked', next_attempt_at = null;
                            update eventscope.relay_shard set trouble = 'no broker answers', trouble_at = '2026-03-04 11:02Z';
                            insert into eventscope.relay_blocked_key (stream, shard, state, version, event_id, attempts,
                                error_class, error_message, parked_at)
                            select stream, eventscope.relay_shard_of(stream), 'parked', 1, event_id, 5, 'E', 'it is too large', now()
                            from eventscope.event where version = 1""");
            append(database, 1);

            List<Finding> found = found(database);
            assertThat(found).extracting(Finding::rule).containsExactly(Rule.CONSUMER_WAITS, Rule.PARKED,
                    Rule.CONSUMER_WAITS, Rule.PARKED);
            assertThat(found).extracting(Finding::detail).satisfiesExactly(
                    outbox -> assertThat(outbox).isEqualTo("the outbox has waited for its broker since"
                            + " 2026-03-04T11:02:00Z, 3 events are pending: no broker answers"),
                    key -> assertThat(key).contains("stream order-1 is not published from version 1 on",
                            "it is too large; release it or skip the event with act_on_outbox"),
                    nobody -> assertThat(nobody).startsWith("nobody runs subscription 'stock', 1 events wait"),
                    stream -> assertThat(stream).contains("subscription 'stock' does not get on with stream order-1 at"
                            + " version 1 (2 events", "there is no such article; release it or skip the event"));
        }
    }

    @Test
    void a_feed_from_kafka_is_found_where_it_has_not_handled_an_event_for_a_minute_and_not_before() {
        try (Database database = Database.open(TestServer.newStore(), Access.READ_WRITE, Passwords.none())) {
            append(database, 2);
            TestServer.execute(database,
                    """
                            insert into eventscope.subscription (name, rebuildable) values ('tries', false);
                            insert into eventscope.subscription_generation (name, generation, status, fed_by, scope_kind, scope_value)
                            values ('tries', 1, 'live', 'kafka', 'type', 'Tried');
                            insert into eventscope.handled_event (handler, event_id)
                            select g.handler, e.event_id
                            from eventscope.subscription_generation g, eventscope.event e where e.version = 1""");
            assertThat(found(database)).as("may be on its way").isEmpty();

            TestServer.execute(database,
                    """
                            alter table eventscope.event disable trigger refuse_change;
                            update eventscope.event set recorded_at = recorded_at - interval '2 minutes';
                            alter table eventscope.event enable always trigger refuse_change""");
            List<Finding> waiting = found(database);
            TestServer.execute(database, """
                    insert into eventscope.handled_event (handler, event_id)
                    select g.handler, e.event_id
                    from eventscope.subscription_generation g, eventscope.event e where e.version = 2""");

            assertThat(waiting).filteredOn(finding -> finding.rule() == Rule.CONSUMER_WAITS).singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).matches("subscription 'tries', which is fed from"
                            + " Kafka, has not handled 1 events, the oldest for 12\\d s: see that its service and a relay run"));
            assertThat(found(database)).extracting(Finding::rule).doesNotContain(Rule.CONSUMER_WAITS);
        }
    }

    private static void append(Database database, int events) {
        for (int i = 0; i < events; i++) {
            new EventAppender(database).append(AppendRequest.of(new StreamId("order-1"), ExpectedVersion.any(),
                    NewEvent.of("Tried", Payload.json("{}"))));
        }
    }

    private static List<Finding> found(Database database) {
        List<Finding> findings = new ArrayList<>();
        new StoreCheck(database).run(findings::add);
        return findings;
    }

    private static void insert(int id, String stream, int version, Integer cause) {
        STORE.execute(INSERT.formatted(id(id), stream, version, cause == null ? "null" : "'" + id(cause) + "'"));
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-0000000000%02d".formatted(number);
    }
}
