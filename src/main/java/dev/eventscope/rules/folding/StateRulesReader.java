package dev.eventscope.rules.folding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.Closest;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.YamlExpression;
import dev.eventscope.rules.yaml.YamlFields;
import dev.eventscope.rules.yaml.YamlNode;

/// Checks the reducers of a profile, and makes rules of them.
final class StateRulesReader {

    private static final int MAX_RULES = 500;

    private StateRulesReader() {}

    static List<StateRules> read(YamlNode list) {
        List<StateRules> all = new ArrayList<>();
        Set<String> categories = new HashSet<>();
        for (YamlNode item : list.items("reducers", "reducers")) {
            YamlFields fields = YamlFields.of(item, "a reducer", List.of("category", "events"), List.of());
            String category = fields.text("category");
            if (!categories.add(category)) {
                throw new MalformedRules(fields.place("category"), "category '" + category
                        + "' has a reducer already: put the events of both into one");
            }
            Map<String, List<StateRule>> events = new LinkedHashMap<>();
            fields.entries("events", "event types to rules").forEach((type, entry) -> {
                List<StateRule> rules = new ArrayList<>();
                entry.value().items(type, "rules").forEach(rule -> rules.add(rule(rule)));
                if (rules.size() > MAX_RULES) {
                    throw new MalformedRules(entry.key(), "'" + type + "' has more than " + MAX_RULES + " rules");
                }
                events.put(type, rules);
            });
            all.add(new StateRules(category, events));
        }
        return all;
    }

    private static StateRule rule(YamlNode node) {
        String expected = "expected one of " + String.join(", ", StateChange.WORDS);
        if (!(node instanceof YamlNode.Mapping(_, var entries)) || entries.size() != 1) {
            throw new MalformedRules(node.place(),
                    "a rule is one word with its fields, as in 'merge: {with: payload}': "
                            + expected + ", found " + node.noun());
        }
        String word = entries.keySet().iterator().next();
        YamlNode.Entry entry = entries.values().iterator().next();
        List<String> needed = switch (word) {
            case "merge", "replace" -> List.of("with");
            case "set" -> List.of("path", "to");
            case "copy" -> List.of("from", "to");
            case "append" -> List.of("path", "value");
            case "drop" -> List.of("path");
            default -> throw new MalformedRules(entry.key(), "unknown rule '" + word + "', " + expected
                    + Closest.hint(word, StateChange.WORDS));
        };
        YamlFields fields = YamlFields.of(entry.value(), "'" + word + "'", needed, List.of("when"));
        return new StateRule(entry.key(), when(fields), change(word, fields));
    }

    private static @Nullable Expression when(YamlFields fields) {
        return fields.has("when") ? expression(fields, "when") : null;
    }

    private static StateChange change(String word, YamlFields fields) {
        return switch (word) {
            case "merge" -> new StateChange.Merge(expression(fields, "with"));
            case "replace" -> new StateChange.Replace(expression(fields, "with"));
            case "set" -> new StateChange.Set(pointer(fields, "path"), expression(fields, "to"));
            case "copy" -> new StateChange.Copy(pointer(fields, "from"), pointer(fields, "to"));
            case "append" -> new StateChange.Append(pointer(fields, "path"), expression(fields, "value"));
            default -> new StateChange.Drop(pointer(fields, "path"));
        };
    }

    private static Expression expression(YamlFields fields, String key) {
        return YamlExpression.read(fields.node(key), Variable.PAYLOAD, Variable.STATE, Variable.EVENT);
    }

    private static FieldPointer pointer(YamlFields fields, String key) {
        FieldPointer pointer = FieldPointer.read(fields.node(key));
        if (pointer.hasWildcard()) {
            throw new MalformedRules(fields.place(key), "'" + key + "' is one field of the state, without '*'");
        }
        return pointer;
    }
}
