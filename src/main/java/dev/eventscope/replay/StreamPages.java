package dev.eventscope.replay;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// The events of one stream in pages that hold about as many bytes each, whatever the size of the payloads.
///
/// Shape: ascending. By version where the store has versions, else by order.
final class StreamPages implements StreamSource.Pages {

    private static final int FIRST_PAGE = 50;
    private static final int MAX_PAGE = 1_000;
    private static final long PAGE_BYTES = 4_000_000;

    /// How large events have been so far, so that the first page need not be a cautious one.
    static final class Size {
        private int limit = FIRST_PAGE;
    }

    private final EventReader reader;
    private final StreamId stream;
    private final long toVersion;
    private EventRange rest;
    private final Size size;
    private boolean ended;

    /// The events above a version, up to and with another one. A store without versions gives all after `after`.
    StreamPages(EventReader reader, StreamSummary stream, @Nullable EventHeader after, long toVersion) {
        this(reader, stream, after, toVersion, new Size());
    }

    StreamPages(EventReader reader, StreamSummary stream, @Nullable EventHeader after, long toVersion, Size size) {
        this.reader = reader;
        this.size = size;
        this.stream = stream.stream();
        this.toVersion = toVersion;
        if (after != null) {
            rest = restAfter(after);
        } else {
            rest = stream.version() == null ? EventRange.EVERYTHING : EventRange.versions(0, toVersion);
        }
    }

    @Override
    public List<RecordedEvent> next() {
        Cancellation.check();
        if (ended) {
            return List.of();
        }
        List<RecordedEvent> page = reader.readEvents(new EventQuery(EventScope.stream(stream), rest,
                EventQuery.Direction.FORWARD, size.limit));
        ended = page.size() < size.limit;
        if (!page.isEmpty()) {
            rest = restAfter(page.getLast().header());
            long bytes = page.stream().mapToLong(StreamPages::size).sum();
            size.limit = Math.clamp(PAGE_BYTES * page.size() / Math.max(1, bytes), 1, MAX_PAGE);
        }
        return page;
    }

    static long size(RecordedEvent event) {
        return (long) event.payload().size() + event.metadata().size();
    }

    private EventRange restAfter(EventHeader last) {
        return last.version() == null
                ? EventRange.after(last.order())
                : EventRange.versions(last.version() + 1, toVersion);
    }
}
