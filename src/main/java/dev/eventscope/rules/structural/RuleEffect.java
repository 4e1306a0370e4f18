package dev.eventscope.rules.structural;

import java.util.List;

import dev.eventscope.rules.yaml.RulePlace;

/// What one rule did to one field of one payload.
///
/// Shape: `path` is where the field was (for an addition: is), `to` where it is now, the same unless it moved; both
///        are concrete, without `*`. `place` is the rule's, or only a name where code did it. `why` says it in general, so
///        that equal effects of many events group together.
public record RuleEffect(Kind kind, FieldPointer path, FieldPointer to, RulePlace place, String why) {

    /// Where a field that is now at `path` was before these effects.
    public static FieldPointer origin(FieldPointer path, List<RuleEffect> effects) {
        FieldPointer origin = path;
        for (RuleEffect effect : effects.reversed()) {
            if (effect.kind == Kind.MOVED && origin.startsWith(effect.to)) {
                origin = origin.moved(effect.to, effect.path);
            }
        }
        return origin;
    }

    public enum Kind {
        /// The value is the same, its place is another.
        MOVED,
        /// A default came where nothing was.
        ADDED,
        /// The value is another one at the same place.
        CONVERTED,
        /// The value is gone.
        DROPPED
    }
}
