package dev.eventscope.event;

/// What an event says caused it. Stores point at causes in different ways; a native store points by event id.
public sealed interface Cause {

    record ById(String eventId) implements Cause {}

    record ByStreamVersion(StreamId stream, long version) implements Cause {}

    /// A message that may be a command or may not be in this store at all.
    record ByMessage(String messageId) implements Cause {}

    record ByTrace(String traceId, String spanId) implements Cause {}

    /// As a person reads it: the id, `stream@version`, the message id or the span.
    default String label() {
        return switch (this) {
            case ById(var id) -> id;
            case ByStreamVersion(var stream, var version) -> stream + "@" + version;
            case ByMessage(var id) -> id;
            case ByTrace(var trace, var span) -> trace + "/" + span;
        };
    }
}
