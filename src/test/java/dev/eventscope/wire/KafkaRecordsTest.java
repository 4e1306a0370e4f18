package dev.eventscope.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaRecordsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void an_event_comes_back_from_its_record_as_it_was() {
        RecordedEvent event = event(UUID.randomUUID().toString(),
                "{\"who\": \"ä\", \"traceparent\":\"" + TRACE + "\"}");

        ConsumerRecord<byte[], byte[]> record = received(KafkaRecords.encode(event, Topics.STANDARD, "e1"));

        assertThat(KafkaRecords.decode(record)).isEqualTo(event);
        assertThat(KafkaRecords.epochOf(record)).contains("e1");
        assertThat(new String(record.headers().lastHeader("traceparent").value())).isEqualTo(TRACE);
    }

    @Test
    void an_event_without_cause_correlation_and_trace_has_no_such_headers() {
        RecordedEvent event = event(null, "{}");

        ConsumerRecord<byte[], byte[]> record = received(KafkaRecords.encode(event, Topics.STANDARD, "e1"));

        assertThat(record.headers()).extracting("key").doesNotContain("causation-id", "correlation-id", "traceparent");
        assertThat(KafkaRecords.decode(record)).isEqualTo(event);
    }

    @Test
    void times_are_written_as_java_writes_them() {
        RecordEncoder encoder = new RecordEncoder(Topics.STANDARD, "e1");

        for (String time : new String[]{"2026-01-01T00:00:00Z", "2026-01-01T23:59:59.100Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-11-23T15:06:20.000001Z", "-0044-03-15T12:00:00Z", "+12026-01-01T00:00:00Z",
            "0000-02-29T01:02:03.020Z",
            "2026-11-23T15:06:20.000000001Z"}) {
            Instant instant = Instant.parse(time);
            assertThat(new String(encoder.time(instant), StandardCharsets.UTF_8)).isEqualTo(instant.toString());
        }
    }

    @Test
    void a_record_of_somebody_else_is_refused_with_its_place() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("eventscope.content", 2, 17, new byte[0],
                new byte[0]);

        assertThatThrownBy(() -> KafkaRecords.decode(record)).isInstanceOf(NotAnEvent.class)
                .hasMessage("the record at offset 17 of eventscope.content-2 is not an event:"
                        + " it has no header 'event-id'");
        assertThat(KafkaRecords.epochOf(record)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"event-id|17|header 'event-id' is not an id: 17",
        "causation-id|order 3|header 'causation-id' is not an id: order 3",
        "correlation-id|x|header 'correlation-id' is not an id: x",
        "version|0|header 'version' is not a number from 1 on: 0",
        "position|ten|header 'position' is not a number from 1 on: ten",
        "type|a\0b|header 'type' has a zero byte in it"})
    void a_header_that_no_store_could_keep_is_refused_by_its_name(String header, String value, String why) {
        ConsumerRecord<byte[], byte[]> record = received(
                KafkaRecords.encode(event(null, "{}"), Topics.STANDARD, "e1"));
        record.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> KafkaRecords.decode(record)).isInstanceOf(NotAnEvent.class).hasMessageEndingWith(why);
    }

    @ParameterizedTest
    @CsvSource({"content,eventscope.content", "saga_step,eventscope.saga_step", "-a,eventscope.-2da",
        "ä b,eventscope.-c3-a4-20b"})
    void a_category_has_a_topic_that_kafka_allows(String category, String topic) {
        assertThat(Topics.STANDARD.of(category)).isEqualTo(topic);
        assertThat(Topics.STANDARD.pattern().matcher(topic).matches()).isTrue();
    }

    @Test
    void a_trace_is_taken_from_the_top_of_the_metadata_only() {
        assertThat(KafkaRecords.traceparent(Payload.json("{\"a\":{\"traceparent\":\"x\"}}"))).isNull();
        assertThat(KafkaRecords.traceparent(Payload.json("{\"traceparent\":"))).isNull();
        assertThat(KafkaRecords.traceparent(Payload.json("{\"a\":[1],\"traceparent\":\"x\"}"))).isEqualTo("x");
    }

    private static RecordedEvent event(String id, String metadata) {
        return new RecordedEvent(new EventHeader(UUID.randomUUID().toString(), new StreamId("content-ä"), "content", 3L,
                OrderToken.of(42), "ContentAdded", "2", id == null ? null : new Cause.ById(id), id,
                Instant.parse("2026-03-04T11:02:03.123456Z"), Instant.parse("2026-03-04T11:02:04Z"), Set.of()),
                Payload.json("{\"n\": 1.10}"), Payload.json(metadata));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(sent.topic(), 0, 0, sent.timestamp(), TimestampType.CREATE_TIME, 0, 0, sent.key(),
                sent.value(), sent.headers(), Optional.empty());
    }
}
