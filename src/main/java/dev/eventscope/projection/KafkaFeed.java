package dev.eventscope.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.StoreEpoch;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.NotAnEvent;
import dev.eventscope.wire.Topics;

/// Feeds one projection from what the outbox has published to Kafka, with the same inbox, order and parking as a
/// [Subscription]: the two may even feed one projection at once.
///
/// Shape: any number of processes may run the same feed; they are one consumer group, which shares the partitions out. A
///        record is read once its transaction is committed there; offsets are committed after the effect, so a crash in
///        between brings it again, and the inbox passes it over. Order is kept within a stream, which is the key.
/// Errors: what fails is logged and tried again. A record that is no event of ours is logged and passed over: its key and
///         order are unknown, so nothing could wait behind it. What another store has published is passed over; where our
///         store went on with another history, nothing is delivered until somebody accepts it or builds the model again.
/// Threads: takes one thread of the executor until closed.
public final class KafkaFeed implements AutoCloseable {

    /// Where it works.
    ///
    /// Shape: `bootstrap` is HOST:PORT, several with commas; effects go to `effects`. `epoch` is the history to read; where
    ///        it is not known, it is that of the first record.
    public record Setting(String bootstrap, Topics topics, Database effects, Telemetry telemetry,
            @Nullable String epoch) {

        /// Of a store that is somewhere else.
        public Setting(String bootstrap, Topics topics, Database effects, Telemetry telemetry) {
            this(bootstrap, topics, effects, telemetry, null);
        }

        /// Effects beside the events, in one database.
        ///
        /// Errors: every [StoreException].
        public static Setting beside(Database store, String bootstrap, Telemetry telemetry) {
            return new Setting(bootstrap, Topics.STANDARD, store, telemetry, StoreEpoch.read(store).toString());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    private static final int RETRIES_A_TURN = 200;

    private final Projection projection;
    private final Setting setting;
    private final RetryPolicy retry;
    private final Generations generations;
    private final RecordOrigin origin;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    public KafkaFeed(Projection projection, Setting setting) {
        this(projection, setting, RetryPolicy.USUAL);
    }

    KafkaFeed(Projection projection, Setting setting, RetryPolicy retry) {
        this.projection = projection;
        this.setting = setting;
        this.retry = retry;
        this.generations = new Generations(setting.effects(), projection);
        this.origin = new RecordOrigin(generations, projection.name(), setting.epoch());
    }

    /// The consumer group that the processes of one projection are: those that write to one database.
    private String group() {
        return "eventscope-" + projection.name() + "-" + StoreEpoch.read(setting.effects()).store();
    }

    /// Works until closed, on a thread of the executor.
    public void startOn(Executor executor) {
        started = true;
        executor.execute(() -> {
            try {
                while (closing.getCount() > 0) {
                    if (isWanted()) {
                        consumeSafely();
                    }
                    boolean _ = closing.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        });
    }

    /// Finishes the records under way, commits their offsets and leaves the group.
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        try {
            if (started && !ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("feed of {} from Kafka: still at work at the end", projection.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Not while the history has diverged: then somebody has to decide.
    private boolean isWanted() {
        try {
            generations.register("kafka");
            return live().diverged() == null;
        } catch (StoreException e) {
            LOG.warn("feed of {} from Kafka: {}", projection.name(), e.getMessage());
            return false;
        }
    }

    /// With a consumer of its own until closed, until the history diverged, or until something fails; then the next one begins
    /// after what was committed.
    private void consumeSafely() {
        try (Consumer<byte[], byte[]> opened = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer = opened;
            subscribe(opened);
            while (closing.getCount() > 0 && live().diverged() == null) {
                take(opened, opened.poll(POLL));
            }
        } catch (WakeupException e) {
            LOG.debug("feed of {} from Kafka: woken to close", projection.name());
        } catch (LeaseLost e) {
            LOG.info("feed of {} from Kafka: the read model was built again, going on with the new one",
                    projection.name());
        } catch (HistoryDiverged e) {
            LOG.error("feed of {} from Kafka: {}", projection.name(), e.getMessage());
        } catch (StoreException | KafkaException e) {
            LOG.warn("feed of {} from Kafka: {}", projection.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("feed of {} from Kafka", projection.name(), e);
        } finally {
            consumer = null;
        }
    }

    private Map<String, Object> settings() {
        return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, setting.bootstrap(), ConsumerConfig.GROUP_ID_CONFIG,
                group(), ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                // A topic of a new category is noticed this soon.
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    }

    private void subscribe(Consumer<byte[], byte[]> opened) {
        ConsumerRebalanceListener nothing = new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Offsets are committed after each effect: there is nothing to hand over.
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                LOG.debug("feed of {} from Kafka: {}", projection.name(), partitions);
            }
        };
        switch (projection.scope()) {
            case EventScope.OfCategory(var category) ->
                opened.subscribe(List.of(setting.topics().of(category)), nothing);
            case EventScope.OfStream(var stream) ->
                opened.subscribe(List.of(setting.topics().of(stream.conventionalCategory())), nothing);
            case EventScope.AllEvents _,EventScope.OfType _,EventScope.OfCorrelation _ ->
                opened.subscribe(setting.topics().pattern(), nothing);
        }
    }

    private void take(Consumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> polled) {
        Generation live = live();
        try {
            take(opened, polled, live);
        } catch (HistoryDiverged e) {
            generations.markDiverged(live.handler(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void take(Consumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> polled, Generation live) {
        origin.begin(live);
        Delivery delivery = new Delivery(
                new Delivery.Setting(setting.effects(), projection, retry, setting.telemetry()), live, fence(live));
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            List<RecordedEvent> events = new ArrayList<>();
            records.forEach(record -> addEvent(events, record, live.startAfter()));
            delivery.deliver(events);
            done.put(partition, new OffsetAndMetadata(records.getLast().offset() + 1));
        }
        if (!done.isEmpty()) {
            opened.commitSync(done);
        }
        delivery.retryDue(RETRIES_A_TURN);
    }

    private void addEvent(List<RecordedEvent> events, ConsumerRecord<byte[], byte[]> record, long startAfter) {
        try {
            RecordedEvent event = KafkaRecords.decode(record);
            if (isInScope(event) && origin.isOurs(record) && event.header().order().position() > startAfter) {
                events.add(event);
            }
        } catch (NotAnEvent e) {
            LOG.error("feed of {} from Kafka: {}", projection.name(), e.getMessage());
        }
    }

    private boolean isInScope(RecordedEvent event) {
        return switch (projection.scope()) {
            case EventScope.AllEvents() -> true;
            case EventScope.OfCategory(var category) -> event.header().category().equals(category);
            case EventScope.OfStream(var stream) -> event.stream().equals(stream);
            case EventScope.OfType(var type) -> event.type().equals(type);
            case EventScope.OfCorrelation(var id) -> id.equals(event.header().correlationId());
        };
    }

    private Generation live() {
        return generations.read().stream().filter(generation -> generation.status() == Generation.Status.LIVE)
                .findFirst().orElseThrow();
    }

    /// The group says who reads; the row of the stream says who is first. Only a swap of generations is kept out.
    private Fence fence(Generation live) {
        return new Fence() {
            @Override
            public void hold(Tx tx) {
                Integer now = tx.queryOne(
                        "select live from eventscope.subscription where name = ? for key share",
                        row -> row.intValue("live"), projection.name()).orElse(null);
                if (!Objects.equals(now, live.number())) {
                    throw new LeaseLost(projection.name());
                }
            }

            @Override
            public void delivered(Tx tx, RecordedEvent last) {
                // The place is the offset, which Kafka keeps.
            }
        };
    }
}
