package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// Which streams, and from where on.
///
/// Shape: `nameContains` ignores case. `afterName` is the last name of the page before, exclusive.
public record StreamQuery(
        @Nullable String category,
        @Nullable String nameContains,
        @Nullable String afterName,
        int limit) {

    public StreamQuery {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be 1..10000, was " + limit);
        }
    }

    public static StreamQuery all(int limit) {
        return new StreamQuery(null, null, null, limit);
    }

    public StreamQuery after(StreamSummary last) {
        return new StreamQuery(category, nameContains, last.stream().name(), limit);
    }
}
