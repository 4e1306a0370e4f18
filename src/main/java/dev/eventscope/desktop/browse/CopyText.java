package dev.eventscope.desktop.browse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// Rows as text for the clipboard: JSON with the names of the terminal, and the SQL that gives them.
final class CopyText {

    private static final int MOST_IN_SQL = 1_000;

    private CopyText() {}

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    static String json(StreamSummary stream) {
        ObjectNode json = Json.object().put("stream", stream.stream().name()).put("category", stream.category())
                .put("version", stream.version());
        return Json.write(json.put("first_at", text(stream.firstAt())).put("last_at", text(stream.lastAt()))
                .put("last_type", stream.lastType()));
    }

    /// Payload and metadata as stored, between the fields of the header.
    static String json(RecordedEvent event) {
        EventHeader header = event.header();
        StringBuilder json = new StringBuilder("{");
        field(json, "id", header.id());
        field(json, "stream", header.stream().name());
        json.append("\"version\":").append(header.version()).append(',');
        field(json, "position", header.order().toString());
        field(json, "type", header.type());
        field(json, "schema_version", header.schemaVersion());
        field(json, "occurred_at", header.occurredAt());
        field(json, "recorded_at", header.recordedAt());
        field(json, "causation_id", header.causeId());
        field(json, "correlation_id", header.correlationId());
        json.append("\"payload\":").append(asStored(event.payload())).append(',');
        return json.append("\"metadata\":").append(asStored(event.metadata())).append('}').toString();
    }

    /// The events of a stream, the newest first.
    static Optional<String> sql(EventReader reader, StreamSummary stream) {
        return reader.sqlOf(EventQuery.backward(EventScope.stream(stream.stream()), MOST_IN_SQL));
    }

    static Optional<String> sql(EventReader reader, EventHeader event) {
        Long version = event.version();
        EventQuery query = EventQuery.forward(EventScope.stream(event.stream()), 1);
        return version == null ? Optional.empty() : reader.sqlOf(query.in(EventRange.versions(version, version)));
    }

    private static void field(StringBuilder json, String name, @Nullable Object value) {
        json.append('"').append(name).append("\":")
                .append(value == null ? "null" : Json.write(Json.mapper().valueToTree(value.toString()))).append(',');
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String asStored(Payload payload) {
        return switch (payload.decode()) {
            case Payload.Tree _ -> new String(payload.bytes(), StandardCharsets.UTF_8);
            case Payload.Undecodable _ -> "null";
        };
    }
}
