package dev.eventscope.telemetry;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A span as the store has it.
///
/// Shape: without a parent it is the first of its trace. `errorClass` is null where it went well.
public record SpanRecord(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        Operation operation,
        String name,
        @Nullable String eventType,
        @Nullable String eventId,
        Instant startedAt,
        Duration duration,
        @Nullable String errorClass) {}
