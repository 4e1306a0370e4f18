package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;

/// The events of one transition of a saga, collected and then appended to its stream at once.
final class SagaEvents {

    private final StreamId stream;
    private final @Nullable UUID correlationId;
    private final List<NewEvent> events = new ArrayList<>();

    SagaEvents(String sagaId, @Nullable UUID correlationId) {
        this.stream = new StreamId(sagaId);
        this.correlationId = correlationId;
    }

    /// Answers the id of the new event, to be the cause of the next.
    UUID add(String type, @Nullable UUID cause, ObjectNode payload) {
        NewEvent event = NewEvent.of(type, Payload.json(Json.write(payload))).causedBy(cause, correlationId);
        events.add(event);
        return event.id();
    }

    void appendFirst(Tx tx) {
        append(tx, ExpectedVersion.noStream());
    }

    /// Answers the version of the stream after it.
    long append(Tx tx) {
        // Not an expected version: the row of the saga is locked, and a foreign note in its stream must not stop it.
        return append(tx, ExpectedVersion.any());
    }

    private long append(Tx tx, ExpectedVersion expected) {
        return EventAppender.append(tx, AppendRequest.of(stream, expected, events.toArray(NewEvent[]::new))).version();
    }
}
