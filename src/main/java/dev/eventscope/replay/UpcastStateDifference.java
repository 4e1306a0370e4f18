package dev.eventscope.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.upcast.Upcasts;

/// What candidate upcasters do to the state of one stream at one version.
///
/// Shape: `deployed` and `candidate` are the states at `version`, each with its error where its fold did not get there;
///        `changes` lead from the one to the other and are empty where either has an error. `last` is the last version
///        of the stream. `fidelity` is the lesser of the two.
public record UpcastStateDifference(long version, long last, StreamState deployed, StreamState candidate,
        Fidelity fidelity, List<Change> changes) {

    private static final int MAX_CHANGES = 200;

    public UpcastStateDifference {
        changes = List.copyOf(changes);
    }

    /// What folds the streams of a store, but for the upcasters.
    public record Reducers(String layout, Collection<? extends Reducer> reducers) {}

    /// Folds the event's stream up to the event, once with each set of upcasters.
    ///
    /// Shape: empty where the store has no versions, or the stream is gone.
    /// Threads: blocks for as long as the fold of the stream takes; off the FX thread only.
    public static Optional<UpcastStateDifference> at(EventHeader event, EventReader reader, Reducers reducers,
            Upcasts deployed, Upcasts candidate) {
        Long version = event.version();
        StreamId stream = event.stream();
        Long last = reader.findStream(stream).map(StreamSummary::version).orElse(null);
        if (version == null || last == null) {
            return Optional.empty();
        }
        Optional<StreamState> before = state(reader, reducers, deployed, stream, version);
        Optional<StreamState> after = state(reader, reducers, candidate, stream, version);
        return before.isEmpty() || after.isEmpty()
                ? Optional.empty()
                : Optional.of(between(version, last, before.get(), after.get()));
    }

    /// The version whose event the candidate's fold did not get past; null where it got there.
    public @Nullable Long firstNotReached() {
        return candidate.error() == null ? null : candidate.error().version();
    }

    static UpcastStateDifference between(long version, long last, StreamState before, StreamState after) {
        boolean both = before.error() == null && after.error() == null;
        List<Change> changes = both ? JsonDiff.between(before.state(), after.state(), MAX_CHANGES) : List.of();
        Fidelity lesser = before.fidelity().compareTo(after.fidelity()) < 0 ? after.fidelity() : before.fidelity();
        return new UpcastStateDifference(version, last, before, after, lesser, changes);
    }

    private static Optional<StreamState> state(EventReader reader, Reducers reducers, Upcasts upcasts, StreamId stream,
            long version) {
        Folds folds = Folds.of(reducers.layout(), reducers.reducers(), upcasts);
        return new Replay(reader, folds).stateAt(stream, version);
    }
}
