package dev.eventscope.cli;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.eventscope.rules.Filter;
import dev.eventscope.saga.Pace;

/// What `redrive` takes when it is about many sagas.
final class BulkOptions {

    @Nullable
    @Option(names = "--group", paramLabel = "FINGERPRINT", description = "Instead of a saga: all that are failed in this way, or could not be undone; 'sagas --groups' lists them.")
    String group;

    @Nullable
    @Option(names = {"--where",
        "--query"}, paramLabel = "FILTER", description = {"Instead of a saga: all failed ones that match;",
            "with pause those that run or wait, with resume the paused, with cancel the failed and the paused.",
            "type: is the saga's, stream: its id, after: and before: its last change, data. what it was started with."})
    String where;

    @Nullable
    @Option(names = "--canary", paramLabel = "N,N,…", description = "How many go first, and then; 1,5,25 where nothing is said, 0 for all at once.")
    String canary;

    @Nullable
    @Option(names = "--rate", paramLabel = "N", description = "Requests a second; 10 where nothing is said.")
    Double rate;

    @Nullable
    @Option(names = "--stop-at", paramLabel = "SHARE", description = "Stops when this share failed again: 20%% where nothing is said, 0 for the first. A new kind of failure always stops.")
    String stopAt;

    @Option(names = "--dry-run", description = "Tells what it would do, and does nothing.")
    boolean dryRun;

    boolean isUsed() {
        return group != null || where != null;
    }

    /// Errors: [VerbFailed] where one of them is used without any sagas to go with it, or both ways to name sagas are.
    void check(@Nullable String sagaId) {
        if (group != null && where != null) {
            throw VerbFailed.usage("--group and --where are two ways to choose sagas: take one");
        }
        if (isUsed() && sagaId != null) {
            throw VerbFailed.usage("a saga and " + (group != null ? "--group" : "--where") + " cannot go together");
        }
        if (!isUsed() && sagaId == null) {
            throw VerbFailed.usage("which one? name a SAGA_ID, --group FINGERPRINT or --where FILTER");
        }
        if (!isUsed() && (canary != null || rate != null || stopAt != null || dryRun)) {
            throw VerbFailed.usage("--canary, --rate, --stop-at and --dry-run are of --group and --where");
        }
    }

    Filter filter(Work work) {
        return Filter.parse(where == null ? "" : where, work.terminal().clock());
    }

    Pace pace() {
        try {
            return new Pace(stages(), rate == null ? Pace.CAREFUL.perSecond() : rate, share());
        } catch (NumberFormatException e) {
            throw VerbFailed.usage("--canary: '" + canary + "' is no list of numbers: write 1,5,25");
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--canary, --rate, --stop-at: " + e.getMessage());
        }
    }

    private List<Integer> stages() {
        if (canary == null) {
            return Pace.CAREFUL.stages();
        }
        return canary.strip().equals("0")
                ? List.of()
                : Arrays.stream(canary.split(",")).map(String::strip).map(Integer::valueOf).toList();
    }

    private double share() {
        if (stopAt == null) {
            return Pace.CAREFUL.stopShare();
        }
        try {
            return stopAt.endsWith("%")
                    ? Double.parseDouble(stopAt.substring(0, stopAt.length() - 1)) / 100
                    : Double.parseDouble(stopAt);
        } catch (NumberFormatException e) {
            throw VerbFailed.usage("--stop-at: '" + stopAt + "' is no share: write 20% or 0.2");
        }
    }
}
