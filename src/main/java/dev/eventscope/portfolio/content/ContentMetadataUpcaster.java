package dev.eventscope.portfolio.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;
import dev.eventscope.upcast.Upcaster;

/// From schema version 1 to 2: content says its front matter in `metadata`. It is read from the text where the event carries
/// it; else nothing is known, and it is empty.
public abstract class ContentMetadataUpcaster implements Upcaster {

    private final String type;

    ContentMetadataUpcaster(String type) {
        this.type = type;
    }

    /// For `ContentAdded`.
    public static final class Added extends ContentMetadataUpcaster {
        public Added() {
            super(ContentEvents.ADDED);
        }
    }

    /// For `ContentUpdated`.
    public static final class Updated extends ContentMetadataUpcaster {
        public Updated() {
            super(ContentEvents.UPDATED);
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public int to() {
        return 2;
    }

    @Override
    public JsonNode upcast(JsonNode payload) {
        if (!(payload instanceof ObjectNode content)) {
            throw new IllegalArgumentException("the payload is no object");
        }
        if (!content.path("metadata").isObject()) {
            content.set("metadata", content.path("text").isTextual()
                    ? FrontMatter.of(content.path("path").asText(), content.path("text").textValue())
                    : Json.object());
        }
        return content;
    }

    @Override
    public String label() {
        return "ContentMetadataUpcaster";
    }
}
