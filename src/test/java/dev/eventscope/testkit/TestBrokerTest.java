package dev.eventscope.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TestBrokerTest {

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void a_committed_record_is_there_after_kill_9_and_after_a_freeze() throws Exception {
        BROKER.createTopic("kept", 1, Map.of());
        send("before");

        BROKER.kill();
        BROKER.restart();
        BROKER.freeze();
        BROKER.thaw();
        send("after");

        assertThat(valuesOf("kept", 2)).containsExactly("before", "after");
    }

    private static void send(String value) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", BROKER.bootstrap(), "transactional.id",
                "tests"), new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> valuesOf(String topic, int count) {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", BROKER.bootstrap(), "isolation.level",
                "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await("records").atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
