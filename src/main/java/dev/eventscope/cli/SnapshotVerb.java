package dev.eventscope.cli;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.eventscope.replay.SnapshotQuery;
import dev.eventscope.replay.SnapshotSummary;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Rebuilds the state of every stream.
@Command(name = "snapshot", sortOptions = false, description = "Rebuilds the state of every stream at one point of the store.", footer = {
    "", "Example: eventscope snapshot --category content --position 124003 --json"})
final class SnapshotVerb implements Callable<Integer> {

    private final Work work;

    @Nullable
    @Option(names = "--category", paramLabel = "C", description = "Only streams of this category.")
    String category;

    @Mixin
    PointOptions point = new PointOptions();

    SnapshotVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        SnapshotQuery query = query();
        SnapshotSummary summary;
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = States.printer(work)) {
            work.sayIfUnsettled(store, printer);
            summary = States.replay(work, store).snapshot(query, state -> printer.row(States.row(state)));
        }
        if (summary.timesGoBack() > 0) {
            work.say(States.timesGoBack(summary.timesGoBack() + " streams", "their states are"));
        }
        if (summary.failed() > 0) {
            throw VerbFailed.no(summary.failed() + " of " + summary.streams()
                    + " streams are folded only up to an event that fails: 'eventscope state STREAM' names it");
        }
        return ExitCode.DONE;
    }

    private SnapshotQuery query() {
        if (point.given() != 1) {
            throw VerbFailed.usage("say where: one of --position P and --at INSTANT");
        }
        return point.order().map(order -> SnapshotQuery.at(category, order))
                .orElseGet(() -> SnapshotQuery.at(category, point.instant().orElseThrow(), point.clock));
    }
}
