package dev.eventscope.rules.folding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.eventscope.event.Json;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.expression.ExpressionFailed;
import dev.eventscope.rules.yaml.YamlNode;

/// How the events of one category become a state, as a profile declares it.
///
/// ```yaml
/// reducers:
///   - category: order
///     events:                                       # a type that is not named here is merged, and the state approximate
///       OrderPlaced:
///         - replace: {with: payload}
///         - set: {path: /total, to: "payload.lines.map(l, l.price * l.quantity).sum()"}
///       LineAdded:
///         - append: {path: /lines, value: payload}
///       Paid:
///         - copy: {from: /reference, to: /payment/reference}   # as it is, every digit of it
///         - set: {path: /paid, to: "true", when: "payload.amount >= state.total"}
///         - drop: {path: /draft}
///       Noted: []                                   # changes nothing
/// ```
///
/// Shape: pure; the rules of an event see what those above them did as `state`.
/// Threads: immutable; safe from any thread.
public final class StateRules {

    private final String category;
    private final Map<String, List<StateRule>> events;

    StateRules(String category, Map<String, List<StateRule>> events) {
        this.category = category;
        this.events = new LinkedHashMap<>(events);
    }

    /// The list under `reducers` of a profile.
    ///
    /// Errors: [dev.eventscope.rules.yaml.MalformedRules].
    public static List<StateRules> read(YamlNode list) {
        return StateRulesReader.read(list);
    }

    public String category() {
        return category;
    }

    public Set<String> types() {
        return Set.copyOf(events.keySet());
    }

    /// The state after an event of a type that is named here; `event` is asked for only where a rule looks at it.
    ///
    /// Errors: [StateRuleFailed] with the place of the rule.
    public JsonNode apply(JsonNode state, String type, JsonNode payload, Supplier<JsonNode> event) {
        JsonNode now = state;
        for (StateRule rule : events.getOrDefault(type, List.of())) {
            try {
                Map<Variable, JsonNode> variables = variables(rule, now, payload, event);
                Expression when = rule.when();
                if (when == null || when.holds(variables)) {
                    now = changed(now, payload, rule.change(), variables);
                }
            } catch (ExpressionFailed | IllegalArgumentException e) {
                throw new StateRuleFailed(rule.place(), String.valueOf(e.getMessage()));
            }
        }
        return now;
    }

    private static Map<Variable, JsonNode> variables(StateRule rule, JsonNode state, JsonNode payload,
            Supplier<JsonNode> event) {
        Map<Variable, JsonNode> variables = new EnumMap<>(Variable.class);
        variables.put(Variable.STATE, state);
        variables.put(Variable.PAYLOAD, payload);
        if (expressions(rule).stream().anyMatch(each -> each.uses(Variable.EVENT))) {
            variables.put(Variable.EVENT, event.get());
        }
        return variables;
    }

    private static List<Expression> expressions(StateRule rule) {
        List<Expression> all = new ArrayList<>();
        if (rule.when() != null) {
            all.add(rule.when());
        }
        switch (rule.change()) {
            case StateChange.Merge(var with) -> all.add(with);
            case StateChange.Replace(var with) -> all.add(with);
            case StateChange.Set(_, var to) -> all.add(to);
            case StateChange.Append(_, var value) -> all.add(value);
            case StateChange.Copy _,StateChange.Drop _ -> {
            }
        }
        return all;
    }

    private static JsonNode changed(JsonNode state, JsonNode payload, StateChange change,
            Map<Variable, JsonNode> variables) {
        return switch (change) {
            case StateChange.Merge(var with) -> MergePatch.apply(state, with.evaluate(variables));
            case StateChange.Replace(var with) -> with.evaluate(variables);
            case StateChange.Set(var path, var to) -> {
                JsonNode value = to.evaluate(variables);
                yield StatePath.with(state, path.segments(), true, _ -> value);
            }
            case StateChange.Copy(var from, var to) -> {
                JsonNode value = StatePath.at(payload, from.segments());
                yield value.isMissingNode() ? state : StatePath.with(state, to.segments(), true, _ -> value);
            }
            case StateChange.Append(var path, var value) -> {
                JsonNode more = value.evaluate(variables);
                yield StatePath.with(state, path.segments(), true, before -> longer(before, more));
            }
            case StateChange.Drop(var path) ->
                StatePath.with(state, path.segments(), false, _ -> MissingNode.getInstance());
        };
    }

    private static JsonNode longer(JsonNode before, JsonNode more) {
        if (!before.isMissingNode() && !before.isArray()) {
            throw new IllegalArgumentException("what is to be appended to is no list");
        }
        ArrayNode list = Json.mapper().createArrayNode();
        before.forEach(list::add);
        return list.add(more);
    }
}
