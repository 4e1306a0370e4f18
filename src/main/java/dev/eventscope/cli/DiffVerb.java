package dev.eventscope.cli;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.event.EventClock;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;

/// Compares two states: of one stream at two versions or instants, or of two streams.
@Command(name = "diff", sortOptions = false, description = {
    "Shows what changed between two versions or instants of a stream, or between two streams, as JSON Patch (RFC 6902).",
    "Elements of arrays are told apart by their content."}, footer = {"",
        "Example: eventscope diff content-README.md --from 1 --to 4",
        "         eventscope diff content-README.md --from 2026-03-01 --to 2026-03-04T11:02:00Z --json",
        "         eventscope diff order-1 --with order-2"})
final class DiffVerb implements Callable<Integer> {

    private final Work work;

    @Parameters(paramLabel = "STREAM", description = "The stream.")
    String stream = "";

    @Nullable
    @Option(names = "--from", paramLabel = "A", description = "What to compare with: a version, or an instant.")
    String from;

    @Nullable
    @Option(names = "--to", paramLabel = "B", description = "What is compared: a version, or an instant; the head where nothing is said.")
    String to;

    @Nullable
    @Option(names = "--with", paramLabel = "STREAM", description = "Another stream: --to is of it, and --from may be left out.")
    String other;

    @Option(names = "--clock", paramLabel = "CLOCK", defaultValue = "occurred", description = "The clock that instants go by: occurred (the writer's) or recorded (the server's).")
    EventClock clock = EventClock.OCCURRED;

    DiffVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (other == null && (from == null || to == null)) {
            throw VerbFailed.usage("missing required option: "
                    + (from == null ? "'--from=A'" : "'--to=B'") + ": give both, or another stream by --with");
        }
        refuseNegative("--from", from);
        refuseNegative("--to", to);
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("op", "path", "old_value", "value")) {
            Replay replay = States.replay(work, store);
            StreamSummary source = Lookups.stream(store.reader(), stream);
            StreamSummary target = other == null ? source : Lookups.stream(store.reader(), other);
            StreamState older = whole(at(replay, source, "--from", from));
            StreamState newer = whole(at(replay, target, "--to", to));
            Fidelity lesser = older.fidelity().compareTo(newer.fidelity()) < 0 ? newer.fidelity() : older.fidelity();
            JsonDiff.between(older.state(), newer.state()).forEach(change -> printer.row(row(change, lesser)));
        }
        return ExitCode.DONE;
    }

    private static void refuseNegative(String option, @Nullable String point) {
        if (point != null && point.startsWith("-")) {
            throw VerbFailed.usage(option + " must be 0 or more, was " + point);
        }
    }

    private StreamState at(Replay replay, StreamSummary summary, String option, @Nullable String point) {
        if (point == null) {
            return States.at(replay, summary, States.version(summary, null));
        }
        if (point.matches("\\d{1,18}")) {
            return States.at(replay, summary, Long.parseLong(point));
        }
        return States.at(work, replay, summary, PointOptions.parse(option, point), clock);
    }

    private static StreamState whole(StreamState state) {
        States.refuseBroken(state);
        return state;
    }

    private static Row row(Change change, Fidelity fidelity) {
        return Row.of("op", change.op().word()).with("path", change.path()).with("value", change.value())
                .with("old_value", change.oldValue()).with("fidelity", fidelity.word());
    }
}
