package dev.eventscope.rules.folding;

import dev.eventscope.rules.yaml.RulePlace;

/// A rule could not be applied to an event: the fold stops there. The message is one sentence that begins with the place of
/// the rule and holds no piece of the event.
public final class StateRuleFailed extends RuntimeException {

    StateRuleFailed(RulePlace place, String reason) {
        super(place.file() + ":" + place.line() + ": " + reason);
    }
}
