package dev.eventscope.store;

import java.util.List;

/// Counts events. First paint never waits for a count.
public interface EventCounter {

    /// A number, and whether it is exact or the planner's estimate.
    record Count(long value, boolean exact) {}

    /// Counts within `boundMs`; where that does not suffice, answers the estimate, labelled so.
    Count countEvents(EventScope scope);

    /// How many events of each type and schema version there are, and when the first and last were recorded.
    ///
    /// Shape: by type, then schema version. Reads the whole store once: bounded by the long time-out, cancellable.
    List<TypeSummary> readTypes();
}
