package dev.eventscope.projection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.StoreEpoch;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A projection fed from a real broker: the same effects as from the store.
class KafkaFeedTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final RetryPolicy QUICK = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.close();
    }

    @Test
    void records_that_come_again_and_again_take_effect_once_in_order_for_two_of_one_group() {
        Ledger ledger = Ledger.of(STORE.database(), "twins");
        BROKER.createTopic(Topics.STANDARD.of("twins"), 4, Map.of());
        for (int i = 0; i < 8; i++) {
            Ledger.append(STORE.database(), "twins-" + i, 5);
        }
        try (KafkaFeed one = feed(ledger.projection()); KafkaFeed two = feed(ledger.projection())) {
            one.startOn(executor);
            two.startOn(executor);
            for (int copy = 0; copy < 3; copy++) {
                publish(events("twins"));
            }
            awaitCount(ledger, 1, 40);
            BROKER.kill();
            BROKER.restart();
            Ledger.append(STORE.database(), "twins-0", 1);
            publish(events("twins"));

            awaitCount(ledger, 1, 41);
            await("everything is handled").atMost(PATIENCE).until(() -> status("twins").lagEvents() == 0);
            assertThat(ledger.effects(1)).hasSize(8).allSatisfy((stream, versions) -> assertThat(versions)
                    .isEqualTo(Ledger.upTo(stream.equals("twins-0") ? 6 : 5)));
            assertThat(status("twins").feed()).isEqualTo(ProjectionStatus.Feed.KAFKA);
        }
    }

    @Test
    void what_was_never_committed_and_what_is_no_event_is_passed_over_and_a_lost_one_raises_an_alarm() {
        Ledger ledger = Ledger.of(STORE.database(), "odd");
        BROKER.createTopic(Topics.STANDARD.of("odd"), 1, Map.of());
        Ledger.append(STORE.database(), "odd-a", 2);
        Ledger.append(STORE.database(), "odd-b", 3);
        List<RecordedEvent> all = events("odd");
        try (Producer<byte[], byte[]> aborting = producer(Map.of("transactional.id", "aborting"))) {
            aborting.initTransactions();
            aborting.beginTransaction();
            aborting.send(KafkaRecords.encode(all.get(1), Topics.STANDARD, "e"));
            aborting.flush();
            aborting.abortTransaction();
        }
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(Topics.STANDARD.of("odd"),
                    "not an event".getBytes(StandardCharsets.UTF_8)));
        }
        List<RecordedEvent> without = new ArrayList<>(all);
        RecordedEvent lost = without.remove(3);
        publish(without);

        try (KafkaFeed feed = feed(ledger.projection())) {
            feed.startOn(executor);
            await("the gap is seen").atMost(PATIENCE).until(() -> !blocked("odd").isEmpty());
            List<BlockedStream> alarms = blocked("odd");
            Map<String, List<Long>> while_it_lacks = ledger.effects(1);
            publish(List.of(lost));
            await("the gap is closed").atMost(PATIENCE).until(() -> blocked("odd").isEmpty());

            assertThat(alarms).singleElement().satisfies(alarm -> {
                assertThat(alarm.stream()).isEqualTo(lost.stream());
                assertThat(alarm.reason()).isEqualTo(BlockedStream.Reason.GAP);
            });
            assertThat(while_it_lacks).isEqualTo(Map.of("odd-a", List.of(1L, 2L), "odd-b", List.of(1L)));
            assertThat(ledger.effects(1)).isEqualTo(Map.of("odd-a", Ledger.upTo(2), "odd-b", Ledger.upTo(3)));
        }
    }

    @Test
    void a_model_that_is_fed_from_kafka_is_built_again_from_the_store() {
        Ledger ledger = Ledger.of(STORE.database(), "both");
        BROKER.createTopic(Topics.STANDARD.of("both"), 2, Map.of());
        Ledger.append(STORE.database(), "both-a", 20);
        try (KafkaFeed feed = feed(ledger.projection());
                Subscription builder = Subscription.rebuilding(ledger.projection(),
                        Subscription.Setting.of(STORE.store(), "builder"))) {
            feed.startOn(executor);
            publish(events("both"));
            awaitCount(ledger, 1, 20);

            new Interventions(STORE.database())
                    .request(Intervention.rebuild(UUID.randomUUID(), "both", "a test", "ada"));
            builder.catchUp();
            Ledger.append(STORE.database(), "both-a", 5);
            publish(events("both"));

            awaitCount(ledger, 2, 25);
            assertThat(ledger.effects(2)).isEqualTo(Map.of("both-a", Ledger.upTo(25)));
            assertThat(ledger.count(1)).isZero();
        }
    }

    @Test
    void records_of_another_store_are_passed_over() {
        Ledger ledger = Ledger.of(STORE.database(), "shared");
        BROKER.createTopic(Topics.STANDARD.of("shared"), 1, Map.of());
        Ledger.append(STORE.database(), "shared-a", 3);
        Ledger.append(STORE.database(), "shared-theirs", 3);
        publish(ofStream("shared-a").subList(0, 1), "1/1/ours");
        publish(ofStream("shared-theirs"), "9/1/theirs");
        publish(ofStream("shared-a").subList(1, 3), "1/1/ours");

        try (KafkaFeed feed = feed(ledger.projection())) {
            feed.startOn(executor);
            awaitCount(ledger, 1, 3);

            assertThat(ledger.effects(1)).isEqualTo(Map.of("shared-a", Ledger.upTo(3)));
            assertThat(blocked("shared")).isEmpty();
        }
    }

    @Test
    void a_feed_that_begins_after_a_position_is_not_given_what_is_before_it() {
        Ledger ledger = Ledger.of(STORE.database(), "tail");
        BROKER.createTopic(Topics.STANDARD.of("tail"), 1, Map.of());
        Ledger.append(STORE.database(), "tail-a", 4);
        List<RecordedEvent> all = ofStream("tail-a");
        publish(all);

        try (KafkaFeed feed = feed(ledger.projection().startingAfter(all.get(1).header().order().position()))) {
            feed.startOn(executor);
            await("everything is handled").atMost(PATIENCE).until(() -> ledger.count(1) > 0
                    && status("tail").lagEvents() == 0);

            assertThat(ledger.effects(1)).isEqualTo(Map.of("tail-a", List.of(3L, 4L)));
        }
    }

    @Test
    void a_store_that_went_on_with_another_history_stops_the_feed_until_an_operator_accepts_it() {
        Ledger ledger = Ledger.of(STORE.database(), "promoted");
        BROKER.createTopic(Topics.STANDARD.of("promoted"), 1, Map.of());
        Ledger.append(STORE.database(), "promoted-a", 4);
        List<RecordedEvent> all = ofStream("promoted-a");
        publish(all.subList(0, 2), "1/1/ours");

        try (KafkaFeed feed = feed(ledger.projection())) {
            feed.startOn(executor);
            awaitCount(ledger, 1, 2);
            publish(all.subList(2, 4), "1/2/ours");
            await("the other history is seen").atMost(PATIENCE)
                    .until(() -> status("promoted").state() == ProjectionStatus.State.DIVERGED);
            long until_somebody_decides = ledger.count(1);
            new Interventions(STORE.database()).request(Intervention.acceptHistory(UUID.randomUUID(), "promoted", 1,
                    "the standby had everything", "ada"));
            awaitCount(ledger, 1, 4);

            assertThat(until_somebody_decides).isEqualTo(2);
            assertThat(ledger.effects(1)).isEqualTo(Map.of("promoted-a", Ledger.upTo(4)));
        }
    }

    private static KafkaFeed feed(Projection projection) {
        return new KafkaFeed(projection, new KafkaFeed.Setting(BROKER.bootstrap(), Topics.STANDARD, STORE.database(),
                Telemetry.none()), QUICK);
    }

    private static void publish(List<RecordedEvent> events) {
        publish(events, StoreEpoch.read(STORE.database()).toString());
    }

    private static void publish(List<RecordedEvent> events, String epoch) {
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            events.forEach(event -> producer.send(KafkaRecords.encode(event, Topics.STANDARD, epoch)));
        }
    }

    private static List<RecordedEvent> ofStream(String name) {
        return STORE.reader().readEvents(EventQuery.forward(EventScope.stream(new StreamId(name)), 100));
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", BROKER.bootstrap());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void awaitCount(Ledger ledger, int generation, long count) {
        await(count + " effects").atMost(PATIENCE).until(() -> ledger.count(generation) >= count);
    }

    private static List<RecordedEvent> events(String category) {
        return STORE.reader().readEvents(EventQuery.forward(EventScope.category(category), 1_000));
    }

    private static List<BlockedStream> blocked(String name) {
        return new ProjectionReader(STORE.database()).readBlocked(name, 10);
    }

    private static ProjectionStatus status(String name) {
        return new ProjectionReader(STORE.database()).readAll().stream()
                .filter(found -> found.name().equals(name)).findFirst().orElseThrow();
    }
}
