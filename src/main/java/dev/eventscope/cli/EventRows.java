package dev.eventscope.cli;

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.upcast.Upcasts;

/// Events as rows.
final class EventRows {

    private EventRows() {}

    /// Payloads are as stored; `mark` says where the upcasters in force cannot read one.
    static Row of(RecordedEvent event, Upcasts upcasts) {
        EventHeader header = event.header();
        return Row.of("id", header.id()).with("stream", header.stream().name()).with("version", header.version())
                .with("position", position(header.order())).with("type", header.type())
                .with("schema_version", schemaVersion(header)).with("occurred_at", header.occurredAt())
                .with("recorded_at", header.recordedAt())
                .with("causation_id", header.cause() == null ? null : cause(header))
                .with("correlation_id", header.correlationId()).with("payload", event.payload())
                .with("metadata", event.metadata()).withPresent("mark", upcasts.upcast(event).mark());
    }

    static String cause(EventHeader header) {
        String id = header.causeId();
        return id == null ? String.valueOf(header.cause()) : id;
    }

    /// A number where the store has one global position, else the token as text.
    private static Object position(OrderToken order) {
        return order.parts().size() == 1 && order.parts().getFirst() instanceof OrderToken.Num(long value)
                ? (Object) value
                : order.toString();
    }

    private static @Nullable Object schemaVersion(EventHeader header) {
        OptionalInt number = header.schemaNumber();
        return number.isPresent() ? (Object) number.getAsInt() : header.schemaVersion();
    }
}
