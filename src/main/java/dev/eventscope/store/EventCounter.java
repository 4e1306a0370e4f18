package dev.eventscope.store;

import java.util.List;

/// Counts events. First paint never waits for a count.
public interface EventCounter {

    /// A number, and whether it is exact or the planner's estimate.
    record Count(long value, boolean exact) {}

    /// Counts where that is quick; else answers an estimate, labelled so.
    Count countEvents(EventScope scope);

    /// The names of all types, ascending, at most `limit`: quick where the store has an index of types.
    default List<String> readTypeNames(int limit) {
        return readTypes().stream().map(TypeSummary::type).distinct().limit(limit).toList();
    }

    /// How many events of each type and schema version there are, and when the first and last were recorded.
    ///
    /// Shape: by type, then schema version. Reads the whole store once: bounded by the long time-out, cancellable.
    List<TypeSummary> readTypes();
}
