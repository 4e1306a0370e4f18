package dev.eventscope.rules.yaml;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.eventscope.event.Json;

/// A piece of a YAML document that knows where it stands.
public sealed interface YamlNode {

    RulePlace place();

    record Scalar(RulePlace place, JsonNode value) implements YamlNode {}

    record Sequence(RulePlace place, List<YamlNode> items) implements YamlNode {}

    /// Shape: in the order of the file; no key twice.
    record Mapping(RulePlace place, Map<String, Entry> entries) implements YamlNode {}

    record Entry(RulePlace key, YamlNode value) {

        /// The key as a node of its own, where keys are free and are read themselves.
        public YamlNode keyNode(String name) {
            return new Scalar(key, TextNode.valueOf(name));
        }
    }

    /// As a sentence calls it.
    default String noun() {
        return switch (this) {
            case Scalar(_, var value) when value.isNull() -> "nothing";
            case Scalar(_, var value) -> "'" + value.asText() + "'";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }

    /// Text that is not empty; `owner` is what a sentence calls this node.
    ///
    /// Errors: [MalformedRules] where it is anything else.
    default String text(String owner) {
        if (this instanceof Scalar(_, var value) && value.isTextual() && !value.asText().isEmpty()) {
            return value.textValue();
        }
        throw new MalformedRules(place(), owner + " is a text, found " + noun());
    }

    /// The items of a list; `noun` says of what.
    ///
    /// Errors: [MalformedRules] where it is no list.
    default List<YamlNode> items(String key, String noun) {
        if (this instanceof Sequence(_, var items)) {
            return items;
        }
        throw new MalformedRules(place(), "'" + key + "' is a list of " + noun + ", found " + noun());
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
