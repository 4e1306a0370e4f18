package dev.eventscope.desktop.causation.draw;

import java.util.HashMap;
import java.util.Map;

/// How far a graph is opened: by steps at single units, or all of it.
///
/// Shape: `steps` counts by [Unit#key()] how often a person asked for more there.
public record Opening(boolean byType, boolean all, Map<String, Integer> steps) {

    /// So many units are there at first, and so many more come with each step.
    public static final int FIRST = 50;
    public static final int STEP = 25;
    public static final int MOST = 10_000;

    public static final Opening AT_FIRST = new Opening(true, false, Map.of());

    public Opening {
        steps = Map.copyOf(steps);
    }

    /// By type or not as now, and nothing opened yet.
    public Opening atFirst() {
        return new Opening(byType, false, Map.of());
    }

    public Opening more(String key) {
        Map<String, Integer> more = new HashMap<>(steps);
        more.merge(key, 1, Integer::sum);
        return new Opening(byType, all, more);
    }

    public Opening byType(boolean newByType) {
        return new Opening(newByType, all, steps);
    }

    public Opening everything() {
        return new Opening(byType, true, steps);
    }

    int stepsAt(String key) {
        return steps.getOrDefault(key, 0);
    }
}
