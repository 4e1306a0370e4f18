package dev.eventscope.upcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleEffect;

/// What upcasting does to what an event says. Each event that is upcast has exactly one verdict, the worst that holds:
///
/// - `FAILED`: a step cannot be applied, or the payload cannot be read.
/// - `LOSSY`: a value that is stored is nowhere in the result.
/// - `CHANGED`: every stored value is still told, but at least one as another value (converted, split, replaced).
/// - `OK`: every stored value is in the result as it was, under this name or another; fields with defaults may be new.
public enum UpcastVerdict {
    OK, CHANGED, LOSSY, FAILED;

    /// As a table and the terminal name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The effects that touch stored values, which are those that make an event changed or lossy.
    ///
    /// A default that an earlier step added is not stored: dropping or converting it again loses nothing, but for the stored
    /// values that were moved into it.
    static List<RuleEffect> onStoredValues(List<RuleEffect> effects) {
        Branches branches = new Branches();
        List<RuleEffect> found = new ArrayList<>();
        for (RuleEffect effect : effects) {
            FieldPointer path = effect.path();
            switch (effect.kind()) {
                case ADDED -> branches.add(effect.to(), false);
                case MOVED -> {
                    boolean isStored = branches.isStored(path);
                    branches.move(path, effect.to());
                    if (isStored && !branches.isStored(effect.to())) {
                        branches.add(effect.to(), true);
                    }
                }
                case CONVERTED, DROPPED -> {
                    if (branches.isStored(path) || branches.holdStored(path)) {
                        found.add(effect);
                    }
                    if (effect.kind() == RuleEffect.Kind.DROPPED) {
                        branches.remove(path);
                    }
                }
            }
        }
        return found;
    }
}
