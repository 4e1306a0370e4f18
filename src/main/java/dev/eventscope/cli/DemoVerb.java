package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.portfolio.demo.Demo;
import dev.eventscope.portfolio.demo.DemoServices;
import dev.eventscope.portfolio.demo.DemoStore;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.embedded.DataFolder;
import dev.eventscope.wire.Topics;

/// Builds or opens the demo store, and runs its services until stopped.
@Command(name = "demo", description = {"Opens the demo store and runs its services until stopped (Ctrl+C).",
    "Where there is none it is built first, from the Git history of the checkout it is called in."}, footer = {"",
        "Example: eventscope demo --kafka localhost:9092"})
public final class DemoVerb implements Callable<Integer> {

    private final Work work;
    private final DataFolder folder;
    private final @Nullable Path workingDir;
    private final Consumer<Runnable> atExit;

    @Option(names = "--reset", description = "Deletes the demo store first and builds a new one.")
    boolean reset;

    @Option(names = "--repair", description = "Makes the Git remote that is missing on purpose, and ends.")
    boolean repair;

    /// Shape: `atExit` registers what has to be done when the program is told to stop by a signal.
    public DemoVerb(Work work, DataFolder folder, @Nullable Path workingDir, Consumer<Runnable> atExit) {
        this.work = work;
        this.folder = folder;
        this.workingDir = workingDir;
        this.atExit = atExit;
    }

    @Override
    public Integer call() throws IOException {
        if (!work.storeName().equals(GlobalOptions.DEMO)) {
            throw VerbFailed.usage("demo works on the demo store only: leave --store out");
        }
        Optional<String> kafka = work.kafka();
        if (reset) {
            DemoStore.reset(folder);
        }
        try (Demo demo = DemoStore.open(folder, workingDir, work.terminal().clock(), work::say)) {
            if (repair) {
                demo.repair();
                work.say(demo.missingRemote().isEmpty()
                        ? "no remote is missing"
                        : "the remote of '" + demo.missingRemote() + "' is there: re-drive what failed for want of it");
            } else {
                serve(demo, kafka);
            }
        }
        return ExitCode.DONE;
    }

    private void serve(Demo demo, Optional<String> kafka) {
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // a signal ends the program once its hooks are through: this one waits until the services have stopped
        atExit.accept(() -> {
            stopping.countDown();
            awaitUninterrupted(stopped);
        });
        try (Demo _ = demo;
                ExecutorService executor = Executors.newCachedThreadPool();
                DemoServices _ = demo.startServices(executor, work.terminal().environment(), kafka.orElse(null))) {
            announce(demo, kafka);
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void announce(Demo demo, Optional<String> kafka) {
        ConnectionSpec spec = demo.spec();
        String url = spec.url();
        try (Printer printer = work.printer("url")) {
            if (printer.isJson()) {
                printer.row(Row.of("url", url).with("pgpass", demo.pgpassFile().toString())
                        .with("missing_remote", demo.missingRemote()));
            } else {
                work.terminal().out().println(url);
            }
        }
        work.terminal().out().flush();
        kafka.ifPresent(
                broker -> work.say("events go to Kafka at " + broker + ", topics " + Topics.STANDARD.of("CATEGORY")));
        work.say("services run until Ctrl+C; for psql: PGPASSFILE=" + demo.pgpassFile());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
