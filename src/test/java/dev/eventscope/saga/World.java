package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What steps do something to: it remembers what was done and undone, and refuses tokens older than it has seen.
final class World {

    private final Map<String, Long> effects = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private final List<String> undone = new ArrayList<>();

    synchronized void happen(StepContext context) throws StepFailed {
        take(context);
        effects.merge(context.step(), 1L, Long::sum);
    }

    /// Finds nothing to do where it never happened.
    synchronized void undo(StepContext context) throws StepFailed {
        take(context);
        undone.add(context.step());
        effects.remove(context.step());
    }

    /// The steps that have happened and were not undone.
    synchronized List<String> left() {
        return effects.keySet().stream().sorted().toList();
    }

    /// The steps that were undone, in that order.
    synchronized List<String> undone() {
        return List.copyOf(undone);
    }

    private void take(StepContext context) throws StepFailed {
        if (tokens.merge(context.step(), context.fencingToken(), Math::max) > context.fencingToken()) {
            throw new StepFailed("Fenced", "somebody with a later token was here", false);
        }
    }
}
