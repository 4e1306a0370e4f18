package dev.eventscope.rules;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/// Who did it, by the metadata of an event.
public final class Actor {

    /// The metadata keys in which stores of different products keep it, in the order in which they are tried.
    private static final List<String> KEYS = List.of("actor", "author", "user", "userId", "user_id", "userName",
            "principal");

    private Actor() {}

    /// Shape: text as it stands; an object as JSON; empty where no known key holds either.
    public static Optional<String> of(JsonNode metadata) {
        for (String key : KEYS) {
            JsonNode found = metadata.path(key);
            if (found.isValueNode() && !found.isNull()) {
                return Optional.of(found.asText());
            }
            if (found.isObject()) {
                return Optional.of(found.toString());
            }
        }
        return Optional.empty();
    }
}
