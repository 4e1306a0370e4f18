package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.store.EventLinks;

/// What a row shows of an event beyond its header: a summary of the payload, pinned fields, who did it, its cause, how many
/// effects.
///
/// Shape: `cause` is absent where it has none or where it is not in the store. `effects` counts up to 10. `paths` are the
///        fields of the payload that could be pinned.
record EventDetails(String summary, Map<FieldPointer, String> pinned, Set<FieldPointer> paths, String actor,
        @Nullable EventHeader cause, int effects) {

    static final int MOST_EFFECTS = 10;
    private static final int MOST_CHARS = 200;
    private static final int MOST_PARTS = 4;
    private static final int MOST_PATHS = 40;
    private static final int LARGEST_PARSED = 1_000_000;
    /// What tells one event from another, in this order, where a payload has it.
    private static final List<String> TELLING = List.of("/step", "/attempt", "/error/class", "/path", "/title", "/name",
            "/message", "/reason", "/status", "/saga", "/commit", "/size");
    private static final List<String> ACTORS = List.of("/actor", "/author", "/user", "/username", "/userId");

    static EventDetails of(RecordedEvent event, EventLinks links, List<FieldPointer> pins) {
        JsonNode tree = tree(event.payload());
        Map<FieldPointer, String> pinned = new LinkedHashMap<>();
        pins.forEach(pin -> pinned.put(pin, valueAt(tree, pin.segments())));
        return new EventDetails(summary(event.payload()), pinned, paths(tree), actor(event.metadata()), links.cause(),
                links.effects());
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

    private static JsonNode tree(Payload payload) {
        return !payload.isEmpty() && payload.size() <= LARGEST_PARSED
                && payload.decode() instanceof Payload.Tree(var node) ? node : MissingNode.getInstance();
    }

    /// The value of a field; of every element, in a row, where the path says so; empty where it is not there.
    private static String valueAt(JsonNode node, List<String> segments) {
        if (segments.isEmpty()) {
            return node.isMissingNode() ? "" : shortened(node.isTextual() ? node.textValue() : node.toString());
        }
        String segment = segments.getFirst();
        List<String> rest = segments.subList(1, segments.size());
        if (!FieldPointer.isEach(segment)) {
            return valueAt(node.isArray() && segment.matches("\\d{1,6}")
                    ? node.path(Integer.parseInt(segment))
                    : node.path(segment), rest);
        }
        List<String> values = new ArrayList<>();
        for (JsonNode element : node) {
            String value = values.size() < MOST_PARTS ? valueAt(element, rest) : "";
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return shortened(String.join(", ", values));
    }

    /// Fields of the payload, and those of objects in it.
    private static Set<FieldPointer> paths(JsonNode tree) {
        Set<FieldPointer> paths = new LinkedHashSet<>();
        tree.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue().properties()
                        .forEach(inner -> paths.add(new FieldPointer(List.of(field.getKey(), inner.getKey()))));
            } else if (paths.size() < MOST_PATHS) {
                paths.add(new FieldPointer(List.of(field.getKey())));
            }
        });
        return paths;
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
