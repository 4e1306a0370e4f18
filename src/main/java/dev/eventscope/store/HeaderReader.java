package dev.eventscope.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.eventscope.event.EventHeader;

/// Reads event headers: everything but payload and metadata.
public interface HeaderReader {

    /// Shape: one page in the query's direction, at most `query.limit()` rows; empty = nothing more in the range now.
    ///        A gap between positions is normal.
    List<EventHeader> readHeaders(EventQuery query);

    /// Streams all headers of a scope and range in ascending order, in bounded memory.
    ///
    /// Shape: one transaction a slice, not one for the whole scan; events recorded meanwhile may or may not come.
    /// Errors: [ReadCancelled] when the [Cancellation] of the calling thread is cancelled.
    void scanHeaders(EventScope scope, EventRange range, Consumer<EventHeader> sink);

    /// As [#scanHeaders], the newest first where the store can; else in ascending order.
    default void scanHeadersNewestFirst(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        scanHeaders(scope, range, sink);
    }

    /// Reads all headers with `after < position <= upTo` into columns, the fastest way there is.
    ///
    /// Shape: empty where this store's headers do not fit into a [HeaderPage]: positions that are no single number, ids that
    ///        are no UUIDs, times or versions that may be absent. Take [#readHeaders] then.
    default Optional<HeaderPage> copyHeaders(HeaderPage.Words words, long after, long upTo) {
        return Optional.empty();
    }
}
