package dev.eventscope.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.event.OrderToken;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.PointInTime;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;

/// Rebuilds the state of one stream.
@Command(name = "state", sortOptions = false, description = "Rebuilds the state of a stream: at its head, at a version, an instant or a position of the store.", footer = {
    "", "Example: eventscope state content-README.md --version 3",
    "         eventscope state content-README.md --at 2026-03-04T11:02:00Z --json"})
final class StateVerb implements Callable<Integer> {

    private final Work work;

    @Parameters(paramLabel = "STREAM", description = "The stream.")
    String stream = "";

    @Nullable
    @Option(names = "--version", paramLabel = "V", description = "At this version.")
    Long version;

    @Nullable
    @Option(names = "--position", paramLabel = "P", description = "At this position of the store.")
    String position;

    @Mixin
    PointOptions point = new PointOptions();

    StateVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (Stream.of(version, position, point.at).filter(given -> given != null).count() > 1) {
            throw VerbFailed.usage("give one of --version, --at and --position");
        }
        OrderToken order = position == null ? null : Lookups.position(position);
        Instant instant = point.at == null ? null : point.instant(point.at);
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("stream", "version", "fidelity", "state")) {
            Replay replay = States.replay(store);
            StreamSummary summary = Lookups.stream(store.reader(), stream);
            StreamState state = instant != null
                    ? at(replay, summary, instant)
                    : order != null
                            ? at(replay, summary, order)
                            : version != null
                                    ? States.at(replay, summary, version)
                                    : States.at(replay, summary, head(summary));
            printer.row(States.row(state));
            FoldError error = state.error();
            if (error != null) {
                throw VerbFailed.no(States.sentence(state, error));
            }
        }
        return ExitCode.DONE;
    }

    private static long head(StreamSummary summary) {
        Long last = summary.version();
        return last == null ? Long.MAX_VALUE : last;
    }

    private StreamState at(Replay replay, StreamSummary summary, OrderToken order) {
        return replay.stateAtPosition(summary.stream(), order).orElseThrow(() -> VerbFailed.no("stream " + stream
                + " has no event up to position " + order));
    }

    private StreamState at(Replay replay, StreamSummary summary, Instant instant) {
        PointInTime found = replay.pointAt(summary.stream(), instant, point.clock);
        if (found.timesGoBack()) {
            work.say("eventscope: times go back within stream " + stream
                    + ": this is the highest version whose time is not after the instant");
        }
        if (found.version().isEmpty()) {
            throw VerbFailed.no("stream " + stream + " has no event up to " + instant);
        }
        return States.at(replay, summary, found.version().getAsLong());
    }
}
