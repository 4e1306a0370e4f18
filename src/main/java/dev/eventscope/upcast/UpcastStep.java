package dev.eventscope.upcast;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.structural.RuleFailure;
import dev.eventscope.rules.structural.RuleResult;
import dev.eventscope.rules.structural.RuleSet;

/// One edge of a chain, by rules of a file or by code.
sealed interface UpcastStep {

    static UpcastStep of(Upcaster code) {
        return code instanceof RuleUpcaster(var rules) ? ByRules.of(rules) : new ByCode(code);
    }

    String type();

    int from();

    int to();

    String label();

    RuleResult run(JsonNode payload);

    record ByRules(RuleSet rules, String label) implements UpcastStep {

        static ByRules of(RuleSet rules) {
            return new ByRules(rules, new RuleUpcaster(rules).label());
        }

        @Override
        public String type() {
            return rules.type();
        }

        @Override
        public int from() {
            return rules.from();
        }

        @Override
        public int to() {
            return rules.to();
        }

        @Override
        public RuleResult run(JsonNode payload) {
            return rules.apply(payload);
        }
    }

    record ByCode(Upcaster code) implements UpcastStep {
        @Override
        public String type() {
            return code.type();
        }

        @Override
        public int from() {
            return code.from();
        }

        @Override
        public int to() {
            return code.to();
        }

        @Override
        public String label() {
            return code.label();
        }

        /// The edge to somebody else's code: whatever it throws is this event's failure, not ours.
        @Override
        public RuleResult run(JsonNode payload) {
            try {
                JsonNode result = code.upcast(payload.deepCopy());
                return new RuleResult.Applied(result, TreeComparison.effects(payload, result, label()));
            } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
                String message = e.getMessage() == null ? "" : ": " + e.getMessage();
                return new RuleResult.Refused(
                        new RuleFailure(0, "", label() + " threw " + e.getClass().getSimpleName() + message, ""));
            }
        }
    }
}
