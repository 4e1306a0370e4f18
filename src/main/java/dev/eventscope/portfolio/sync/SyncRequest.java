package dev.eventscope.portfolio.sync;

import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// What one sync saga is to bring over: all content events of a commit, or the newest of one content stream.
///
/// Shape: it is the saga's input, so it goes to JSON and back.
/// Units: `position` is that of the `SyncRequested`.
public sealed interface SyncRequest {

    String COMMIT_CATEGORY = "commit";
    String CONTENT_CATEGORY = "content";

    /// Digits of an id that make the saga's name.
    int ID_DIGITS = 10;

    record OfCommit(String commit, UUID correlationId, long position) implements SyncRequest {}

    record OfFile(StreamId stream, UUID requestId, long position) implements SyncRequest {}

    long position();

    /// Reads a `SyncRequested`.
    ///
    /// Errors: `IllegalArgumentException` where the event is in a stream that asks for nothing we know.
    static SyncRequest of(RecordedEvent event) {
        StreamId stream = event.stream();
        long position = event.header().order().position();
        String correlation = event.header().correlationId();
        return switch (stream.conventionalCategory()) {
            case COMMIT_CATEGORY -> new OfCommit(stream.name().substring(COMMIT_CATEGORY.length() + 1),
                    UUID.fromString(correlation == null ? event.id() : correlation), position);
            case CONTENT_CATEGORY -> new OfFile(stream, UUID.fromString(event.id()), position);
            default -> throw new IllegalArgumentException("no sync is known for stream " + stream);
        };
    }

    static SyncRequest of(JsonNode data) {
        long position = data.path("position").asLong();
        return data.has("commit")
                ? new OfCommit(data.path("commit").asText(), UUID.fromString(data.path("correlation").asText()),
                        position)
                : new OfFile(new StreamId(data.path("stream").asText()),
                        UUID.fromString(data.path("request").asText()), position);
    }

    /// The id of the saga, and so the name of its stream: `sync-9c41f7e012`.
    default String sagaId() {
        return "sync-" + digits().substring(0, ID_DIGITS);
    }

    /// A name for what is pushed: the commit's id, or the request's.
    default String digits() {
        return switch (this) {
            case OfCommit(var commit, _, _) -> commit;
            case OfFile(_, var request, _) -> request.toString().replace("-", "");
        };
    }

    default ObjectNode toJson() {
        return switch (this) {
            case OfCommit(var commit, var correlation, var position) -> Json.object().put("commit", commit)
                    .put("correlation", correlation.toString()).put("position", position);
            case OfFile(var stream, var request, var position) -> Json.object().put("stream", stream.name())
                    .put("request", request.toString()).put("position", position);
        };
    }
}
