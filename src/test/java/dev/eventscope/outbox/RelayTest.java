package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.wire.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RelayTest {

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static int stores;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final OpenStore store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
    private final Topics topics = new Topics("t" + stores++);
    private final OutboxReader outbox = new OutboxReader(store.database());

    @AfterEach
    void close() {
        executor.close();
        store.close();
    }

    @Test
    void every_event_is_published_as_stored_and_in_the_order_of_its_key() {
        append("order-1", 30, "{\"n\": 1.10, \"n\": 2}");
        append("payment-1", 20, "{}");
        append("order-2", 50, "{}");

        try (Relay _ = relay()) {
            await("published").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        List<RecordedEvent> published = ReadBack.all(BROKER, topics);
        assertThat(ReadBack.versionsByKey(published)).isEqualTo(Map.of("order-1", upTo(30), "payment-1", upTo(20),
                "order-2", upTo(50)));
        assertThat(published).containsExactlyInAnyOrderElementsOf(
                store.reader().readEvents(EventQuery.forward(EventScope.all(), 1_000)));
        assertThat(statuses()).containsExactly("published=100");
        assertThat(outbox.lag().ageSeconds()).isZero();
    }

    @Test
    void a_key_whose_head_is_refused_is_blocked_then_parked_and_others_flow() {
        append("order-1", 2, "{}");
        append("order-1", 1, tooLarge());
        append("order-1", 2, "{}");
        append("order-2", 10, "{}");

        try (Relay _ = relay()) {
            await("parked").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.parkedKeys() == 1);
            append("order-1", 1, "{}");
            append("order-2", 1, "{}");
            await("others").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 4);
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics))).isEqualTo(Map.of("order-1", upTo(2),
                "order-2", upTo(11)));
        BlockedKey key = outbox.blocked("", 10).getFirst();
        assertThat(key.version()).isEqualTo(3);
        assertThat(key.attempts()).isEqualTo(3);
        assertThat(key.errorClass()).isEqualTo("RecordTooLargeException");
        assertThat(statuses()).containsExactly("parked=1", "pending=3", "published=13");
    }

    @Test
    void a_key_is_blocked_at_the_first_of_two_events_that_client_and_broker_refuse() {
        BROKER.createTopic(topics.of("big"), 1, Map.of("max.message.bytes", "2000"));
        append("big-1", 1, "{}");
        append("big-1", 1, "{\"text\": \"" + "x".repeat(5_000) + "\"}");
        append("big-1", 1, tooLarge());

        try (Relay _ = relay()) {
            assertThat(parked().version()).isEqualTo(2);
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics))).isEqualTo(Map.of("big-1", upTo(1)));
        assertThat(statuses()).containsExactly("parked=1", "pending=1", "published=1");
    }

    @Test
    void a_shard_goes_on_after_an_error() {
        append("order-1", 3, "{}");
        AtomicBoolean failed = new AtomicBoolean();
        Relay.Setting setting = new Relay.Setting(store.database(), settings(), Clock.systemUTC(),
                (_, _) -> new FailingOnce(failed), "one");

        try (Relay _ = Relay.start(setting, new TopicCatalog(BROKER.bootstrap()), executor)) {
            await("passed").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        assertThat(failed).isTrue();
    }

    @Test
    void a_skipped_head_stays_parked_and_the_key_goes_on() {
        append("order-1", 1, tooLarge());
        append("order-1", 3, "{}");

        try (Relay _ = relay()) {
            BlockedKey key = parked();
            act(OutboxAct.skip(key, "cannot be made smaller", "ann"));
            await("the rest").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics)))
                .isEqualTo(Map.of("order-1", List.of(2L, 3L, 4L)));
        assertThat(statuses()).containsExactly("parked=1", "published=3");
        assertThat(audit()).containsExactly("skip outbox order-1 by ann: cannot be made smaller, accepted true");
    }

    @Test
    void a_head_is_skipped_again_after_its_shard_begins_anew() {
        append("order-1", 1, tooLarge());
        append("order-1", 1, "{}");

        try (Relay _ = relay()) {
            act(OutboxAct.skip(parked(), "cannot be made smaller", "ann"));
            await("the rest").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }
        execute("update eventscope.relay_shard set event_id = gen_random_uuid(), diverged = 'restored'");
        for (int shard = 0; shard < 4; shard++) {
            act(OutboxAct.acceptHistory(shard, "restored on purpose", "ann"));
        }
        try (Relay _ = relay()) {
            act(OutboxAct.skip(parked(), "still cannot", "ann"));
            await("the rest again").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        assertThat(statuses()).containsExactly("parked=1", "published=1");
    }

    @Test
    void a_key_that_is_released_after_the_cause_is_mended_is_published_whole() {
        String topic = topics.of("big");
        BROKER.createTopic(topic, 1, Map.of("max.message.bytes", "1000"));
        append("big-1", 1, "{\"text\": \"" + "x".repeat(5_000) + "\"}");
        append("big-1", 2, "{}");

        try (Relay _ = relay()) {
            BlockedKey key = parked();
            allowLarge(topic);
            act(OutboxAct.release(key, "the topic takes it now", "ann"));
            await("all").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics))).isEqualTo(Map.of("big-1", upTo(3)));
        assertThat(outbox.blocked("", 10)).isEmpty();
        assertThat(statuses()).containsExactly("published=3");
    }

    @Test
    void an_act_on_a_key_that_is_not_parked_is_refused_and_audited() {
        append("order-1", 1, "{}");
        OutboxAct act = new OutboxAct(java.util.UUID.randomUUID(), OutboxAct.Action.SKIP, "order-1", null, null,
                "try", "ann");

        assertThatThrownBy(() -> act(act)).isInstanceOf(OutboxActRefused.class)
                .hasMessage("key 'order-1' is not blocked");
        assertThatThrownBy(() -> act(act)).isInstanceOf(OutboxActRefused.class);
        assertThat(audit()).containsExactly("skip outbox order-1 by ann: try, accepted false");
    }

    @Test
    void a_category_that_kafka_refuses_as_a_topic_blocks_its_keys_only() {
        append("a".repeat(260), 1, "{}");
        append("order-1", 1, "{}");

        try (Relay _ = relay()) {
            parked();
            await("others").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 1);
        }

        assertThat(outbox.blocked("", 10)).extracting(BlockedKey::errorClass)
                .containsExactly("InvalidTopicException");
        assertThat(statuses()).containsExactly("parked=1", "published=1");
    }

    @Test
    void without_a_relay_events_stay_pending_and_the_lag_is_seen() {
        append("order-1", 7, "{}");

        OutboxLag lag = outbox.lag();

        assertThat(lag.events()).isEqualTo(7);
        assertThat(lag.relaying()).isFalse();
        assertThat(lag.ageSeconds()).isPositive();
        assertThat(statuses()).containsExactly("pending=7");
    }

    @Test
    void a_checkpoint_of_another_history_stops_its_shard_until_an_operator_accepts_it() {
        append("order-1", 3, "{}");
        try (Relay _ = relay()) {
            await("published").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }
        execute("update eventscope.relay_shard set event_id = gen_random_uuid()");
        append("order-1", 1, "{}");

        try (Relay _ = relay()) {
            await("stopped").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.diverged() != null);
            assertThat(outbox.lag().diverged()).startsWith("history diverged: event ");
            for (int shard = 0; shard < 4; shard++) {
                int each = shard;
                await("each shard").atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(OutboxActRefused.class)
                        .until(accepted(OutboxAct.acceptHistory(each, "restored on purpose", "ann")));
            }
            await("published again").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics))).isEqualTo(Map.of("order-1", upTo(4)));
    }

    @Test
    void a_broker_that_is_gone_is_told_at_once_in_every_shard_and_everything_goes_on_after() {
        append("order-1", 1, "{}");
        try (Relay _ = relay()) {
            await("published").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
            BROKER.kill();
            try {
                for (int stream = 1; stream <= 12; stream++) {
                    append("order-" + stream, 20, "{}");
                }
                await("every shard says why it waits").atMost(Duration.ofSeconds(30)).until(() -> store.database()
                        .<Long>read(tx -> tx.query("""
                                select count(*) as n
                                from eventscope.relay_shard
                                where trouble like 'the broker at % does not answer%'""", row -> row.longValue("n"))
                                .getFirst()) == 4);
            } finally {
                BROKER.restart();
            }
            await("all").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.events() == 0);
            assertThat(outbox.lag().trouble()).isNull();
        }

        assertThat(ReadBack.versionsByKey(ReadBack.all(BROKER, topics))).hasSize(12)
                .allSatisfy((key, versions) -> assertThat(versions).isEqualTo(upTo(key.equals("order-1") ? 21 : 20)));
    }

    private Callable<Boolean> accepted(OutboxAct act) {
        return () -> {
            act(new OutboxAct(java.util.UUID.randomUUID(), act.action(), null, null, act.shard(), act.reason(),
                    act.actor()));
            return true;
        };
    }

    private Relay relay() {
        return Relay.start(store.database(), settings(), executor, Clock.systemUTC());
    }

    private RelaySettings settings() {
        return RelaySettings.to(BROKER.bootstrap()).withTopics(topics)
                .withPace(Duration.ofSeconds(5), Duration.ofMillis(50), 100)
                .withRetry(new KeyRetry(3, Duration.ofMillis(50), Duration.ofMillis(100)));
    }

    private BlockedKey parked() {
        await("parked").atMost(Duration.ofSeconds(60)).until(outbox::lag, lag -> lag.parkedKeys() == 1);
        return outbox.blocked("", 10).getFirst();
    }

    private void act(OutboxAct act) {
        new OutboxActs(store.database()).request(act);
    }

    private void append(String stream, int events, String payload) {
        new EventAppender(store.database()).append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                IntStream.range(0, events).mapToObj(_ -> NewEvent.of("Tried", Payload.json(payload)))
                        .toArray(NewEvent[]::new)));
    }

    private List<String> statuses() {
        return store.database().read(tx -> tx.query("""
                select status || '=' || count(*) as line
                from eventscope.outbox
                group by status
                order by status""", row -> row.string("line")));
    }

    private List<String> audit() {
        return store.database().read(tx -> tx.query("""
                select action || ' ' || target || ' by ' || actor || ': ' || reason || ', accepted ' || accepted as line
                from eventscope.operator_action
                order by action_no""", row -> row.string("line")));
    }

    private void execute(String sql) {
        store.database().write(tx -> tx.update(sql));
    }

    private static void allowLarge(String topic) {
        try (var admin = BROKER.admin()) {
            var resource = new org.apache.kafka.common.config.ConfigResource(
                    org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new org.apache.kafka.clients.admin.AlterConfigOp(
                    new org.apache.kafka.clients.admin.ConfigEntry("max.message.bytes", "1000000"),
                    org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET)))).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tooLarge() {
        return "{\"text\": \"" + "x".repeat(2_000_000) + "\"}";
    }

    private static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    /// Takes everything, but ends the first call with an error.
    private record FailingOnce(AtomicBoolean failed) implements EventPublisher {

        @Override
        public void takeOver() {}

        @Override
        public List<RefusedEvent> publish(List<RecordedEvent> events) {
            if (failed.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("tried");
            }
            return List.of();
        }

        @Override
        public void close() {}
    }
}
