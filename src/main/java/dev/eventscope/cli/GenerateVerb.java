package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.bench.StoreGenerator;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.log.EventAppender;

/// Fills a store with made-up events.
@Command(name = "generate", sortOptions = false, description = {
    "Writes made-up orders, payments and shipments into a native store, for trials.",
    "The same seed makes the same events; what is there already is not written again."}, footer = {"",
        "Example: eventscope generate --events 100000 --seed 7 --store postgresql://owner@localhost/trial"})
final class GenerateVerb implements Callable<Integer> {

    private final Work work;

    @Option(names = "--events", required = true, paramLabel = "N", description = "How many events.")
    long events;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "A number; another one makes another store.")
    long seed;

    GenerateVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (events < 1) {
            throw VerbFailed.usage("--events must be 1 or more, was " + events);
        }
        try (OpenStore store = work.openNative(); Printer printer = work.printer("events", "streams")) {
            StoreGenerator.Generated generated = new StoreGenerator(seed)
                    .write(new EventAppender(store.database()), events);
            printer.row(Row.of("events", generated.events()).with("streams", generated.streams()));
        }
        return ExitCode.DONE;
    }
}
