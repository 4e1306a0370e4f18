package dev.eventscope.store;

import java.util.List;
import java.util.Optional;

import dev.eventscope.event.StreamId;

/// Lists streams and categories.
public interface StreamReader {

    /// Reads one page of streams, ascending by name.
    ///
    /// Shape: at most `query.limit()` rows, empty page = no more.
    List<StreamSummary> readStreams(StreamQuery query);

    Optional<StreamSummary> findStream(StreamId stream);

    /// All categories, by name. A store without categories answers one with an empty name.
    List<CategorySummary> readCategories();
}
