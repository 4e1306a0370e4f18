package dev.eventscope.projection;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Events that wait, whole: what came from Kafka may not be had from anywhere else.
final class ParkedRows {

    private static final String INSERT = """
            insert into eventscope.parked_event (handler, stream, version, event_id, position, category, type,
                schema_version, payload, metadata, causation_id, correlation_id, occurred_at, recorded_at)
            select ?, x.*
            from unnest(?::text[], ?::bigint[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                        ?::bytea[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[]) x
            on conflict do nothing""";
    private static final String FIRST = """
            select stream, version, event_id, position, category, type, schema_version, payload, metadata, causation_id,
                   correlation_id, occurred_at, recorded_at
            from eventscope.parked_event
            where handler = ? and stream = ?
            order by version, event_id
            limit 1""";

    private ParkedRows() {}

    static void insert(Tx tx, int handler, List<RecordedEvent> events) {
        tx.update(INSERT, handler, column(events, header -> header.stream().name()),
                column(events, EventHeader::version), column(events, header -> UUID.fromString(header.id())),
                column(events, header -> header.order().position()), column(events, EventHeader::category),
                column(events, EventHeader::type), column(events, EventHeader::schemaVersion),
                bytes(events, RecordedEvent::payload), bytes(events, RecordedEvent::metadata),
                column(events, header -> uuid(header.causeId())),
                column(events, header -> uuid(header.correlationId())), column(events, EventHeader::occurredAt),
                column(events, EventHeader::recordedAt));
    }

    static Optional<RecordedEvent> first(Tx tx, int handler, String stream) {
        return tx.queryOne(FIRST, ParkedRows::event, handler, stream);
    }

    static void delete(Tx tx, int handler, RecordedEvent event) {
        tx.update("""
                delete from eventscope.parked_event
                where handler = ? and stream = ? and version = ? and event_id = ?""", handler, event.stream().name(),
                Intake.version(event), UUID.fromString(event.id()));
    }

    private static List<@Nullable Object> column(List<RecordedEvent> events,
            Function<EventHeader, @Nullable Object> field) {
        List<@Nullable Object> values = new ArrayList<>(events.size());
        events.forEach(event -> values.add(field.apply(event.header())));
        return values;
    }

    private static List<String> bytes(List<RecordedEvent> events, Function<RecordedEvent, Payload> part) {
        return events.stream().map(event -> "\\x" + HexFormat.of().formatHex(part.apply(event).bytes())).toList();
    }

    private static @Nullable UUID uuid(@Nullable String id) {
        return id == null ? null : UUID.fromString(id);
    }

    private static RecordedEvent event(Row row) {
        UUID cause = row.nullableUuid("causation_id");
        UUID correlation = row.nullableUuid("correlation_id");
        return new RecordedEvent(new EventHeader(row.uuid("event_id").toString(), new StreamId(row.string("stream")),
                row.string("category"), row.longValue("version"), OrderToken.of(row.longValue("position")),
                row.string("type"), row.nullableString("schema_version"),
                cause == null ? null : new Cause.ById(cause.toString()),
                correlation == null ? null : correlation.toString(), row.nullableInstant("occurred_at"),
                row.nullableInstant("recorded_at"), Set.of()), Payload.json(row.bytes("payload")),
                Payload.json(row.bytes("metadata")));
    }
}
