package dev.eventscope.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.eventscope.event.RecordedEvent;

/// Reads whole events, payload and metadata with them.
public interface RecordReader {

    /// Shape: as [HeaderReader#readHeaders].
    List<RecordedEvent> readEvents(EventQuery query);

    /// Streams all events of a scope and range in ascending order, in bounded memory; as [HeaderReader#scanHeaders].
    void scanEvents(EventScope scope, EventRange range, Consumer<RecordedEvent> sink);

    /// As [#scanEvents], the newest first where the store can; else in ascending order.
    default void scanEventsNewestFirst(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        scanEvents(scope, range, sink);
    }

    /// Finds one event by its whole id. An id that this store could not have made is simply not found.
    Optional<RecordedEvent> findEvent(String eventId);

    /// Reads events by id, ascending in the store's order; ids that are not there are left out.
    List<RecordedEvent> readEvents(Collection<String> eventIds);

    /// Ids that start with a text of at least four characters, ascending, at most `limit`: for a person who types a part.
    List<String> findEventIds(String prefix, int limit);

    /// Correlation ids that start with a text of at least four characters, ascending, at most `limit`.
    List<String> findCorrelationIds(String prefix, int limit);
}
