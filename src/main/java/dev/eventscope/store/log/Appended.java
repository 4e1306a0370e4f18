package dev.eventscope.store.log;

import java.util.List;

import dev.eventscope.event.StreamId;

/// Where an append ended up.
///
/// Shape: `streams` in the order of the request. `repeated` when the append id had been recorded before: nothing was
///        written now, and this is the first answer.
/// Units: versions and positions 1-based, both ends inclusive.
public record Appended(long firstPosition, long lastPosition, List<StreamVersions> streams, boolean repeated) {

    public record StreamVersions(StreamId stream, long first, long last) {}

    public Appended {
        streams = List.copyOf(streams);
    }

    /// The last version of the only stream of the append.
    public long version() {
        return streams.getLast().last();
    }
}
