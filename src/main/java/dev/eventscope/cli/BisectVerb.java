package dev.eventscope.cli;

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.replay.BisectSummary;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StateFlip;
import dev.eventscope.replay.StatePredicate;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.MalformedExpression;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Finds the versions at which a predicate on the state flips.
@Command(name = "bisect", sortOptions = false, description = {
    "Finds the first version at which a predicate on the state holds, and every version at which it flips after that.",
    "In the predicate data.… is the state; all other fields are those of the event that led to it.",
    "Ends with 1 where it never holds."}, footer = {"",
        "Example: eventscope bisect order-7f31 --where 'data.total<0'",
        "         eventscope bisect order-7f31 --predicate 'state.lines.map(l, l.price).sum() > state.total'",
        "         eventscope bisect --category content --where 'data.deleted:true' --json"})
final class BisectVerb implements Callable<Integer> {

    private final Work work;

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "STREAM", description = "The stream.")
    String stream;

    @Nullable
    @Option(names = "--category", paramLabel = "C", description = "All streams of this category instead of one.")
    String category;

    @Nullable
    @Option(names = "--where", paramLabel = "EXPR", description = "The predicate, in the grammar of filters: data.total<0 -data.deleted:true")
    String where;

    @Nullable
    @Option(names = "--predicate", paramLabel = "EXPR", description = "The predicate, as an expression over state and event: 'state.total < 0'; or the name of one in the profile.")
    String predicate;

    BisectVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if ((stream == null) == (category == null)) {
            throw VerbFailed.usage("give one of STREAM and --category");
        }
        StatePredicate wanted = predicate();
        BisectSummary summary;
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("stream", "version", "holds", "type", "recorded_at", "event_id")) {
            summary = run(store, wanted, printer);
        }
        if (summary.failed() > 0) {
            throw VerbFailed.no(summary.failed() + " of " + summary.streams()
                    + " streams are folded only up to an event that fails: 'eventscope state STREAM' names it");
        }
        if (summary.flipped() == 0) {
            throw VerbFailed.no("'" + (where == null ? predicate : where) + "' holds at no version of "
                    + (stream == null ? "any of " + summary.streams() + " streams" : "stream " + stream));
        }
        return ExitCode.DONE;
    }

    private StatePredicate predicate() {
        if ((where == null) == (predicate == null)) {
            throw VerbFailed.usage("give one of --where and --predicate");
        }
        if (predicate != null) {
            Expression named = work.profile().predicates().get(predicate);
            return StatePredicate.of(named == null ? compile(predicate) : named);
        }
        Filter filter = Filter.parse(Objects.requireNonNull(where), work.terminal().clock());
        if (filter.isEverything()) {
            throw VerbFailed.usage("--where is empty: write a predicate, as in data.total<0");
        }
        return StatePredicate.of(filter);
    }

    private static Expression compile(String text) {
        try {
            return StatePredicate.compile(text);
        } catch (MalformedExpression e) {
            throw VerbFailed.usage("--predicate: " + e.getMessage());
        }
    }

    private BisectSummary run(OpenStore store, StatePredicate predicate, Printer printer) {
        Replay replay = States.replay(work, store);
        if (stream == null) {
            return replay.bisectAll(category, predicate, flip -> printer.row(row(flip)));
        }
        return replay.bisect(Lookups.stream(store.reader(), stream).stream(), predicate,
                flip -> printer.row(row(flip))).orElseThrow();
    }

    private static Row row(StateFlip flip) {
        return Row.of("stream", flip.event().stream().name()).with("version", flip.version())
                .with("holds", flip.holds()).with("event_id", flip.event().id()).with("type", flip.event().type())
                .with("occurred_at", flip.event().occurredAt()).with("recorded_at", flip.event().recordedAt())
                .with("fidelity", flip.fidelity().word());
    }
}
