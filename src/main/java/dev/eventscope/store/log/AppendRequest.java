package dev.eventscope.store.log;

import java.util.List;
import java.util.UUID;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.StreamId;

/// One atomic append, perhaps to several streams. All of it is recorded, or none.
///
/// Shape: `appendId` is the caller's: the same request sent again, after an outcome that is not known, answers what the
///        first one answered. Positions follow the order of `streams` and of the events in them.
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

    public static AppendRequest of(StreamId stream, ExpectedVersion expected, NewEvent... events) {
        return new AppendRequest(UUID.randomUUID(), List.of(StreamAppend.of(stream, expected, events)));
    }

    public static AppendRequest of(StreamAppend... streams) {
        return new AppendRequest(UUID.randomUUID(), List.of(streams));
    }
}
