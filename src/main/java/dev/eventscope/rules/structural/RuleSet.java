package dev.eventscope.rules.structural;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.yaml.RulePlace;

/// The rules that bring one event type from one schema version to a later one.
public record RuleSet(RulePlace place, String type, int from, int to, List<StructuralRule> rules) {

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /// Applies the rules in order to a copy of the payload; the first that fails ends it.
    ///
    /// Threads: pure; safe from any thread.
    public RuleResult apply(JsonNode payload) {
        return new RuleApplication(payload).apply(rules);
    }
}
