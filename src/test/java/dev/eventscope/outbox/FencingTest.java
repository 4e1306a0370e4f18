package dev.eventscope.outbox;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.wire.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FencingTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Topics TOPICS = new Topics("fencing");

    @RegisterExtension
    static final TestStore STORE = new TestStore();
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void a_relay_that_wakes_up_late_is_fenced_by_the_broker() {
        List<RecordedEvent> events = oneEvent();
        try (TopicCatalog catalog = new TopicCatalog(BROKER.bootstrap());
                EventPublisher older = publisher(catalog);
                EventPublisher newer = publisher(catalog)) {
            older.takeOver();
            assertThat(older.publish(events)).isEmpty();
            newer.takeOver();

            assertThatThrownBy(() -> older.publish(events)).isInstanceOf(PublisherFenced.class);
            assertThat(newer.publish(events)).isEmpty();
        }

        assertThat(ReadBack.all(BROKER, TOPICS)).hasSize(2);
    }

    @Test
    void a_broker_that_has_fallen_silent_is_asked_anew_for_a_topic_when_it_answers_again() {
        try (TopicCatalog catalog = new TopicCatalog(BROKER.bootstrap())) {
            assertThat(catalog.refusal("fencing.one")).isEmpty();
            BROKER.freeze();
            try {
                assertThatThrownBy(() -> catalog.refusal("fencing.two")).isInstanceOf(BrokerFailed.class)
                        .hasMessageStartingWith("topic fencing.two: ");
            } finally {
                BROKER.thaw();
            }

            assertThat(catalog.refusal("fencing.two")).isEmpty();
        }
    }

    @Test
    void an_older_lease_moves_nothing() {
        ShardLease.Taken older = ShardLease.take(STORE.database(), 3, "older", SHORT).orElseThrow();
        ShardLease.Taken[] newer = new ShardLease.Taken[1];
        await("taken over").atMost(Duration.ofSeconds(30)).until(() -> {
            newer[0] = ShardLease.take(STORE.database(), 3, "newer", SHORT).orElse(null);
            return newer[0] != null;
        });
        Checkpoint to = new Checkpoint(7, UUID.randomUUID(), "e");

        assertThatThrownBy(() -> move(older, to)).isInstanceOf(LeaseLost.class);
        move(newer[0], to);
        assertThatThrownBy(() -> move(newer[0], to)).as("from a checkpoint that is no longer so")
                .isInstanceOf(LeaseLost.class);
    }

    private static void move(ShardLease.Taken taken, Checkpoint to) {
        taken.lease().write(STORE.database(), tx -> taken.lease().move(tx, taken.checkpoint(), to, 1));
    }

    private static EventPublisher publisher(TopicCatalog catalog) {
        return new KafkaPublisher("fencing-1", RelaySettings.to(BROKER.bootstrap()).withTopics(TOPICS), "e", catalog);
    }

    private static List<RecordedEvent> oneEvent() {
        STORE.appender().append(AppendRequest.of(new StreamId("order-1"), ExpectedVersion.any(),
                NewEvent.of("Tried", Payload.json("{}"))));
        return STORE.reader().readEvents(EventQuery.forward(EventScope.all(), 1));
    }
}
