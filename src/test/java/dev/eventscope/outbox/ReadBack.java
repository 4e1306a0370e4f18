package dev.eventscope.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.Topics;

/// What a reader of committed records finds on a broker, in the order of each key.
final class ReadBack {

    private ReadBack() {}

    /// Every event of every topic of ours, duplicates with them; partition by partition, in order.
    static List<RecordedEvent> all(TestBroker broker, Topics topics) {
        List<RecordedEvent> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
                broker.bootstrap(), "isolation.level", "read_committed"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topics.pattern().matcher(topic.getKey()).matches())
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(KafkaRecords.decode(record));
                }
            }
        }
        return events;
    }

    /// The versions of each key, each event id taken once, at its first coming.
    static Map<String, List<Long>> versionsByKey(List<RecordedEvent> events) {
        Map<String, RecordedEvent> once = new LinkedHashMap<>();
        events.forEach(event -> once.putIfAbsent(event.id(), event));
        Map<String, List<Long>> versions = new LinkedHashMap<>();
        once.values().forEach(event -> versions.computeIfAbsent(event.stream().name(), _ -> new ArrayList<>())
                .add(event.header().version()));
        return versions;
    }
}
