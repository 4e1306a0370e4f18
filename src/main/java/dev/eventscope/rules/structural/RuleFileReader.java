package dev.eventscope.rules.structural;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.Closest;

/// Checks a YAML document against what a rule file may hold, and makes rules of it.
final class RuleFileReader {

    private static final int MAX_RULES = 2_000;

    private final String file;
    private int rules;

    RuleFileReader(String file) {
        this.file = file;
    }

    List<RuleSet> read(YamlNode root) {
        Fields fields = Fields.of(root, "a rule file", List.of("upcasters"), List.of());
        List<RuleSet> sets = new ArrayList<>();
        for (YamlNode item : fields.items("upcasters", "upcasters")) {
            sets.add(ruleSet(item));
        }
        if (sets.isEmpty()) {
            throw new MalformedRules(new RulePlace(file, 1, 1), "'upcasters' is empty: expected at least one");
        }
        return sets;
    }

    private RuleSet ruleSet(YamlNode node) {
        Fields fields = Fields.of(node, "an upcaster", List.of("type", "from", "to", "rules"), List.of());
        int from = fields.version("from");
        int to = fields.version("to");
        if (to <= from) {
            throw new MalformedRules(fields.place("to"),
                    "'to' must be greater than 'from', was " + to + " after " + from);
        }
        List<StructuralRule> read = new ArrayList<>();
        for (YamlNode item : fields.items("rules", "rules")) {
            if (++rules > MAX_RULES) {
                throw new MalformedRules(item.place(), "the file has more than " + MAX_RULES + " rules: split it");
            }
            read.add(rule(item));
        }
        return new RuleSet(node.place(), fields.text("type"), from, to, read);
    }

    private static StructuralRule rule(YamlNode node) {
        String expected = "expected one of " + String.join(", ", StructuralRule.WORDS);
        if (!(node instanceof YamlNode.Mapping(_, var entries)) || entries.size() != 1) {
            throw new MalformedRules(node.place(),
                    "a rule is one word with its fields, as in 'drop: {path: /charset}': "
                            + expected + ", found " + node.noun());
        }
        Map.Entry<String, YamlNode.Entry> only = entries.entrySet().iterator().next();
        RulePlace place = only.getValue().key();
        YamlNode body = only.getValue().value();
        return switch (only.getKey()) {
            case "rename" -> rename(place, body);
            case "add" -> add(place, body);
            case "drop" -> new StructuralRule.Drop(place,
                    Fields.of(body, "'drop'", List.of("path"), List.of()).pointer("path"));
            case "move" -> move(place, body);
            case "convert" -> convert(place, body);
            default -> throw new MalformedRules(place, "unknown rule '" + only.getKey() + "', " + expected);
        };
    }

    private static StructuralRule rename(RulePlace place, YamlNode body) {
        Fields fields = Fields.of(body, "'rename'", List.of("from", "to"), List.of());
        FieldPointer from = fields.pointer("from");
        FieldPointer to = fields.pointer("to");
        if (!from.parent().equals(to.parent())) {
            throw new MalformedRules(fields.place("to"),
                    "rename stays in its object: use move from " + from + " to " + to);
        }
        if (FieldPointer.isEach(from.last()) || FieldPointer.isEach(to.last()) || from.equals(to)) {
            throw new MalformedRules(fields.place("to"), "rename needs two different names, was " + from + " to " + to);
        }
        return new StructuralRule.Rename(place, from, to);
    }

    private static StructuralRule move(RulePlace place, YamlNode body) {
        Fields fields = Fields.of(body, "'move'", List.of("from", "to"), List.of());
        FieldPointer from = fields.pointer("from");
        FieldPointer to = fields.pointer("to");
        if (from.hasWildcard() || to.hasWildcard() || from.equals(to)) {
            throw new MalformedRules(fields.place("from"), "move takes one field to another, without '*', was " + from
                    + " to " + to);
        }
        return new StructuralRule.Move(place, from, to);
    }

    private static StructuralRule add(RulePlace place, YamlNode body) {
        Fields fields = Fields.of(body, "'add'", List.of("path", "default"), List.of());
        FieldPointer path = fields.pointer("path");
        if (FieldPointer.isEach(path.last())) {
            throw new MalformedRules(fields.place("path"), "add needs a name at the end of its path, was " + path);
        }
        JsonNode value = fields.node("default").toJson();
        return new StructuralRule.Add(place, path, value);
    }

    private static StructuralRule convert(RulePlace place, YamlNode body) {
        Fields fields = Fields.of(body, "'convert'", List.of("path", "to"), List.of("separator"));
        String word = fields.text("to");
        ValueKind kind = ValueKind.find(word).orElseThrow(() -> new MalformedRules(fields.place("to"),
                "unknown kind '" + word + "', expected one of " + String.join(", ", ValueKind.words())));
        if (fields.has("separator") && kind != ValueKind.LIST) {
            throw new MalformedRules(fields.place("separator"), "'separator' goes only with to: list");
        }
        String separator = fields.has("separator") ? fields.text("separator") : ",";
        return new StructuralRule.Convert(place, fields.pointer("path"), kind, separator);
    }

    /// The fields of one mapping, read by name; each reader refuses what it does not expect, with the place.
    private record Fields(String owner, YamlNode.Mapping mapping) {

        static Fields of(YamlNode node, String owner, List<String> needed, List<String> optional) {
            List<String> all = new ArrayList<>(needed);
            all.addAll(optional);
            if (!(node instanceof YamlNode.Mapping mapping)) {
                throw new MalformedRules(node.place(), owner + " has the fields " + String.join(", ", all) + ", found "
                        + node.noun());
            }
            mapping.entries().forEach((key, entry) -> {
                if (!all.contains(key)) {
                    throw new MalformedRules(entry.key(), "unknown field '" + key + "' in " + owner + ", expected "
                            + (all.size() == 1 ? "" : "one of ") + String.join(", ", all) + Closest.hint(key, all));
                }
            });
            for (String key : needed) {
                if (!mapping.entries().containsKey(key)) {
                    throw new MalformedRules(mapping.place(), owner + " lacks '" + key + "': it has the fields "
                            + String.join(", ", all));
                }
            }
            return new Fields(owner, mapping);
        }

        boolean has(String key) {
            return mapping.entries().containsKey(key);
        }

        YamlNode node(String key) {
            return entry(key).value();
        }

        RulePlace place(String key) {
            return node(key).place();
        }

        List<YamlNode> items(String key, String noun) {
            if (node(key) instanceof YamlNode.Sequence(_, var items)) {
                return items;
            }
            throw new MalformedRules(place(key), "'" + key + "' is a list of " + noun + ", found " + node(key).noun());
        }

        String text(String key) {
            if (node(key) instanceof YamlNode.Scalar(_, var value) && value.isTextual() && !value.asText().isEmpty()) {
                return value.textValue();
            }
            throw new MalformedRules(place(key), "'" + key + "' in " + owner + " is a text, found " + node(key).noun());
        }

        int version(String key) {
            if (node(key) instanceof YamlNode.Scalar(_, var value) && value.isInt() && value.intValue() >= 0) {
                return value.intValue();
            }
            throw new MalformedRules(place(key), "'" + key + "' is a schema version, a whole number such as 1, found "
                    + node(key).noun());
        }

        FieldPointer pointer(String key) {
            String text = text(key);
            try {
                return FieldPointer.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedRules(place(key), String.valueOf(e.getMessage()));
            }
        }

        private YamlNode.Entry entry(String key) {
            YamlNode.Entry entry = mapping.entries().get(key);
            if (entry == null) {
                throw new IllegalStateException("field " + key + " was not checked");
            }
            return entry;
        }
    }
}
