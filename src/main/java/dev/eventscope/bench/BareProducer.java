package dev.eventscope.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The floor of relaying: one producer with the settings of a relay's (acks of all replicas, idempotent, transactions of the
/// same size), records from memory. Removes the topics it made.
final class BareProducer implements AutoCloseable {

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int page;
    private final Set<String> topics = new TreeSet<>();

    private BareProducer(Admin admin, KafkaProducer<byte[], byte[]> producer, int page) {
        this.admin = admin;
        this.producer = producer;
        this.page = page;
    }

    /// Errors: [BenchFailed] where no broker answers.
    static BareProducer open(String bootstrap, int page) {
        Admin admin;
        try {
            admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 10_000,
                    "request.timeout.ms", 5_000));
        } catch (KafkaException e) {
            throw new BenchFailed(
                    "there is no broker at " + bootstrap + ": 'mvn -q -Pkafka' starts one on localhost:9092",
                    e);
        }
        try {
            await(admin.describeCluster().clusterId(), bootstrap);
            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks",
                    "all", "enable.idempotence", true, "linger.ms", 100, "batch.size", 256 * 1024, "transactional.id",
                    "eventscope-bench-" + UUID.randomUUID()), new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
            return new BareProducer(admin, producer, page);
        } catch (BenchFailed | KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /// So that neither side has to make them.
    void makeTopics(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(record -> topics.add(record.topic()));
        await(admin.createTopics(topics.stream().map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
                .toList()).all(), "the broker");
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); from += page) {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records.subList(from, Math.min(from + page, records.size()))) {
                Future<RecordMetadata> _ = producer.send(record);
            }
            producer.commitTransaction();
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
        if (!topics.isEmpty()) {
            await(admin.deleteTopics(topics).all(), "the broker");
        }
        admin.close(CLOSE_WAIT);
    }

    private static <T extends @Nullable Object> T await(Future<T> answer, String broker) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BenchFailed("no answer from Kafka at " + broker + " (" + cause.getMessage()
                    + "): 'mvn -q -Pkafka' starts a broker on localhost:9092", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("the benchmark was interrupted", e);
        }
    }
}
