package dev.eventscope.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.wire.RecordEncoder;

/// Publishes by one transactional producer: a page is one transaction, so a reader of committed records sees all or none.
///
/// Shape: the transactional id is that of the shard, so the broker itself fences a relay that wakes up late.
final class KafkaPublisher implements EventPublisher {

    static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /// The commit at the end of a page sends what is left at once: until then a batch may wait to be filled.
    private static final int LINGER_MS = 100;

    private final String transactionalId;
    private final RelaySettings settings;
    private final RecordEncoder encoder;
    private final TopicCatalog catalog;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaPublisher(String transactionalId, RelaySettings settings, String epoch, TopicCatalog catalog) {
        this.transactionalId = transactionalId;
        this.settings = settings;
        this.encoder = new RecordEncoder(settings.topics(), epoch);
        this.catalog = catalog;
    }

    @Override
    public void takeOver() {
        producer();
    }

    @Override
    public List<RefusedEvent> publish(List<RecordedEvent> events) {
        Map<String, RefusedEvent> refused = new LinkedHashMap<>();
        List<Outgoing> all = encode(events, refused);
        // each turn refuses a key at an earlier event than the turn before, so this ends
        while (true) {
            List<Outgoing> batch = all.stream().filter(one -> one.isBefore(refused.get(one.key()))).toList();
            if (batch.isEmpty() || sendTogether(batch, refused)) {
                return List.copyOf(refused.values());
            }
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WAIT);
            producer = null;
        }
    }

    /// Makes a client of Kafka.
    ///
    /// Errors: [BrokerFailed] where its name cannot be resolved.
    static <T> T connecting(String bootstrap, Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BrokerFailed("no broker at " + bootstrap + ": " + cause.getMessage(), e);
        }
    }

    /// Settings of a producer that loses nothing and keeps its order.
    static Map<String, Object> producerSettings(RelaySettings settings) {
        int patienceMs = (int) settings.brokerPatience().toMillis();
        return Map.of("bootstrap.servers", settings.bootstrap(), "acks", "all", "enable.idempotence", true, "linger.ms",
                LINGER_MS, "batch.size", 256 * 1024, "max.block.ms", patienceMs, "delivery.timeout.ms", patienceMs,
                "request.timeout.ms", patienceMs / 2);
    }

    private List<Outgoing> encode(List<RecordedEvent> events, Map<String, RefusedEvent> refused) {
        List<Outgoing> all = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            ProducerRecord<byte[], byte[]> record = encoder.encode(event);
            Exception why = catalog.refusal(record.topic()).orElse(null);
            if (why == null) {
                all.add(new Outgoing(event, record));
            } else {
                refused.putIfAbsent(event.stream().name(), RefusedEvent.of(event, why));
            }
        }
        return all;
    }

    /// Whether they are committed; else keys were refused, and nothing was sent.
    private boolean sendTogether(List<Outgoing> batch, Map<String, RefusedEvent> refused) {
        KafkaProducer<byte[], byte[]> open = producer();
        List<Future<RecordMetadata>> answers = new ArrayList<>(batch.size());
        try {
            open.beginTransaction();
            for (Outgoing one : batch) {
                Future<RecordMetadata> answer = open.send(one.record());
                answers.add(answer);
                stopWithoutBroker(answer);
            }
            open.commitTransaction();
            return true;
        } catch (KafkaException e) {
            if (!findRefused(batch, answers, refused)) {
                throw failed(e);
            }
            abort(open);
            return false;
        }
    }

    // Each event would wait for the broker anew, a page for longer than any lease.
    private static void stopWithoutBroker(Future<RecordMetadata> answer) {
        if (answer.state() == Future.State.FAILED && !isOfKey(answer.exceptionNow())) {
            throw new KafkaException(answer.exceptionNow());
        }
    }

    /// Writes down the heads that were refused, and answers whether there is one. A key may be known already for a later event:
    /// the client refuses what is too large for it before the broker has seen what stands in front of that.
    // Only answers that are there: after a failed commit the others do not matter.
    private static boolean findRefused(List<Outgoing> batch, List<Future<RecordMetadata>> answers,
            Map<String, RefusedEvent> refused) {
        boolean found = false;
        for (int i = 0; i < answers.size(); i++) {
            Outgoing one = batch.get(i);
            Future<RecordMetadata> answer = answers.get(i);
            if (answer.state() == Future.State.FAILED && isOfKey(answer.exceptionNow())
                    && one.isBefore(refused.get(one.key()))) {
                refused.put(one.key(), RefusedEvent.of(one.event(), (Exception) answer.exceptionNow()));
                found = true;
            }
        }
        return found;
    }

    private static boolean isOfKey(Throwable why) {
        return switch (why) {
            case RecordTooLargeException _,RecordBatchTooLargeException _,InvalidRecordException _ -> true;
            case InvalidTopicException _,TopicAuthorizationException _,SerializationException _ -> true;
            default -> false;
        };
    }

    private void abort(KafkaProducer<byte[], byte[]> open) {
        try {
            open.abortTransaction();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    // The producer may be in a state that only a new one gets out of, and its transaction open: the new one aborts it.
    private RuntimeException failed(KafkaException e) {
        catalog.forget();
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof ProducerFencedException || root instanceof InvalidProducerEpochException
                ? new PublisherFenced(e)
                : new BrokerFailed("the broker at " + settings.bootstrap() + " does not answer as it should: "
                        + root.getMessage(), e);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> kafka = new LinkedHashMap<>(producerSettings(settings));
            kafka.put("transactional.id", transactionalId);
            kafka.put("transaction.timeout.ms", 20_000);
            open = connecting(settings.bootstrap(),
                    () -> new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer()));
            producer = open;
            try {
                open.initTransactions();
            } catch (KafkaException e) {
                throw failed(e);
            }
        }
        return open;
    }

    /// An event with the record made of it.
    private record Outgoing(RecordedEvent event, ProducerRecord<byte[], byte[]> record) {

        String key() {
            return event.stream().name();
        }

        boolean isBefore(@Nullable RefusedEvent refused) {
            return refused == null
                    || event.header().order().compareTo(refused.event().header().order()) < 0;
        }
    }
}
