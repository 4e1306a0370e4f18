package dev.eventscope.upcast;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.structural.RuleResult;
import dev.eventscope.rules.structural.RuleSet;

/// Rules of a file that is deployed, as an upcaster among those in Java.
record RuleUpcaster(RuleSet rules) implements Upcaster {

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
    public JsonNode upcast(JsonNode payload) {
        return switch (rules.apply(payload)) {
            case RuleResult.Applied(var result, _) -> result;
            case RuleResult.Refused(var failure) -> throw new IllegalArgumentException(failure.why());
        };
    }

    @Override
    public String label() {
        return rules.place().file() + ":" + rules.place().line();
    }
}
