package dev.eventscope.rules.structural;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.RulePlace;
import dev.eventscope.rules.yaml.YamlExpression;
import dev.eventscope.rules.yaml.YamlFields;
import dev.eventscope.rules.yaml.YamlNode;

/// Checks a YAML document against what a rule file may hold, and makes rules of it.
final class RuleFileReader {

    private static final int MAX_RULES = 2_000;
    /// What else stands in a profile, which is a rule file too. It is read elsewhere.
    private static final List<String> PROFILE = List.of("layout", "environment", "labels", "pinned", "redact",
            "reducers", "predicates", "schemas");

    private final String file;
    private int rules;

    RuleFileReader(String file) {
        this.file = file;
    }

    List<RuleSet> read(YamlNode root) {
        YamlFields fields = YamlFields.of(root, "a rule file", List.of("upcasters"), PROFILE);
        List<RuleSet> sets = sets(fields.node("upcasters"));
        if (sets.isEmpty()) {
            throw new MalformedRules(new RulePlace(file, 1, 1), "'upcasters' is empty: expected at least one");
        }
        return sets;
    }

    List<RuleSet> sets(YamlNode list) {
        List<RuleSet> sets = new ArrayList<>();
        for (YamlNode item : list.items("upcasters", "upcasters")) {
            sets.add(ruleSet(item));
        }
        return sets;
    }

    private RuleSet ruleSet(YamlNode node) {
        YamlFields fields = YamlFields.of(node, "an upcaster", List.of("type", "from", "to", "rules"), List.of());
        int from = version(fields, "from");
        int to = version(fields, "to");
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
                    pointer(YamlFields.of(body, "'drop'", List.of("path"), List.of()), "path"));
            case "move" -> move(place, body);
            case "convert" -> convert(place, body);
            case "set" -> set(place, body);
            default -> throw new MalformedRules(place, "unknown rule '" + only.getKey() + "', " + expected);
        };
    }

    private static StructuralRule rename(RulePlace place, YamlNode body) {
        YamlFields fields = YamlFields.of(body, "'rename'", List.of("from", "to"), List.of());
        FieldPointer from = pointer(fields, "from");
        FieldPointer to = pointer(fields, "to");
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
        YamlFields fields = YamlFields.of(body, "'move'", List.of("from", "to"), List.of());
        FieldPointer from = pointer(fields, "from");
        FieldPointer to = pointer(fields, "to");
        if (from.hasWildcard() || to.hasWildcard() || from.equals(to)) {
            throw new MalformedRules(fields.place("from"), "move takes one field to another, without '*', was " + from
                    + " to " + to);
        }
        return new StructuralRule.Move(place, from, to);
    }

    private static StructuralRule add(RulePlace place, YamlNode body) {
        YamlFields fields = YamlFields.of(body, "'add'", List.of("path", "default"), List.of());
        FieldPointer path = pointer(fields, "path");
        if (FieldPointer.isEach(path.last())) {
            throw new MalformedRules(fields.place("path"), "add needs a name at the end of its path, was " + path);
        }
        JsonNode value = fields.node("default").toJson();
        return new StructuralRule.Add(place, path, value);
    }

    private static StructuralRule convert(RulePlace place, YamlNode body) {
        YamlFields fields = YamlFields.of(body, "'convert'", List.of("path", "to"), List.of("separator"));
        String word = fields.text("to");
        ValueKind kind = ValueKind.find(word).orElseThrow(() -> new MalformedRules(fields.place("to"),
                "unknown kind '" + word + "', expected one of " + String.join(", ", ValueKind.words())));
        if (fields.has("separator") && kind != ValueKind.LIST) {
            throw new MalformedRules(fields.place("separator"), "'separator' goes only with to: list");
        }
        String separator = fields.has("separator") ? fields.text("separator") : ",";
        return new StructuralRule.Convert(place, pointer(fields, "path"), kind, separator);
    }

    private static StructuralRule set(RulePlace place, YamlNode body) {
        YamlFields fields = YamlFields.of(body, "'set'", List.of("path", "to"), List.of("when"));
        FieldPointer path = pointer(fields, "path");
        if (path.hasWildcard()) {
            throw new MalformedRules(fields.place("path"), "set takes one field, without '*', was " + path);
        }
        return new StructuralRule.Set(place, path, YamlExpression.read(fields.node("to"), Variable.PAYLOAD),
                fields.has("when") ? YamlExpression.read(fields.node("when"), Variable.PAYLOAD) : null);
    }

    private static int version(YamlFields fields, String key) {
        return fields.whole(key, "a schema version, a whole number such as 1");
    }

    private static FieldPointer pointer(YamlFields fields, String key) {
        return FieldPointer.read(fields.node(key));
    }
}
