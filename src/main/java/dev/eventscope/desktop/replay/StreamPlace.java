package dev.eventscope.desktop.replay;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.PointInTime;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamSummary;

/// A place of any stream, and what the stream came to there.
///
/// Shape: without a place it is the head.
/// Threads: reading blocks; off the FX thread only.
record StreamPlace(StreamSummary stream, @Nullable GoTo place, EventClock clock) {

    /// The state, or why there is none; with both, what is to be known of it.
    record Found(Optional<StreamState> state, String message) {}

    /// Errors: `IllegalArgumentException` where there is no such stream.
    static StreamPlace of(EventReader reader, StreamId stream, @Nullable GoTo place,
            EventClock clock) {
        return new StreamPlace(reader.findStream(stream).orElseThrow(
                () -> new IllegalArgumentException("there is no stream " + stream.name())), place, clock);
    }

    Found read(Replay replay) {
        return switch (place) {
            case null -> found(replay.stateAt(stream.stream(), Long.MAX_VALUE), "");
            case GoTo.Version(var version) -> atVersion(replay, version);
            case GoTo.Position(var position) -> found(replay.stateAtPosition(stream.stream(), position), "");
            case GoTo.At(var instant) -> {
                PointInTime point = replay.pointAt(stream.stream(), instant, clock);
                yield point.version().isEmpty()
                        ? found(Optional.empty(), "")
                        : found(replay.stateAt(stream.stream(), point.version().getAsLong()), point.timesGoBack()
                                ? "times go back in this stream: the highest version not after that time"
                                : "");
            }
        };
    }

    private Found atVersion(Replay replay, long version) {
        Long last = stream.version();
        return last != null && version > last
                ? new Found(Optional.empty(), "the last version of " + stream.stream().name() + " is v"
                        + Figures.count(last))
                : found(replay.stateAt(stream.stream(), version), "");
    }

    private Found found(Optional<StreamState> state, String message) {
        if (state.isEmpty()) {
            return new Found(state, stream.stream().name() + " begins after that");
        }
        return state.get().error() == null
                ? new Found(state, message)
                : new Found(state, stream.stream().name() + " is folded up to v" + state.get().version() + " only");
    }
}
