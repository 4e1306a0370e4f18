package dev.eventscope.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;

/// Makes Kafka records of events, one after the other, and remembers the words that come again and again.
///
/// Shape: as [KafkaRecords] says.
/// Threads: not safe; one encoder a thread.
public final class RecordEncoder {

    /// Categories, types and schema versions are few; what is more than that is not remembered.
    private static final int WORDS = 4_096;
    private static final int SECONDS_A_DAY = 86_400;

    private final Topics topics;
    private final byte[] epoch;
    private final Map<String, String> topicOf = new HashMap<>();
    private final Map<String, byte[]> words = new HashMap<>();
    private final StringBuilder text = new StringBuilder(32);
    private long day = Long.MIN_VALUE;
    private String date = "";

    public RecordEncoder(Topics topics, String epoch) {
        this.topics = topics;
        this.epoch = bytes(epoch);
    }

    /// The record of an event of a native store.
    ///
    /// Errors: `IllegalStateException` for an event without a global position.
    public ProducerRecord<byte[], byte[]> encode(RecordedEvent event) {
        EventHeader header = event.header();
        Instant recorded = header.recordedAt();
        byte[] stream = bytes(header.stream().name());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic(header.category()), null,
                recorded == null ? null : recorded.toEpochMilli(), stream, event.payload().bytes());
        fill(record.headers(), event, stream);
        return record;
    }

    private void fill(Headers headers, RecordedEvent event, byte[] stream) {
        EventHeader header = event.header();
        headers.add(KafkaRecords.EVENT_ID, bytes(header.id()));
        headers.add(KafkaRecords.STREAM, stream);
        headers.add(KafkaRecords.CATEGORY, word(header.category()));
        add(headers, KafkaRecords.VERSION, header.version() == null ? null : bytes(header.version().toString()));
        headers.add(KafkaRecords.POSITION, bytes(Long.toString(header.order().position())));
        headers.add(KafkaRecords.TYPE, word(header.type()));
        add(headers, KafkaRecords.SCHEMA_VERSION, header.schemaVersion() == null ? null : word(header.schemaVersion()));
        add(headers, KafkaRecords.CAUSATION_ID, header.causeId() == null ? null : bytes(header.causeId()));
        add(headers, KafkaRecords.CORRELATION_ID,
                header.correlationId() == null ? null : bytes(header.correlationId()));
        add(headers, KafkaRecords.OCCURRED_AT, header.occurredAt() == null ? null : time(header.occurredAt()));
        add(headers, KafkaRecords.RECORDED_AT, header.recordedAt() == null ? null : time(header.recordedAt()));
        String trace = KafkaRecords.traceparent(event.metadata());
        add(headers, KafkaRecords.TRACEPARENT, trace == null ? null : bytes(trace));
        headers.add(KafkaRecords.EPOCH, epoch);
        headers.add(KafkaRecords.METADATA, event.metadata().bytes());
    }

    private static void add(Headers headers, String name, byte @Nullable [] value) {
        if (value != null) {
            headers.add(name, value);
        }
    }

    private String topic(String category) {
        String topic = topicOf.get(category);
        if (topic == null) {
            topic = topics.of(category);
            if (topicOf.size() < WORDS) {
                topicOf.put(category, topic);
            }
        }
        return topic;
    }

    private byte[] word(String value) {
        byte[] word = words.get(value);
        if (word == null) {
            word = bytes(value);
            if (words.size() < WORDS) {
                words.put(value, word);
            }
        }
        return word;
    }

    /// As [Instant#toString()] says it, a tenth of the time: the date is worked out once a day.
    byte[] time(Instant time) {
        int nanos = time.getNano();
        if (nanos % 1_000 != 0) {
            return bytes(time.toString());
        }
        long onDay = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
        if (onDay != day) {
            LocalDate known = LocalDate.ofEpochDay(onDay);
            if (known.getYear() < 0 || known.getYear() > 9_999) {
                return bytes(time.toString());
            }
            day = onDay;
            date = known.toString();
        }
        int second = Math.floorMod(time.getEpochSecond(), SECONDS_A_DAY);
        text.setLength(0);
        text.append(date);
        digits('T', second / 3_600, 10);
        digits(':', second / 60 % 60, 10);
        digits(':', second % 60, 10);
        if (nanos % 1_000_000 == 0) {
            if (nanos > 0) {
                digits('.', nanos / 1_000_000, 100);
            }
        } else {
            digits('.', nanos / 1_000, 100_000);
        }
        return bytes(text.append('Z').toString());
    }

    /// A number with leading zeros; `first` is the worth of its first digit.
    private void digits(char before, int number, int first) {
        text.append(before);
        for (int worth = first; worth > 0; worth /= 10) {
            text.append((char) ('0' + number / worth % 10));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
