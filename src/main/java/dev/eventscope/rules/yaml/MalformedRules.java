package dev.eventscope.rules.yaml;

/// A rule file that cannot be used. The message is one sentence that begins with `file:line:column`.
public final class MalformedRules extends RuntimeException {

    private final RulePlace place;

    public MalformedRules(RulePlace place, String reason) {
        super(place + ": " + reason);
        this.place = place;
    }

    public RulePlace place() {
        return place;
    }
}
