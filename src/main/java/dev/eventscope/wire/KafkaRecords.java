package dev.eventscope.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// A recorded event as a Kafka record, and back: nothing is lost on the way, so a handler need not know where its events
/// come from.
///
/// Shape: key = the stream's name in UTF-8; value = the payload's bytes as stored; the rest in headers, UTF-8 text each,
///        absent where the event has none. The record's own timestamp is when the store recorded the event.
/// Units: `position`, `version` and `schema-version` in decimal digits; times as ISO 8601 instants in UTC.
public final class KafkaRecords {

    public static final String EVENT_ID = "event-id";
    public static final String STREAM = "stream";
    public static final String CATEGORY = "category";
    public static final String VERSION = "version";
    public static final String POSITION = "position";
    public static final String TYPE = "type";
    public static final String SCHEMA_VERSION = "schema-version";
    public static final String CAUSATION_ID = "causation-id";
    public static final String CORRELATION_ID = "correlation-id";
    public static final String OCCURRED_AT = "occurred-at";
    public static final String RECORDED_AT = "recorded-at";
    /// W3C trace context, copied out of the metadata for consumers that know nothing of ours.
    public static final String TRACEPARENT = "traceparent";
    /// The metadata's bytes as stored.
    public static final String METADATA = "metadata";
    /// Which history the position counts in; changes when a store is restored.
    public static final String EPOCH = "epoch";

    private static final byte[] TRACEPARENT_KEY = ('"' + TRACEPARENT + '"').getBytes(StandardCharsets.UTF_8);

    private KafkaRecords() {}

    /// The record of an event of a native store. For many, keep a [RecordEncoder].
    ///
    /// Errors: `IllegalStateException` for an event without a global position.
    public static ProducerRecord<byte[], byte[]> encode(RecordedEvent event, Topics topics, String epoch) {
        return new RecordEncoder(topics, epoch).encode(event);
    }

    /// The event that a record was made from.
    ///
    /// Errors: [NotAnEvent].
    public static RecordedEvent decode(ConsumerRecord<byte[], byte[]> record) {
        Fields fields = new Fields(record);
        String cause = fields.findId(CAUSATION_ID);
        EventHeader header = new EventHeader(fields.id(EVENT_ID), new StreamId(fields.get(STREAM)),
                fields.get(CATEGORY), fields.number(VERSION), OrderToken.of(fields.number(POSITION)), fields.get(TYPE),
                fields.find(SCHEMA_VERSION), cause == null ? null : new Cause.ById(cause),
                fields.findId(CORRELATION_ID), fields.instant(OCCURRED_AT), fields.instant(RECORDED_AT), Set.of());
        byte[] value = record.value();
        return new RecordedEvent(header, value == null ? Payload.none() : Payload.json(value),
                Payload.json(fields.bytes(METADATA)));
    }

    /// The epoch a record was published in; empty where it says none.
    public static Optional<String> epochOf(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(new Fields(record).find(EPOCH));
    }

    /// The trace context that stands in an event's metadata; absent where there is none, or no JSON.
    public static @Nullable String traceparent(Payload metadata) {
        // most events carry none: look for the word before anything is parsed
        if (!contains(metadata.bytes(), TRACEPARENT_KEY)) {
            return null;
        }
        try (JsonParser in = Json.mapper().getFactory().createParser(metadata.bytes())) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = in.currentName().equals(TRACEPARENT);
                JsonToken value = in.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? in.getText() : null;
                }
                in.skipChildren();
            }
        } catch (IOException e) {
            return null; // metadata is whatever the writer made of it; a trace is no reason to hold an event back
        }
        return null;
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        int last = bytes.length - word.length;
        for (int i = 0; i <= last; i++) {
            int k = 0;
            while (k < word.length && bytes[i + k] == word[k]) {
                k++;
            }
            if (k == word.length) {
                return true;
            }
        }
        return false;
    }

    /// The headers of one record, read by name. What a store could not keep is refused here: whoever consumes could neither
    /// handle the record nor get past it.
    private record Fields(ConsumerRecord<byte[], byte[]> record) {

        @Nullable
        String find(String name) {
            byte[] value = value(name);
            String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
            if (text != null && text.indexOf('\0') >= 0) {
                throw new NotAnEvent(record, "header '" + name + "' has a zero byte in it");
            }
            return text;
        }

        String id(String name) {
            String id = get(name);
            try {
                UUID _ = UUID.fromString(id);
                return id;
            } catch (IllegalArgumentException e) {
                throw new NotAnEvent(record, "header '" + name + "' is not an id: " + id);
            }
        }

        @Nullable
        String findId(String name) {
            return find(name) == null ? null : id(name);
        }

        String get(String name) {
            String value = find(name);
            if (value == null || value.isEmpty()) {
                throw new NotAnEvent(record, "it has no header '" + name + "'");
            }
            return value;
        }

        byte[] bytes(String name) {
            byte[] value = value(name);
            if (value == null) {
                throw new NotAnEvent(record, "it has no header '" + name + "'");
            }
            return value;
        }

        private byte @Nullable [] value(String name) {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }

        long number(String name) {
            String value = get(name);
            try {
                long number = Long.parseLong(value);
                if (number < 1) {
                    throw new NumberFormatException(value);
                }
                return number;
            } catch (NumberFormatException e) {
                throw new NotAnEvent(record, "header '" + name + "' is not a number from 1 on: " + value);
            }
        }

        @Nullable
        Instant instant(String name) {
            String value = find(name);
            try {
                return value == null ? null : Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new NotAnEvent(record, "header '" + name + "' is not an instant: " + value);
            }
        }
    }
}
