package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The ranges that were shown alone, one within the other: the way back out of them.
///
/// Shape: empty, or at least two steps: the first is what was in sight before, the last is what is shown now.
/// Threads: FX thread.
final class Trail {

    private static final int MOST = 12;

    /// One range; `label` is its length: `2h 13m`, `340 ms`.
    record Step(String label, Camera.Memento camera) {}

    private final ReadOnlyObjectWrapper<List<Step>> steps = new ReadOnlyObjectWrapper<>(List.of());

    ReadOnlyObjectProperty<List<Step>> stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    List<Step> steps() {
        return steps.get();
    }

    boolean isEmpty() {
        return steps.get().isEmpty();
    }

    /// Goes one range deeper; `before` is kept where it is the first.
    void deeper(Step before, Step now) {
        List<Step> more = new ArrayList<>(isEmpty() ? List.of(before) : steps.get());
        more.add(now);
        if (more.size() > MOST) {
            more.remove(1);
        }
        steps.set(List.copyOf(more));
    }

    /// Goes back out to a step; the first one ends the trail.
    Camera.Memento outTo(int step) {
        Camera.Memento there = steps.get().get(step).camera();
        steps.set(step == 0 ? List.of() : List.copyOf(steps.get().subList(0, step + 1)));
        return there;
    }

    void restore(List<Step> saved) {
        steps.set(saved);
    }

    void clear() {
        steps.set(List.of());
    }
}
