package dev.eventscope.cli;

import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonPointer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.replay.Blame;
import dev.eventscope.replay.FieldBlame;
import dev.eventscope.replay.FieldWrite;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamSummary;

/// Tells who wrote each field of a state.
@Command(name = "blame", sortOptions = false, description = {
    "Tells which event wrote each field of a stream's state last, also where the value stayed equal, and which before it.",
    "A field that was removed stands with the event that removed it."}, footer = {"",
        "Example: eventscope blame content-README.md",
        "         eventscope blame content-README.md --version 3 --path /metadata --json"})
final class BlameVerb implements Callable<Integer> {

    private final Work work;

    @Parameters(paramLabel = "STREAM", description = "The stream.")
    String stream = "";

    @Nullable
    @Option(names = "--version", paramLabel = "V", description = "At this version; at the head where nothing is said.")
    Long version;

    @Option(names = "--path", paramLabel = "POINTER", defaultValue = "", description = "Only this field and what is in it: a JSON Pointer, as /metadata/title.")
    String path = "";

    BlameVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        checkPath();
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("path", "value", "version", "type", "recorded_at", "actor",
                        "event_id")) {
            Replay replay = States.replay(work, store);
            StreamSummary summary = Lookups.stream(store.reader(), stream);
            long at = States.version(summary, version);
            Blame blame = replay.blame(summary.stream(), at).orElseThrow(() -> States.before(summary, at));
            List<FieldBlame> fields = blame.fields().stream().filter(field -> isWithin(field.path())).toList();
            fields.forEach(field -> printer.row(row(blame, field)));
            if (blame.forgotten() > 0) {
                work.say("eventscope: " + blame.forgotten() + " more fields were removed and are not shown");
            }
            States.refuseBroken(blame.state());
            if (fields.isEmpty()) {
                throw VerbFailed.no("no event of stream " + stream + " up to version " + at + " wrote "
                        + (path.isEmpty() ? "any field" : path));
            }
        }
        return ExitCode.DONE;
    }

    private void checkPath() {
        try {
            JsonPointer.valueOf(path);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--path: '" + path + "' is no JSON Pointer: write /field or /field/within");
        }
    }

    private boolean isWithin(String field) {
        return field.startsWith(path) && (field.length() == path.length() || field.charAt(path.length()) == '/');
    }

    private static Row row(Blame blame, FieldBlame field) {
        FieldWrite last = field.last();
        return Row.of("path", field.path()).with("value", field.value()).with("version", last.version())
                .with("event_id", last.eventId()).with("type", last.type()).with("occurred_at", last.occurredAt())
                .with("recorded_at", last.recordedAt()).with("actor", last.actor())
                .with("removed", field.isRemoved()).with("writes", field.writes())
                .with("earlier", field.earlier().stream().map(BlameVerb::earlier).toList())
                .with("fidelity", blame.state().fidelity().word());
    }

    private static Row earlier(FieldWrite write) {
        return Row.of("version", write.version()).with("event_id", write.eventId()).with("type", write.type())
                .with("recorded_at", write.recordedAt()).with("actor", write.actor())
                .with("removed", write.removal());
    }
}
