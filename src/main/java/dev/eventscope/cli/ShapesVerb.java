package dev.eventscope.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.event.EventHeader;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.FieldShape;
import dev.eventscope.replay.ShapeScan;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Tells what payloads have looked like over time.
@Command(name = "shapes", sortOptions = false, description = {
    "Tells which fields the payloads of each event type have, of which kind, since when and until when.",
    "Payloads are taken as stored, whatever upcasters there are. Writes nothing."}, footer = {"",
        "Example: eventscope shapes --type ContentUpdated",
        "         eventscope shapes --drift --rate 5000 --json"})
final class ShapesVerb implements Callable<Integer> {

    private final Work work;

    @Nullable
    @Option(names = "--type", paramLabel = "T", description = "Only events of this type.")
    String type;

    @Option(names = "--drift", description = "Only fields that came, went or changed their kind.")
    boolean drift;

    @Nullable
    @Option(names = "--rate", paramLabel = "N", description = "At most N events a second, so that the store does not feel it.")
    Integer rate;

    ShapesVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (rate != null && rate < 1) {
            throw VerbFailed.usage("--rate must be 1 or more, was " + rate);
        }
        DryRunPace pace = rate == null
                ? DryRunPace.UNTHROTTLED
                : DryRunPace.perSecond(rate, work.terminal().clock());
        ShapeScan scan;
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("type", "path", "kind", "events", "all", "since_at", "until_at",
                        "retyped")) {
            scan = ShapeScan.run(store.reader(), type, ForkJoinPool.commonPool(), pace);
            scan.fields().stream().filter(field -> !drift || field.drifts()).forEach(field -> printer.row(row(field)));
        }
        if (scan.forgotten() > 0) {
            work.say("eventscope: " + scan.forgotten()
                    + " more fields are not told apart: a type has too many, as where ids are keys");
        }
        if (scan.read() == 0) {
            throw VerbFailed.no(type == null
                    ? "the store has no event"
                    : "the store has no event of type '" + type + "': 'eventscope metrics' lists types");
        }
        return ExitCode.DONE;
    }

    private static Row row(FieldShape field) {
        EventHeader since = field.since();
        EventHeader until = field.until();
        return Row.of("type", field.type()).with("path", field.path()).with("kind", field.kind())
                .with("events", field.events()).with("all", field.all())
                .with("since_id", since == null ? null : since.id())
                .with("since_at", since == null ? null : since.recordedAt())
                .with("until_id", until == null ? null : until.id())
                .with("until_at", until == null ? null : until.recordedAt()).with("retyped", field.retyped());
    }
}
