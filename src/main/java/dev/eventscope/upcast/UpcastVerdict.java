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
    /// A default that an earlier step added is not stored: dropping or converting it again loses nothing.
    static List<RuleEffect> onStoredValues(List<RuleEffect> effects) {
        List<FieldPointer> added = new ArrayList<>();
        List<RuleEffect> found = new ArrayList<>();
        for (RuleEffect effect : effects) {
            switch (effect.kind()) {
                case ADDED -> added.add(effect.to());
                case MOVED -> added.replaceAll(path -> path.startsWith(effect.path())
                        ? path.moved(effect.path(), effect.to())
                        : path);
                case CONVERTED, DROPPED -> {
                    if (!isIn(added, effect.path())) {
                        found.add(effect);
                    }
                    if (effect.kind() == RuleEffect.Kind.DROPPED) {
                        added.removeIf(path -> path.startsWith(effect.path()));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isIn(List<FieldPointer> branches, FieldPointer path) {
        for (FieldPointer branch : branches) {
            if (path.startsWith(branch)) {
                return true;
            }
        }
        return false;
    }
}
