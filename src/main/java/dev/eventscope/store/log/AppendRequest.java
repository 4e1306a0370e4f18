package dev.eventscope.store.log;

import java.util.List;
import java.util.UUID;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.StreamId;

/// One atomic append, perhaps to several streams. All of it is recorded, or none.
///
/// Shape: `appendId` is the caller's: the same request sent again, after an outcome that is not known, answers what the
///        first one answered. Positions follow the order of `streams` and of the events in them. One event whose own id is
///        the append id costs the store least: its row proves what was asked, and no other is kept.
public record AppendRequest(UUID appendId, List<StreamAppend> streams) {

    public AppendRequest {
        streams = List.copyOf(streams);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("an append must name at least one stream");
        }
        if (streams.stream().map(StreamAppend::stream).distinct().count() != streams.size()) {
            throw new IllegalArgumentException("an append must name each stream once");
        }
    }

    /// With an append id made for it: that of the event, where it is a single one.
    public static AppendRequest of(StreamId stream, ExpectedVersion expected, NewEvent... events) {
        return of(StreamAppend.of(stream, expected, events));
    }

    /// As above, to several streams.
    public static AppendRequest of(StreamAppend... streams) {
        boolean lone = streams.length == 1 && streams[0].events().size() == 1;
        return new AppendRequest(lone ? streams[0].events().getFirst().id() : UUID.randomUUID(), List.of(streams));
    }

    /// Whether this is one event that has the append id for its own.
    boolean isItsOwnProof() {
        return streams.size() == 1 && streams.getFirst().events().size() == 1
                && streams.getFirst().events().getFirst().id().equals(appendId);
    }
}
