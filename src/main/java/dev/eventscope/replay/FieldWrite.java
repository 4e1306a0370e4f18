package dev.eventscope.replay;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One event that set a field, or with `removal` took it away.
///
/// Units: times are UTC; either may be absent. `actor` is absent where the metadata names nobody.
public record FieldWrite(long version, String eventId, String type, @Nullable Instant occurredAt,
        @Nullable Instant recordedAt, @Nullable String actor, boolean removal) {}
