package dev.eventscope.portfolio.content;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.Upcasts;

/// Reads payloads of content events, upcast to what the code of today understands.
final class ContentPayloads {

    private ContentPayloads() {}

    /// Errors: [ContentUnreadable] with the event's id and the reason.
    static JsonNode read(Upcasts upcasts, RecordedEvent event) {
        Payload.Decoded payload = switch (upcasts.upcast(event)) {
            case UpcastOutcome.Unchanged _ -> event.payload().decode();
            case UpcastOutcome.Upcast upcast -> new Payload.Tree(upcast.result());
            case UpcastOutcome.Failed failed -> new Payload.Undecodable(failed.failure().why());
        };
        return switch (payload) {
            case Payload.Tree(var node) -> node;
            case Payload.Undecodable(var why) -> throw new ContentUnreadable(event, why);
        };
    }
}
