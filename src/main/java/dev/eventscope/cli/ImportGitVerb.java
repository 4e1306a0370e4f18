package dev.eventscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.portfolio.git.GitImport;
import dev.eventscope.portfolio.git.ImportFailed;
import dev.eventscope.portfolio.git.ImportProgress;
import dev.eventscope.portfolio.git.ImportResult;
import dev.eventscope.portfolio.git.StopSignal;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Writer;

/// Turns the history of a Git repository into events.
@Command(name = "import-git", sortOptions = false, description = {
    "Writes the first-parent history of a Git repository as content events.",
    "What was imported before is not written again."}, footer = {"", "Example: eventscope import-git . --ref main"})
final class ImportGitVerb implements Callable<Integer> {

    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(5);

    private final Work work;

    @Parameters(paramLabel = "REPO", description = "The repository: a work tree or a bare one.")
    Path repository = Path.of("");

    @Nullable
    @Option(names = "--ref", paramLabel = "REF", description = "The branch, tag or commit to import up to; HEAD where nothing is said.")
    String ref;

    @Option(names = "--follow", description = "Goes on with new commits until it is stopped; one row a run.")
    boolean follow;

    @Option(names = "--node", paramLabel = "NAME", description = "Who writes, in the vector clocks of the events; importer where nothing is said. No two importers at work share one.")
    String node = "importer";

    ImportGitVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(repository)) {
            throw VerbFailed.usage("there is no folder '" + repository + "': name a Git repository");
        }
        Writer writer = writer();
        try (OpenStore store = work.openNative(); Printer printer = work.printer("commits", "events", "streams")) {
            GitImport git = new GitImport(store.database().writingAs(writer));
            Progress progress = new Progress(printer);
            if (follow) {
                git.follow(repository, ref, progress, new StopSignal());
            } else {
                git.run(repository, ref, progress);
            }
        } catch (ImportFailed e) {
            throw VerbFailed.usage(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }

    private Writer writer() {
        try {
            return Writer.node(node);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--node: " + e.getMessage());
        }
    }

    /// A row when all is there; on the way to it a line on stderr now and then.
    private final class Progress implements ImportProgress {

        private final Printer printer;
        private Instant said;

        Progress(Printer printer) {
            this.printer = printer;
            this.said = work.terminal().clock().instant();
        }

        @Override
        public void imported(ImportResult done, long totalCommits) {
            Instant now = work.terminal().clock().instant();
            if (Duration.between(said, now).compareTo(BETWEEN_MESSAGES) >= 0) {
                said = now;
                work.say(done.commits() + " of " + totalCommits + " commits");
            }
        }

        @Override
        public void caughtUp(ImportResult run) {
            printer.row(Row.of("commits", run.commits()).with("events", run.events()).with("streams", run.streams()));
            printer.flush();
        }
    }
}
