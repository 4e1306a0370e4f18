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
        List<Branch> branches = new ArrayList<>();
        List<RuleEffect> found = new ArrayList<>();
        for (RuleEffect effect : effects) {
            FieldPointer path = effect.path();
            switch (effect.kind()) {
                case ADDED -> branches.add(new Branch(effect.to(), false));
                case MOVED -> {
                    boolean isStored = isStored(branches, path);
                    branches.replaceAll(branch -> branch.moved(path, effect.to()));
                    if (isStored && !isStored(branches, effect.to())) {
                        branches.add(new Branch(effect.to(), true));
                    }
                }
                case CONVERTED, DROPPED -> {
                    if (isStored(branches, path) || holdsStored(branches, path)) {
                        found.add(effect);
                    }
                    if (effect.kind() == RuleEffect.Kind.DROPPED) {
                        branches.removeIf(branch -> branch.path().startsWith(path));
                    }
                }
            }
        }
        return found;
    }

    /// A part of the payload that is not stored, or that is and stands in one that is not.
    private record Branch(FieldPointer path, boolean stored) {

        Branch moved(FieldPointer from, FieldPointer to) {
            return path.startsWith(from) ? new Branch(path.moved(from, to), stored) : this;
        }
    }

    /// Told by the innermost branch that a path is in.
    private static boolean isStored(List<Branch> branches, FieldPointer path) {
        boolean stored = true;
        int depth = -1;
        for (Branch branch : branches) {
            int length = branch.path().segments().size();
            if (length > depth && path.startsWith(branch.path())) {
                stored = branch.stored();
                depth = length;
            }
        }
        return stored;
    }

    private static boolean holdsStored(List<Branch> branches, FieldPointer path) {
        for (Branch branch : branches) {
            if (branch.stored() && branch.path().startsWith(path)) {
                return true;
            }
        }
        return false;
    }
}
