package dev.eventscope.portfolio.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// Trees as the events of a store tell them.
final class ImportedTrees {

    private ImportedTrees() {}

    /// Mode and object by path, in the form of [GitProgram#tree], after the last event of a commit.
    static Map<String, String> tree(EventReader reader, String commit) {
        Map<String, String> tree = new TreeMap<>();
        reader.scanEvents(EventScope.category("content"), EventRange.upTo(lastPosition(reader, commit)),
                event -> apply(tree, event));
        return tree;
    }

    static OrderToken lastPosition(EventReader reader, String commit) {
        OrderToken[] last = new OrderToken[1];
        String correlation = CommitEvents.correlation(commit).toString();
        reader.scanHeaders(EventScope.correlation(correlation), EventRange.EVERYTHING, header -> last[0] = header
                .order());
        return last[0];
    }

    static JsonNode json(Payload payload) {
        return ((Payload.Tree) payload.decode()).node();
    }

    /// The bytes of a payload's or a state's path, in ISO 8859-1.
    static String path(JsonNode content) {
        byte[] path = content.has("path_bytes")
                ? Base64.getDecoder().decode(content.get("path_bytes").textValue())
                : content.get("path").textValue().getBytes(StandardCharsets.UTF_8);
        return new String(path, StandardCharsets.ISO_8859_1);
    }

    static String entry(JsonNode content) {
        return content.get("mode").textValue() + " " + content.get("blob").textValue();
    }

    private static void apply(Map<String, String> tree, RecordedEvent event) {
        JsonNode payload = json(event.payload());
        String key = path(payload);
        String value = entry(payload);
        switch (event.type()) {
            case "ContentAdded" -> {
                if (tree.put(key, value) != null) {
                    throw new AssertionError(key + " added twice");
                }
            }
            case "ContentUpdated" -> {
                if (tree.put(key, value) == null) {
                    throw new AssertionError(key + " updated, but was never added");
                }
            }
            case "ContentDeleted" -> {
                if (tree.remove(key) == null) {
                    throw new AssertionError(key + " deleted, but was never added");
                }
            }
            default -> throw new AssertionError(event.type());
        }
    }
}
