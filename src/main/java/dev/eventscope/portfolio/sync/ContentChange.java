package dev.eventscope.portfolio.sync;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// What one content event says of its file.
///
/// Shape: `path` is the key, as the event has it; `rawPath` is the path as Git has it. `text` is empty where the event
///        carries none. `mode` is Git's, in octal.
/// Units: `position` is the event's, by which the newer of two is told; `version` counts from 1 in the stream.
public record ContentChange(
        StreamId stream,
        long version,
        long position,
        String path,
        byte[] rawPath,
        String blob,
        String mode,
        String title,
        String text,
        boolean deleted) {

    private static final String DELETED = "ContentDeleted";

    /// Errors: `IllegalArgumentException` where the payload is not that of a content event.
    static ContentChange of(RecordedEvent event) {
        if (!(event.payload().decode() instanceof Payload.Tree(JsonNode content)) || !content.has("path")) {
            throw new IllegalArgumentException("event " + event.id() + " of " + event.stream() + " carries no path");
        }
        Long version = event.header().version();
        return new ContentChange(event.stream(), version == null ? 0 : version, event.header().order().position(),
                content.path("path").asText(), rawPath(content), content.path("blob").asText(),
                content.path("mode").asText(), content.path("title").asText(), content.path("text").asText(),
                event.type().equals(DELETED));
    }

    public TopFolder folder() {
        return TopFolder.of(rawPath);
    }

    private static byte[] rawPath(JsonNode content) {
        return content.has("path_bytes")
                ? Base64.getDecoder().decode(content.path("path_bytes").asText())
                : content.path("path").asText().getBytes(StandardCharsets.UTF_8);
    }
}
