package dev.eventscope.cli;

import java.time.Instant;
import java.util.concurrent.ForkJoinPool;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.PointInTime;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;

/// States of streams, as rows; one way of folding for all verbs.
final class States {

    private States() {}

    static Replay replay(Work work, OpenStore store) {
        return new Replay(store.reader(), work.profile().folds(store.layout().id()), ForkJoinPool.commonPool());
    }

    static Row row(StreamState state) {
        return Row.of("stream", state.stream().name()).with("version", state.version())
                .with("fidelity", state.fidelity().word()).with("state", state.state());
    }

    /// The state at a version that is there.
    static StreamState at(Replay replay, StreamSummary stream, long version) {
        long there = version(stream, version);
        return replay.stateAt(stream.stream(), there).orElseThrow(() -> before(stream, there));
    }

    /// The state at the highest version whose time is not after the instant.
    static StreamState at(Work work, Replay replay, StreamSummary stream, Instant instant, EventClock clock) {
        PointInTime found = replay.pointAt(stream.stream(), instant, clock);
        if (found.timesGoBack()) {
            work.say(timesGoBack("stream " + stream.stream(), "this is"));
        }
        return at(replay, stream, found.version().orElseThrow(
                () -> VerbFailed.no("stream " + stream.stream() + " has no event up to " + instant)));
    }

    /// The version that was asked for, or the last one.
    ///
    /// Errors: [VerbFailed] where the stream ends before it.
    static long version(StreamSummary stream, @Nullable Long wanted) {
        Long last = stream.version();
        if (wanted == null) {
            return last == null ? Long.MAX_VALUE : last;
        }
        if (last != null && wanted > last) {
            throw VerbFailed.no("stream " + stream.stream() + " has no version " + wanted + ": it ends at " + last);
        }
        return wanted;
    }

    static VerbFailed before(StreamSummary stream, long version) {
        return VerbFailed.no("stream " + stream.stream() + " has no version " + version + ": it begins after it");
    }

    static Printer printer(Work work) {
        return work.printer("stream", "version", "fidelity", "state");
    }

    /// What is to be known of an instant whose versions are not in the order of their times.
    static String timesGoBack(String where, String these) {
        return "eventscope: times go back within " + where + ": " + these
                + " at the highest version whose time is not after the instant";
    }

    /// Ends the verb where the state is folded only up to an event that fails.
    static void refuseBroken(StreamState state) {
        FoldError error = state.error();
        if (error != null) {
            throw VerbFailed.no("stream " + state.stream() + " is folded only up to version " + state.version()
                    + ": event " + error.eventId() + ": " + error.message());
        }
    }
}
