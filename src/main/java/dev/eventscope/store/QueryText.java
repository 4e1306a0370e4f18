package dev.eventscope.store;

import java.util.Optional;

/// Queries as a person can run them: complete SQL, values and all.
public interface QueryText {

    /// The SQL that gives the events of a query, with payload and metadata; empty where the store has no such text.
    default Optional<String> sqlOf(EventQuery query) {
        return Optional.empty();
    }

    /// The SQL that gives the streams of a query; empty where the store has no such text.
    default Optional<String> sqlOf(StreamQuery query) {
        return Optional.empty();
    }
}
