package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// Which streams, and from where on, in which direction.
///
/// Shape: `nameContains` ignores case, `namePrefix` does not. `beyondName` is the last name of the page before, exclusive:
///        rows come after it, or before it with [EventQuery.Direction#BACKWARD], from the end where it is absent.
public record StreamQuery(
        @Nullable String category,
        @Nullable String nameContains,
        @Nullable String namePrefix,
        @Nullable String beyondName,
        EventQuery.Direction direction,
        int limit) {

    public StreamQuery {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be 1..10000, was " + limit);
        }
    }

    /// Forward.
    public StreamQuery(@Nullable String category, @Nullable String nameContains, @Nullable String afterName,
            int limit) {
        this(category, nameContains, null, afterName, EventQuery.Direction.FORWARD, limit);
    }

    public static StreamQuery all(int limit) {
        return new StreamQuery(null, null, null, limit);
    }

    public StreamQuery after(StreamSummary last) {
        return beyond(last.stream().name());
    }

    public StreamQuery beyond(@Nullable String name) {
        return new StreamQuery(category, nameContains, namePrefix, name, direction, limit);
    }

    public StreamQuery withPrefix(@Nullable String newPrefix) {
        return new StreamQuery(category, nameContains, newPrefix, beyondName, direction, limit);
    }

    public StreamQuery turned(EventQuery.Direction newDirection) {
        return new StreamQuery(category, nameContains, namePrefix, beyondName, newDirection, limit);
    }

    public StreamQuery limited(int newLimit) {
        return new StreamQuery(category, nameContains, namePrefix, beyondName, direction, newLimit);
    }

    public boolean isBackward() {
        return direction == EventQuery.Direction.BACKWARD;
    }
}
