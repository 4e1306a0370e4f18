package dev.eventscope.rules.structural;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of applying rules to one payload.
public sealed interface RuleResult {

    /// Shape: effects in the order of the rules.
    record Applied(JsonNode payload, List<RuleEffect> effects) implements RuleResult {
        public Applied {
            effects = List.copyOf(effects);
        }
    }

    record Refused(RuleFailure failure) implements RuleResult {}
}
