package dev.eventscope.store.log;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CopiedRow;
import dev.eventscope.store.Row;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// From rows of the native schema to the words of `event`.
///
/// Shape: for engines with SQL of their own over `eventscope.event`; whoever only reads takes an event reader.
public final class LogRows {

    static final String HEADER_COLUMNS = "position, event_id, stream, category, version, type, schema_version,"
            + " causation_id, correlation_id, occurred_at, recorded_at";
    public static final String EVENT_COLUMNS = HEADER_COLUMNS + ", payload, metadata";

    private LogRows() {}

    static EventHeader header(Row row) {
        UUID cause = row.nullableUuid("causation_id");
        UUID correlation = row.nullableUuid("correlation_id");
        return new EventHeader(row.uuid("event_id").toString(), new StreamId(row.string("stream")),
                row.string("category"), row.longValue("version"), OrderToken.of(row.longValue("position")),
                row.string("type"), row.string("schema_version"),
                cause == null ? null : new Cause.ById(cause.toString()),
                correlation == null ? null : correlation.toString(), row.instant("occurred_at"),
                row.instant("recorded_at"), Set.of());
    }

    public static RecordedEvent event(Row row) {
        return new RecordedEvent(header(row), Payload.json(row.bytes("payload")), Payload.json(row.bytes("metadata")));
    }

    /// Of a copy of [#HEADER_COLUMNS].
    static EventHeader header(CopiedRow row) {
        OrderToken order = OrderToken.of(row.longValue());
        String id = row.uuid().toString();
        StreamId stream = new StreamId(row.string());
        String category = row.string();
        long version = row.longValue();
        String type = row.string();
        String schemaVersion = Integer.toString(row.intValue());
        UUID cause = row.nullableUuid();
        UUID correlation = row.nullableUuid();
        return new EventHeader(id, stream, category, version, order, type, schemaVersion,
                cause == null ? null : new Cause.ById(cause.toString()),
                correlation == null ? null : correlation.toString(), row.instant(), row.instant(), Set.of());
    }

    /// Of a copy of [#EVENT_COLUMNS].
    public static RecordedEvent event(CopiedRow row) {
        return new RecordedEvent(header(row), Payload.json(row.bytes()), Payload.json(row.bytes()));
    }

    static StreamSummary stream(Row row) {
        Long last = row.nullableLong("last_position");
        return new StreamSummary(new StreamId(row.string("name")), row.string("category"), row.longValue("version"),
                last == null ? null : OrderToken.of(last), row.nullableInstant("first_at"),
                row.nullableInstant("last_at"), row.nullableString("last_type"));
    }

    static TypeSummary type(Row row) {
        return new TypeSummary(row.string("type"), row.string("schema_version"), row.longValue("events"),
                row.nullableInstant("first_at"), row.nullableInstant("last_at"));
    }

    /// The id as this store makes them, or null for a text that cannot be one.
    static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
