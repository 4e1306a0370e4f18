package dev.eventscope.cli;

import java.util.concurrent.ForkJoinPool;

import org.jspecify.annotations.Nullable;

import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.upcast.Upcasts;

/// States of streams, as rows; one way of folding for all verbs.
final class States {

    private States() {}

    static Replay replay(OpenStore store) {
        String layout = store.layout().id();
        return new Replay(store.reader(), Folds.of(layout, Folds.installedReducers(), Upcasts.installed(layout)),
                ForkJoinPool.commonPool());
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

    static String sentence(StreamState state, FoldError error) {
        return "stream " + state.stream() + " is folded only up to version " + state.version() + ": event "
                + error.eventId() + ": " + error.message();
    }
}
