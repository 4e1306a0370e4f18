package dev.eventscope.store;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;

/// Everything that can be read of an event store, whatever its schema. Made of small interfaces, each named by its verb.
///
/// Threads: every call blocks and belongs off the FX thread; implementations may be called from any thread at once.
/// Errors: every call may throw a [StoreException]; all are safe to call again.
public interface EventReader
        extends
            StreamReader,
            HeaderReader,
            ClockReader,
            RecordReader,
            CauseReader,
            EventCounter,
            HeadReader,
            StreamFactReader,
            QueryText {

    /// Streams all events of a category up to a place in the store's order, stream after stream, in bounded memory.
    ///
    /// Shape: streams ascending by name as [#readStreams], within a stream by version. Without a category all streams,
    ///        without an end to the head. One transaction a slice, as [#scanHeaders].
    default void scanByStream(@Nullable String category, @Nullable OrderToken upTo, Consumer<RecordedEvent> sink) {
        StreamQuery query = new StreamQuery(category, null, null, 1_000);
        while (true) {
            List<StreamSummary> streams = readStreams(query);
            for (StreamSummary stream : streams) {
                Cancellation.check();
                scanEvents(EventScope.stream(stream.stream()), new EventRange.Orders(null, upTo), sink);
            }
            if (streams.size() < query.limit()) {
                return;
            }
            query = query.after(streams.getLast());
        }
    }
}
