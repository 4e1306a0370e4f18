package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventReader;

/// What a row shows of an event beyond its header: a summary of the payload, who did it, its cause, how many effects.
///
/// Shape: `cause` is absent where it has none or where it is not in the store. `effects` counts up to 10.
record EventDetails(String summary, String actor, @Nullable EventHeader cause, int effects) {

    static final int MOST_EFFECTS = 10;
    private static final int MOST_CHARS = 200;
    private static final int MOST_PARTS = 4;
    private static final int LARGEST_PARSED = 1_000_000;
    /// What tells one event from another, in this order, where a payload has it.
    private static final List<String> TELLING = List.of("/step", "/attempt", "/error/class", "/path", "/title", "/name",
            "/message", "/reason", "/status", "/saga", "/commit", "/size");
    private static final List<String> ACTORS = List.of("/actor", "/author", "/user", "/username", "/userId");

    /// Threads: blocks; off the FX thread.
    static EventDetails read(EventReader reader, RecordedEvent event) {
        EventHeader cause = event.header().cause() == null ? null : reader.findCause(event.header()).orElse(null);
        int effects = reader.readEffects(event.header(), MOST_EFFECTS).size();
        return new EventDetails(summary(event.payload()), actor(event.metadata()), cause, effects);
    }

    /// A few telling values of a payload on one line: `git, attempt 3, RemoteNotFound`.
    static String summary(Payload payload) {
        if (payload.isEmpty()) {
            return "";
        }
        if (payload.size() > LARGEST_PARSED) {
            return "large payload";
        }
        return switch (payload.decode()) {
            case Payload.Tree(var node) -> summary(node);
            case Payload.Undecodable(var reason) -> "cannot be decoded: " + reason;
        };
    }

    static String actor(Payload metadata) {
        if (metadata.size() > LARGEST_PARSED || !(metadata.decode() instanceof Payload.Tree(var node))) {
            return "";
        }
        for (String pointer : ACTORS) {
            JsonNode value = node.at(pointer);
            if (value.isTextual() && !value.asText().isBlank()) {
                return shortened(value.asText().replaceFirst("\\s*<.*$", ""));
            }
        }
        return "";
    }

    private static String summary(JsonNode node) {
        List<String> parts = new ArrayList<>();
        for (String pointer : TELLING) {
            JsonNode value = node.at(pointer);
            if (value.isValueNode() && !value.isNull() && parts.size() < MOST_PARTS) {
                parts.add(value.isNumber() ? pointer.substring(1) + " " + value.asText() : value.asText());
            }
        }
        if (parts.isEmpty() && node.isObject()) {
            node.properties().stream().filter(field -> field.getValue().isValueNode()).limit(MOST_PARTS)
                    .forEach(field -> parts.add(field.getKey() + " " + field.getValue().asText()));
        }
        return shortened(String.join(", ", parts));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
    }
}
