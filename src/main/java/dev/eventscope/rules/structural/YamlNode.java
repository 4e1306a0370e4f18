package dev.eventscope.rules.structural;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// A piece of a YAML document that knows where it stands.
sealed interface YamlNode {

    RulePlace place();

    record Scalar(RulePlace place, JsonNode value) implements YamlNode {}

    record Sequence(RulePlace place, List<YamlNode> items) implements YamlNode {}

    /// Shape: in the order of the file; no key twice.
    record Mapping(RulePlace place, Map<String, Entry> entries) implements YamlNode {}

    record Entry(RulePlace key, YamlNode value) {}

    /// As a sentence calls it.
    default String noun() {
        return switch (this) {
            case Scalar(_, var value) when value.isNull() -> "nothing";
            case Scalar(_, var value) -> "'" + value.asText() + "'";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }

    default JsonNode toJson() {
        return switch (this) {
            case Scalar(_, var value) -> value;
            case Sequence(_, var items) -> {
                ArrayNode list = Json.mapper().createArrayNode();
                items.forEach(item -> list.add(item.toJson()));
                yield list;
            }
            case Mapping(_, var entries) -> {
                ObjectNode object = Json.object();
                entries.forEach((key, entry) -> object.set(key, entry.value().toJson()));
                yield object;
            }
        };
    }
}
