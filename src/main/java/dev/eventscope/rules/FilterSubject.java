package dev.eventscope.rules;

import java.time.Instant;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;

/// One event as a filter sees it: the header, and payload and metadata parsed only when a term asks for them.
///
/// Threads: one thread at a time.
public final class FilterSubject {

    private final EventHeader header;
    private final @Nullable RecordedEvent event;
    private EventClock clock = EventClock.OCCURRED;
    private Predicate<EventHeader> pinned = _ -> false;
    private @Nullable JsonNode data;
    private @Nullable JsonNode metadata;

    private FilterSubject(EventHeader header, @Nullable RecordedEvent event) {
        this.header = header;
        this.event = event;
    }

    /// For filters that need no payload ([Filter#needsPayload()]); others throw `IllegalStateException` on it.
    public static FilterSubject of(EventHeader header) {
        return new FilterSubject(header, null);
    }

    public static FilterSubject of(RecordedEvent event) {
        return new FilterSubject(event.header(), event);
    }

    /// An event with the state it led to: `data` is the state then, not the payload.
    public static FilterSubject of(RecordedEvent event, JsonNode state) {
        FilterSubject subject = new FilterSubject(event.header(), event);
        subject.data = state;
        return subject;
    }

    /// Which events `is:pinned` holds for; none where this is not said.
    public FilterSubject pinnedBy(Predicate<EventHeader> isPinned) {
        pinned = isPinned;
        return this;
    }

    /// The clock that `after` and `before` go by; the writer's where this is not said.
    public FilterSubject by(EventClock wanted) {
        clock = wanted;
        return this;
    }

    public EventHeader header() {
        return header;
    }

    @Nullable
    Instant time() {
        return header.time(clock);
    }

    boolean isPinned() {
        return pinned.test(header);
    }

    /// Units: bytes of the payload as stored.
    int bytes() {
        return whole().payload().size();
    }

    /// The payload's tree; a missing node where it cannot be decoded.
    JsonNode data() {
        if (data == null) {
            data = tree(whole().payload());
        }
        return data;
    }

    JsonNode metadata() {
        if (metadata == null) {
            metadata = tree(whole().metadata());
        }
        return metadata;
    }

    private RecordedEvent whole() {
        if (event == null) {
            throw new IllegalStateException("this filter needs the payload, but only the header of " + header.id()
                    + " was read");
        }
        return event;
    }

    private static JsonNode tree(Payload payload) {
        return switch (payload.decode()) {
            case Payload.Tree(var node) -> node;
            case Payload.Undecodable _ -> MissingNode.getInstance();
        };
    }
}
