package dev.eventscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.saga.AuditExport;
import dev.eventscope.saga.AuditFilter;
import dev.eventscope.saga.AuditHead;
import dev.eventscope.saga.AuditLine;
import dev.eventscope.saga.AuditLog;
import dev.eventscope.saga.AuditVerdict;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Lists what operators did, exports it, or checks that nobody changed it since.
@Command(name = "audit", sortOptions = false, description = {
    "Lists what operators did and what they were refused, in order.",
    "Each row carries the hash of the one before; keep the head elsewhere to notice a tail that was cut off."}, footer = {
        "", "Example: eventscope audit --target sync-9c41f7e012", "         eventscope audit --out audit.csv",
        "         eventscope audit --verify --head 42:9f3c…"})
final class AuditVerb implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Work work;

    @Option(names = "--verify", description = "Works out every hash anew; ends with 1 where the chain is broken.")
    boolean verify;

    @Nullable
    @Option(names = "--head", paramLabel = "HEAD", description = "With --verify: a head that was kept, as an export or an earlier --verify printed it.")
    String head;

    @Nullable
    @Option(names = "--out", paramLabel = "FILE", description = "Writes rows and head to a new file: .jsonl or .csv.")
    Path out;

    @Nullable
    @Option(names = "--actor", paramLabel = "TEXT", description = "Only of these: a part of the database user or OS user.")
    String actor;

    @Nullable
    @Option(names = "--target", paramLabel = "TEXT", description = "Only on these: a part of what was acted on.")
    String target;

    @Option(names = "--refused", description = "Only what was refused.")
    boolean refused;

    AuditVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (head != null && !verify) {
            throw VerbFailed.usage("--head is compared by --verify: add --verify");
        }
        if (verify && (out != null || actor != null || target != null || refused)) {
            throw VerbFailed.usage("--verify is of the whole audit: leave --out, --actor, --target and --refused out");
        }
        AuditHead kept = kept();
        AuditExport.Format format = format();
        try (OpenStore store = work.open(Access.READ_ONLY)) {
            AuditLog log = new AuditLog(store.database());
            if (verify) {
                return verify(log, kept);
            }
            return format == null ? list(log) : export(log, format);
        }
    }

    private int list(AuditLog log) {
        try (Printer printer = work.printer("at", "actor", "os_user", "action", "mode", "target", "outcome",
                "reason")) {
            List<AuditLine> page = log.after(0, filter(), PAGE);
            while (!page.isEmpty()) {
                page.forEach(line -> printer.row(row(line)));
                page = page.size() < PAGE
                        ? List.of()
                        : log.after(page.getLast().entry().number(), filter(), PAGE);
            }
        }
        return ExitCode.DONE;
    }

    private int export(AuditLog log, AuditExport.Format format) {
        Path file = Objects.requireNonNull(out);
        // A new file only: an export that was kept is never written over.
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            AuditHead written = new AuditExport(log).write(writer, format, filter());
            try (Printer printer = work.printer("file", "head")) {
                printer.row(Row.of("file", file.toString()).with("head", written.toString()));
            }
            return ExitCode.DONE;
        } catch (FileAlreadyExistsException e) {
            throw VerbFailed.usage("--out: " + file + " is there already: name a new file");
        } catch (IOException e) {
            throw VerbFailed.usage("--out: " + file + " cannot be written (" + e.getMessage() + ")");
        }
    }

    private int verify(AuditLog log, @Nullable AuditHead kept) {
        AuditVerdict verdict = log.verify(kept);
        try (Printer printer = work.printer("whole", "rows", "head", "why")) {
            printer.row(switch (verdict) {
                case AuditVerdict.Whole(AuditHead end) -> Row.of("whole", true).with("rows", end.number())
                        .with("head", end.toString()).with("first_broken", null).with("why", null);
                case AuditVerdict.Broken(long number, String why) -> Row.of("whole", false).with("rows", null)
                        .with("head", log.head().toString()).with("first_broken", number).with("why", why);
            });
        }
        return verdict instanceof AuditVerdict.Whole ? ExitCode.DONE : ExitCode.NO;
    }

    private AuditFilter filter() {
        return new AuditFilter(actor, target, refused ? Boolean.FALSE : null);
    }

    private @Nullable AuditHead kept() {
        try {
            return head == null ? null : AuditHead.parse(head);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--head: " + e.getMessage());
        }
    }

    private AuditExport.@Nullable Format format() {
        if (out == null) {
            return null;
        }
        String name = out.toString();
        if (name.endsWith(".csv")) {
            return AuditExport.Format.CSV;
        }
        if (name.endsWith(".jsonl") || name.endsWith(".json")) {
            return AuditExport.Format.JSON_LINES;
        }
        throw VerbFailed.usage("--out: the file's name must end in .jsonl or .csv, was " + name);
    }

    private static Row row(AuditLine line) {
        Row row = new Row();
        line.fields().forEach(row::with);
        return row;
    }
}
