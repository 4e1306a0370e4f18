package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.replay.Change;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;

/// Compares two versions of one stream's state.
@Command(name = "diff", description = "Shows what changed between two versions of a stream, as JSON Patch (RFC 6902).", footer = {
    "", "Example: eventscope diff content-README.md --from 1 --to 4"})
final class DiffVerb implements Callable<Integer> {

    private final Work work;

    @Parameters(paramLabel = "STREAM", description = "The stream.")
    String stream = "";

    @Option(names = "--from", required = true, paramLabel = "A", description = "The version to compare with.")
    long from;

    @Option(names = "--to", required = true, paramLabel = "B", description = "The version that is compared.")
    long to;

    DiffVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("op", "path", "old_value", "value")) {
            Replay replay = States.replay(store);
            StreamSummary summary = Lookups.stream(store.reader(), stream);
            StreamState older = whole(States.at(replay, summary, from));
            StreamState newer = whole(States.at(replay, summary, to));
            JsonDiff.between(older.state(), newer.state()).forEach(change -> printer.row(row(change)));
        }
        return ExitCode.DONE;
    }

    private static StreamState whole(StreamState state) {
        FoldError error = state.error();
        if (error != null) {
            throw VerbFailed.no(States.sentence(state, error));
        }
        return state;
    }

    private static Row row(Change change) {
        return Row.of("op", change.op().word()).with("path", change.path()).with("value", change.value())
                .with("old_value", change.oldValue());
    }
}
