package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.Topics;

/// A relay in a process of its own, to be killed and stopped.
///
/// Shape: `PORT DATABASE BROKER PREFIX LEASE_MS [careless]`; says `ready`. A careless one does not wait for Kafka's answer.
public final class RelayMain {

    private RelayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ChildProcess.endWithParent();
        Database store = Database.open(new ConnectionSpec("localhost", Integer.parseInt(arguments[0]), arguments[1],
                "postgres", ConnectionSpec.TlsMode.DISABLE), Access.READ_WRITE, Passwords.none());
        RelaySettings settings = RelaySettings.to(arguments[2]).withTopics(new Topics(arguments[3]))
                .withPace(Duration.ofMillis(Long.parseLong(arguments[4])), Duration.ofMillis(20), 20);
        ExecutorService executor = Executors.newCachedThreadPool();
        if (arguments.length > 5) {
            TopicCatalog catalog = new TopicCatalog(settings.bootstrap());
            Relay.start(new Relay.Setting(store, settings, Clock.systemUTC(),
                    (_, epoch) -> new CarelessPublisher(settings, epoch.toString(), catalog), Relay.newOwner()),
                    catalog,
                    executor);
        } else {
            Relay.start(store, settings, executor, Clock.systemUTC());
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /// The seeded bug: says that it has published what may still lie in this process.
    private static final class CarelessPublisher implements EventPublisher {

        private final RelaySettings settings;
        private final String epoch;
        private final TopicCatalog catalog;
        private final KafkaProducer<byte[], byte[]> producer;

        CarelessPublisher(RelaySettings settings, String epoch, TopicCatalog catalog) {
            this.settings = settings;
            this.epoch = epoch;
            this.catalog = catalog;
            Map<String, Object> kafka = new LinkedHashMap<>(KafkaPublisher.producerSettings(settings));
            kafka.put("linger.ms", 1_500);
            this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void takeOver() {
            // fences nobody
        }

        @Override
        public List<RefusedEvent> publish(List<RecordedEvent> events) {
            for (RecordedEvent event : events) {
                var record = KafkaRecords.encode(event, settings.topics(), epoch);
                catalog.refusal(record.topic());
                producer.send(record);
            }
            return List.of();
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }
}
