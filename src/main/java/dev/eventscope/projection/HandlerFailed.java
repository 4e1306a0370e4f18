package dev.eventscope.projection;

import java.util.Objects;

import dev.eventscope.event.RecordedEvent;

/// The handler failed on an event: not for want of a connection, so trying the same again at once is no use.
final class HandlerFailed extends RuntimeException {

    private final transient RecordedEvent event;

    HandlerFailed(RecordedEvent event, Throwable cause) {
        super(cause);
        this.event = event;
    }

    RecordedEvent event() {
        return event;
    }

    HandlingError error() {
        return HandlingError.of(Objects.requireNonNull(getCause()));
    }
}
