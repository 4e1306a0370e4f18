package dev.eventscope.rules.structural;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.expression.ExpressionFailed;
import dev.eventscope.rules.structural.StructuralRule.Add;
import dev.eventscope.rules.structural.StructuralRule.Convert;
import dev.eventscope.rules.structural.StructuralRule.Drop;
import dev.eventscope.rules.structural.StructuralRule.Move;
import dev.eventscope.rules.structural.StructuralRule.Rename;
import dev.eventscope.rules.yaml.RulePlace;

/// One run of rules over one payload: a working copy, and what has been done to it.
final class RuleApplication {

    private final JsonNode root;
    private final List<RuleEffect> effects = new ArrayList<>();

    RuleApplication(JsonNode payload) {
        root = payload.deepCopy();
    }

    RuleResult apply(List<StructuralRule> rules) {
        for (StructuralRule rule : rules) {
            RuleFailure failure = apply(rule);
            if (failure != null) {
                String origin = RuleEffect.origin(FieldPointer.to(failure.path()), effects).toString();
                return new RuleResult.Refused(
                        new RuleFailure(failure.line(), origin, failure.why(), failure.value()));
            }
        }
        return new RuleResult.Applied(root, effects);
    }

    private @Nullable RuleFailure apply(StructuralRule rule) {
        return switch (rule) {
            case Rename rename -> each(rename.from(), (owner, at) -> rename(rename, owner, at));
            case Drop drop -> each(drop.path(), (owner, at) -> drop(drop, owner, at));
            case Convert convert -> each(convert.path(), (owner, at) -> convert(convert, owner, at));
            case StructuralRule.Set set -> set(set);
            case Move move -> each(move.from(), (owner, at) -> move(move, owner, at));
            case Add add -> add.path().hasWildcard() ? addEverywhere(add) : put(add, add.path(), add.value());
        };
    }

    /// What a rule does to a field that is there; null where it went well.
    private interface FieldChange {
        @Nullable
        RuleFailure apply(ObjectNode owner, FieldPointer at);
    }

    /// Runs a change on every field that the pointer leads to.
    private @Nullable RuleFailure each(FieldPointer pointer, FieldChange change) {
        if (!pointer.hasWildcard()) {
            JsonNode owner = owner(pointer);
            return owner instanceof ObjectNode object && object.has(pointer.last())
                    ? change.apply(object, pointer)
                    : null;
        }
        for (Map.Entry<List<String>, ObjectNode> owner : owners(pointer)) {
            List<String> names = FieldPointer.isEach(pointer.last())
                    ? List.copyOf(names(owner.getValue()))
                    : List.of(pointer.last());
            for (String name : names) {
                List<String> path = new ArrayList<>(owner.getKey());
                path.add(name);
                RuleFailure failure = owner.getValue().has(name)
                        ? change.apply(owner.getValue(), new FieldPointer(path))
                        : null;
                if (failure != null) {
                    return failure;
                }
            }
        }
        return null;
    }

    /// What holds the one field that a pointer without `*` leads to.
    private JsonNode owner(FieldPointer pointer) {
        JsonNode node = root;
        for (int i = 0; i < pointer.segments().size() - 1; i++) {
            node = child(node, pointer.segments().get(i));
        }
        return node;
    }

    private static JsonNode child(JsonNode node, String step) {
        return node.isArray() ? node.path(indexOf(step)) : node.path(step);
    }

    private static List<String> names(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    /// The objects that hold the field a pointer leads to, each with its own concrete path.
    private List<Map.Entry<List<String>, ObjectNode>> owners(FieldPointer pointer) {
        List<Map.Entry<List<String>, ObjectNode>> found = new ArrayList<>();
        collect(root, pointer.parent(), List.of(), found);
        return found;
    }

    private static void collect(JsonNode node, List<String> rest, List<String> path,
            List<Map.Entry<List<String>, ObjectNode>> found) {
        if (rest.isEmpty()) {
            if (node instanceof ObjectNode object) {
                found.add(Map.entry(path, object));
            }
            return;
        }
        String segment = rest.getFirst();
        List<String> further = rest.subList(1, rest.size());
        for (String step : FieldPointer.isEach(segment) ? steps(node) : List.of(segment)) {
            JsonNode child = child(node, step);
            if (child.isContainerNode()) {
                collect(child, further, append(path, step), found);
            }
        }
    }

    private static List<String> steps(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return names(object);
        }
        List<String> indexes = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            indexes.add(Integer.toString(i));
        }
        return indexes;
    }

    private static int indexOf(String step) {
        return step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private @Nullable RuleFailure rename(Rename rule, ObjectNode owner, FieldPointer at) {
        String name = rule.to().last();
        if (owner.has(name)) {
            return taken(rule.place(), rule.from(), rule.to(), owner.get(name));
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        owner.properties().forEach(field -> fields.put(field.getKey().equals(at.last()) ? name : field.getKey(),
                field.getValue()));
        owner.removeAll();
        owner.setAll(fields);
        FieldPointer to = rule.from().hasWildcard() ? new FieldPointer(append(at.parent(), name)) : rule.to();
        record(RuleEffect.Kind.MOVED, at, to, rule.place(), rule.told());
        return null;
    }

    private @Nullable RuleFailure drop(Drop rule, ObjectNode owner, FieldPointer at) {
        JsonNode gone = owner.remove(at.last());
        boolean empty = gone == null || gone.isNull() || (gone.isContainerNode() && gone.isEmpty());
        if (!empty) {
            record(RuleEffect.Kind.DROPPED, at, at, rule.place(), rule.told());
        }
        return null;
    }

    private @Nullable RuleFailure convert(Convert rule, ObjectNode owner, FieldPointer at) {
        JsonNode before = owner.path(at.last());
        JsonNode after = Conversion.of(before, rule.to(), rule.separator());
        if (after == null) {
            return new RuleFailure(rule.place().line(), at.toString(), rule.path().label() + " holds "
                    + Conversion.describe(before) + " that is not " + rule.to().noun(), before.toString());
        }
        if (!after.equals(before)) {
            owner.set(at.last(), after);
            record(RuleEffect.Kind.CONVERTED, at, at, rule.place(),
                    rule.to() == ValueKind.LIST && before.isTextual()
                            ? rule.path().label() + " is split at '" + rule.separator() + "'"
                            : rule.told());
        }
        return null;
    }

    private @Nullable RuleFailure move(Move rule, ObjectNode owner, FieldPointer at) {
        JsonNode value = owner.remove(at.last());
        ObjectNode target = objectFor(rule.to());
        if (target == null || value == null) {
            return blocked(rule.place(), rule.to());
        }
        if (target.has(rule.to().last())) {
            return taken(rule.place(), rule.from(), rule.to(), target.get(rule.to().last()));
        }
        target.set(rule.to().last(), value);
        record(RuleEffect.Kind.MOVED, at, rule.to(), rule.place(), rule.told());
        return null;
    }

    private @Nullable RuleFailure set(StructuralRule.Set rule) {
        Map<Variable, JsonNode> variables = Map.of(Variable.PAYLOAD, root);
        JsonNode value;
        try {
            if (rule.when() != null && !rule.when().holds(variables)) {
                return null;
            }
            value = rule.to().evaluate(variables);
        } catch (ExpressionFailed e) {
            return new RuleFailure(rule.place().line(), rule.path().toString(),
                    rule.path().label() + " cannot be set, " + e.getMessage(), "");
        }
        ObjectNode owner = objectFor(rule.path());
        if (owner == null) {
            return blocked(rule.place(), rule.path());
        }
        JsonNode before = owner.get(rule.path().last());
        owner.set(rule.path().last(), value.isContainerNode() ? value.deepCopy() : value);
        if (before == null || !before.equals(value)) {
            record(before == null ? RuleEffect.Kind.ADDED : RuleEffect.Kind.CONVERTED, rule.path(), rule.path(),
                    rule.place(), rule.path().label() + (before == null ? " is added" : " is set"));
        }
        return null;
    }

    private @Nullable RuleFailure addEverywhere(Add rule) {
        for (Map.Entry<List<String>, ObjectNode> owner : owners(rule.path())) {
            RuleFailure failure = put(rule, new FieldPointer(append(owner.getKey(), rule.path().last())), rule.value());
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private @Nullable RuleFailure put(Add rule, FieldPointer at, JsonNode value) {
        ObjectNode owner = objectFor(at);
        if (owner == null) {
            return blocked(rule.place(), rule.path());
        }
        if (!owner.has(at.last())) {
            owner.set(at.last(), value.deepCopy());
            record(RuleEffect.Kind.ADDED, at, at, rule.place(), rule.told());
        }
        return null;
    }

    /// The object that is to hold a field, made where it is missing; null where something else stands in the way.
    private @Nullable ObjectNode objectFor(FieldPointer pointer) {
        JsonNode node = root;
        for (int i = 0; i < pointer.segments().size() - 1; i++) {
            String segment = pointer.segments().get(i);
            JsonNode next = child(node, segment);
            if (next.isMissingNode() && node instanceof ObjectNode object) {
                next = object.putObject(segment);
            }
            node = next;
        }
        return node instanceof ObjectNode object ? object : null;
    }

    private static RuleFailure taken(RulePlace place, FieldPointer from, FieldPointer to, JsonNode there) {
        return new RuleFailure(place.line(), to.toString(),
                from.label() + " cannot become " + to.label() + ", which is there already", there.toString());
    }

    private static RuleFailure blocked(RulePlace place, FieldPointer to) {
        return new RuleFailure(place.line(), to.toString(),
                "there is no object that could hold " + to.label(), "");
    }

    private void record(RuleEffect.Kind kind, FieldPointer path, FieldPointer to, RulePlace place, String why) {
        effects.add(new RuleEffect(kind, path, to, place, why));
    }
}
