package dev.eventscope.store.log;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.StoreException;

/// An event cannot be recorded for what it is: not JSON, not UTF-8, or an id that another event has. Nothing was written.
public final class AppendRefused extends StoreException {

    private final @Nullable UUID eventId;

    public AppendRefused(@Nullable UUID eventId, String reason, @Nullable Throwable cause) {
        super((eventId == null ? "the append" : "event " + eventId) + " is refused: " + reason, cause);
        this.eventId = eventId;
    }

    public @Nullable UUID eventId() {
        return eventId;
    }
}
