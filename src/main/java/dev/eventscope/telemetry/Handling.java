package dev.eventscope.telemetry;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;

/// One event in the hands of somebody who works on it.
///
/// Shape: `handler` names who: a projection, the outbox, `sync/git` for a step of a saga. `traceparent` is the context that
///        the event carries; null where it carries none, and a trace begins here.
public record Handling(
        Operation operation,
        String handler,
        String eventType,
        @Nullable String eventId,
        @Nullable String traceparent) {

    public static Handling of(Operation operation, String handler, RecordedEvent event) {
        return new Handling(operation, handler, event.type(), event.id(), TraceParent.of(event.metadata()));
    }
}
