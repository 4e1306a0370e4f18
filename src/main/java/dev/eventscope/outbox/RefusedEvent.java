package dev.eventscope.outbox;

import java.util.Objects;

import dev.eventscope.event.RecordedEvent;

/// The head of a key that Kafka, or the wire format, does not take, and why. No other key is concerned.
record RefusedEvent(RecordedEvent event, String errorClass, String message) {

    static RefusedEvent of(RecordedEvent event, Exception cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getName());
        return new RefusedEvent(event, cause.getClass().getSimpleName(), message.replace('\0', ' '));
    }

    String key() {
        return event.stream().name();
    }

    long version() {
        return Objects.requireNonNull(event.header().version());
    }
}
