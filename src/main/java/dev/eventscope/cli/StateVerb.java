package dev.eventscope.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.event.OrderToken;
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

    @Mixin
    PointOptions point = new PointOptions();

    StateVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (point.given() + (version == null ? 0 : 1) > 1) {
            throw VerbFailed.usage("give one of --version, --at and --position");
        }
        // What is malformed is refused before any store is opened.
        Optional<OrderToken> order = point.order();
        Optional<Instant> instant = point.instant();
        try (OpenStore store = work.open(Access.READ_ONLY); Printer printer = States.printer(work)) {
            Replay replay = States.replay(work, store);
            StreamSummary summary = Lookups.stream(store.reader(), stream);
            StreamState state = order.map(position -> at(replay, summary, position))
                    .or(() -> instant.map(time -> States.at(work, replay, summary, time, point.clock)))
                    .orElseGet(() -> States.at(replay, summary, States.version(summary, version)));
            printer.row(States.row(state));
            States.refuseBroken(state);
        }
        return ExitCode.DONE;
    }

    private StreamState at(Replay replay, StreamSummary summary, OrderToken order) {
        return replay.stateAtPosition(summary.stream(), order).orElseThrow(() -> VerbFailed.no("stream " + stream
                + " has no event up to position " + order));
    }
}
