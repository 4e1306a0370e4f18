package dev.eventscope.event;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// An event that is to be appended to a native store.
///
/// Shape: payload and metadata are JSON text; the store gives the same bytes back, or refuses them by name.
/// Units: `occurredAt` in UTC, kept to the microsecond; absent means the server's clock at the append.
public record NewEvent(
        UUID id,
        String type,
        int schemaVersion,
        Payload payload,
        Payload metadata,
        @Nullable UUID causationId,
        @Nullable UUID correlationId,
        @Nullable Instant occurredAt) {

    private static final Payload EMPTY_OBJECT = Payload.json("{}");

    public NewEvent {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("event type must not be empty");
        }
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaVersion must be 1 or more, was " + schemaVersion);
        }
    }

    /// An event of schema version 1 with a random id, no metadata and no cause.
    public static NewEvent of(String type, Payload payload) {
        return new NewEvent(UUID.randomUUID(), type, 1, payload, EMPTY_OBJECT, null, null, null);
    }

    public NewEvent withId(UUID newId) {
        return new NewEvent(newId, type, schemaVersion, payload, metadata, causationId, correlationId, occurredAt);
    }

    public NewEvent withSchemaVersion(int version) {
        return new NewEvent(id, type, version, payload, metadata, causationId, correlationId, occurredAt);
    }

    public NewEvent withMetadata(Payload json) {
        return new NewEvent(id, type, schemaVersion, payload, json, causationId, correlationId, occurredAt);
    }

    public NewEvent causedBy(@Nullable UUID cause, @Nullable UUID correlation) {
        return new NewEvent(id, type, schemaVersion, payload, metadata, cause, correlation, occurredAt);
    }

    public NewEvent occurredAt(Instant instant) {
        return new NewEvent(id, type, schemaVersion, payload, metadata, causationId, correlationId, instant);
    }
}
