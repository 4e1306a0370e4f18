package dev.eventscope.rules.yaml;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import dev.eventscope.event.Json;

/// Reads one YAML document into located nodes. No aliases, tags or second documents: what a rule file needs, no more.
final class YamlReader {

    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 100_000;

    private final String file;
    private final YAMLParser in;
    private int nodes;

    private YamlReader(String file, YAMLParser in) {
        this.file = file;
        this.in = in;
    }

    /// Errors: [MalformedRules] where the text is no YAML, or YAML of a kind that is not read.
    static YamlNode read(String file, String text, String expected) {
        try (YAMLParser in = FACTORY.createParser(text)) {
            YamlReader reader = new YamlReader(file, in);
            if (in.nextToken() == null) {
                throw new MalformedRules(new RulePlace(file, 1, 1), "the file is empty: expected " + expected);
            }
            YamlNode root = reader.node(0);
            if (in.nextToken() != null) {
                throw new MalformedRules(reader.place(), "a second document begins here: only one is read");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new MalformedRules(placeOf(file, e.getLocation()), "not YAML: " + problemOf(e));
        } catch (IOException e) {
            throw new MalformedRules(new RulePlace(file, 1, 1), "cannot be read: " + e.getMessage());
        }
    }

    private YamlNode node(int depth) throws IOException {
        RulePlace place = place();
        if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
            throw new MalformedRules(place, depth > MAX_DEPTH
                    ? "more than " + MAX_DEPTH + " levels stand within each other"
                    : "the file has more than " + MAX_NODES + " values");
        }
        if (in.isCurrentAlias()) {
            throw new MalformedRules(place, "aliases (*name) are not read: write the value out");
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> mapping(place, depth);
            case START_ARRAY -> sequence(place, depth);
            default -> new YamlNode.Scalar(place, scalar(place));
        };
    }

    private YamlNode mapping(RulePlace place, int depth) throws IOException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            RulePlace key = place();
            String name = in.currentName();
            in.nextToken();
            if (entries.put(name, new YamlNode.Entry(key, node(depth + 1))) != null) {
                throw new MalformedRules(key, "'" + name + "' stands here twice");
            }
        }
        return new YamlNode.Mapping(place, entries);
    }

    private YamlNode sequence(RulePlace place, int depth) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new YamlNode.Sequence(place, items);
    }

    private JsonNode scalar(RulePlace place) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> TextNode.valueOf(in.getText());
            case VALUE_NUMBER_INT -> Json.read(in.getBigIntegerValue().toString());
            case VALUE_NUMBER_FLOAT -> Json.read(decimal(place, in.getText()));
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            default -> throw new MalformedRules(place, "a value of this kind is not read: write text, a number, "
                    + "true, false, null, a list or a mapping");
        };
    }

    private static String decimal(RulePlace place, String text) {
        try {
            return new BigDecimal(text.replace("_", "")).toString();
        } catch (NumberFormatException e) {
            throw new MalformedRules(place, "'" + text + "' is no number that JSON can hold");
        }
    }

    private RulePlace place() {
        return placeOf(file, in.currentTokenLocation());
    }

    private static RulePlace placeOf(String file, JsonLocation location) {
        return location == null
                ? new RulePlace(file, 1, 1)
                : new RulePlace(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /// The parser says it over many lines: what it was doing, what is wrong, and a piece of the text.
    private static String problemOf(JsonProcessingException e) {
        List<String> lines = e.getOriginalMessage().lines().map(String::strip)
                .filter(line -> !line.startsWith("in ") && !line.startsWith("^") && !line.startsWith("at ["))
                .toList();
        return lines.stream().filter(line -> line.startsWith("expected") || line.startsWith("found")
                || line.startsWith("could not")).findFirst()
                .orElse(lines.isEmpty() ? "cannot be parsed" : lines.getFirst())
                .replaceFirst(", but (?:got|found) <(?:stream|document) end>", ", but the file ends")
                .replaceFirst("<(?:stream|document) end>", "the end of the file");
    }
}
