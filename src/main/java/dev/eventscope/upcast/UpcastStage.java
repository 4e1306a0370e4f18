package dev.eventscope.upcast;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.rules.structural.RuleEffect;

/// The payload after one step of a chain, and what the step did.
///
/// Shape: `label` names the step: `content-v3.yaml:12`, or a class.
public record UpcastStage(int from, int to, String label, JsonNode payload, List<RuleEffect> effects) {

    public UpcastStage {
        effects = List.copyOf(effects);
    }
}
