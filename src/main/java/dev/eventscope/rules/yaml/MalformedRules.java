package dev.eventscope.rules.yaml;

/// A rule file that cannot be used. The message is one sentence that begins with `file:line:column`,
/// or with the file where it could not be read at all.
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
