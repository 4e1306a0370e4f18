package dev.eventscope.event;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Everything of a recorded event but its payload and metadata: what a list and a timeline need.
///
/// Shape: `id` is text, made from stream and version where the store has none. `version` counts from the store's own
///        base (native: 1) and is absent in stores without one. `category` is empty where the store has none.
/// Units: times are UTC, microseconds in a native store. `occurredAt` is the writer's clock, `recordedAt` the server's;
///        either may be absent. Order never comes from clocks.
public record EventHeader(
        String id,
        StreamId stream,
        String category,
        @Nullable Long version,
        OrderToken order,
        String type,
        @Nullable String schemaVersion,
        @Nullable Cause cause,
        @Nullable String correlationId,
        @Nullable Instant occurredAt,
        @Nullable Instant recordedAt,
        Set<EventFlag> flags) {

    public EventHeader {
        flags = Set.copyOf(flags);
    }

    /// The schema version as a number, absent where the store has none or writes something else.
    public OptionalInt schemaNumber() {
        if (schemaVersion == null || !schemaVersion.matches("\\d{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(schemaVersion));
    }

    /// The id of the cause where the store points at it by event id.
    public @Nullable String causeId() {
        return cause instanceof Cause.ById(var id) ? id : null;
    }

    /// The time by the clock asked for, else by the other one; absent only where the store has neither.
    public @Nullable Instant time(EventClock clock) {
        Instant first = clock == EventClock.OCCURRED ? occurredAt : recordedAt;
        return first != null ? first : clock == EventClock.OCCURRED ? recordedAt : occurredAt;
    }
}
