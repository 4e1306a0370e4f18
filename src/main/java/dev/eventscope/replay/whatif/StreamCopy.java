package dev.eventscope.replay.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// All events of one stream in memory, as they are stored.
///
/// Shape: ascending, at least one; versions as the store numbers them, counted from 1 where it has none. At most
///        [#MAX_EVENTS] events and [#MAX_BYTES] of payload.
/// Threads: immutable.
public final class StreamCopy {

    public static final int MAX_EVENTS = 10_000;
    public static final long MAX_BYTES = 32_000_000;

    private static final int PAGE = 500;

    private final List<RecordedEvent> events;
    private final Map<Long, RecordedEvent> byVersion = new HashMap<>();

    private StreamCopy(List<RecordedEvent> events) {
        this.events = List.copyOf(events);
        this.events.forEach(event -> byVersion.put(version(event), event));
    }

    /// Shape: events of one stream, ascending; those without a version are counted from 1.
    public static StreamCopy of(List<RecordedEvent> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a what-if needs at least one event, had none");
        }
        List<RecordedEvent> numbered = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            numbered.add(event.header().version() != null ? event : at(event, numbered.size() + 1L));
        }
        return new StreamCopy(numbered);
    }

    /// Reads a stream that has events.
    ///
    /// Threads: blocks; off the FX thread only.
    /// Errors: [StreamTooLong]; `ReadCancelled` within a page.
    public static StreamCopy read(EventReader reader, StreamId stream) {
        List<RecordedEvent> events = new ArrayList<>();
        EventQuery query = EventQuery.forward(EventScope.stream(stream), PAGE);
        long bytes = 0;
        while (true) {
            Cancellation.check();
            List<RecordedEvent> page = reader.readEvents(query);
            events.addAll(page);
            bytes += page.stream().mapToLong(event -> event.payload().size()).sum();
            if (events.size() > MAX_EVENTS || bytes > MAX_BYTES) {
                throw new StreamTooLong(
                        "A what-if holds at most 10,000 events and 32 MB of payload in memory, and " + stream.name()
                                + " has more: use 'eventscope diff' and 'bisect' on it");
            }
            if (page.size() < PAGE) {
                return of(events);
            }
            query = query.in(EventRange.after(page.getLast().header().order()));
        }
    }

    public List<RecordedEvent> events() {
        return events;
    }

    public EventHeader first() {
        return events.getFirst().header();
    }

    /// Errors: `IllegalArgumentException` where the stream has no such version.
    public RecordedEvent event(long version) {
        RecordedEvent found = byVersion.get(version);
        if (found == null) {
            throw new IllegalArgumentException("the stream has no version " + version);
        }
        return found;
    }

    static long version(RecordedEvent event) {
        return Objects.requireNonNull(event.header().version());
    }

    /// The same event at another version of the stream.
    static RecordedEvent at(RecordedEvent event, long version) {
        EventHeader header = event.header();
        return new RecordedEvent(new EventHeader(header.id(), header.stream(), header.category(), version,
                header.order(), header.type(), header.schemaVersion(), header.cause(), header.correlationId(),
                header.occurredAt(), header.recordedAt(), header.flags()), event.payload(), event.metadata());
    }
}
