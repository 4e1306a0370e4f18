package dev.eventscope.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.eventscope.event.StreamId;

/// Lists streams and categories.
public interface StreamReader {

    /// Reads one page of streams, by name in the query's direction.
    ///
    /// Shape: at most `query.limit()` rows, empty page = no more. Where few names match, it looks as far as it must.
    List<StreamSummary> readStreams(StreamQuery query);

    /// As [#readStreams], but looks at a bounded number of names before it answers with what it has.
    default StreamPage pageStreams(StreamQuery query) {
        List<StreamSummary> rows = readStreams(query);
        String reached = rows.isEmpty() ? query.beyondName() : rows.getLast().stream().name();
        return new StreamPage(rows, reached, rows.size() < query.limit());
    }

    Optional<StreamSummary> findStream(StreamId stream);

    /// Several streams at once, in no order; those that are not there are left out.
    default List<StreamSummary> findStreams(Collection<StreamId> streams) {
        return streams.stream().flatMap(stream -> findStream(stream).stream()).toList();
    }

    /// All categories, by name. A store without categories answers one with an empty name.
    ///
    /// Shape: in a large store the number of streams is an estimate, and says so.
    List<CategorySummary> readCategories();
}
