package dev.eventscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import dev.eventscope.bench.AppendBench;
import dev.eventscope.bench.BenchFailed;
import dev.eventscope.bench.BrowseBench;
import dev.eventscope.bench.Figure;
import dev.eventscope.bench.GroupsBench;
import dev.eventscope.bench.ImportBench;
import dev.eventscope.bench.ReadBench;
import dev.eventscope.bench.RelayBench;
import dev.eventscope.bench.ReplayBench;
import dev.eventscope.bench.SagaStepsBench;
import dev.eventscope.bench.TimelineBench;
import dev.eventscope.bench.UpcastBench;
import dev.eventscope.portfolio.git.ImportFailed;
import dev.eventscope.rules.Closest;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;

/// Takes a benchmark beside its floor.
@Command(name = "bench", sortOptions = false, description = {
    "Measures on the server of the store, in databases of its own that are dropped afterwards.",
    "Each figure stands beside a floor that was taken in the same run; ratio = subject / floor."}, footer = {"",
        "Example: eventscope bench append --json"})
final class BenchVerb implements Callable<Integer> {

    /// What can be measured.
    enum What {
        APPEND, READ, REPLAY, UPCAST, RELAY, IMPORT, SAGAS, SAGA_STEPS, BROWSE, TIMELINE;

        /// As it is typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Errors: `TypeConversionException` that lists each word once.
        static What of(String text) {
            List<String> words = Stream.of(values()).map(What::toString).toList();
            int index = words.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
            if (index < 0) {
                throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", words)
                        + Closest.hint(text, words));
            }
            return values()[index];
        }
    }

    /// By the words, for those of the enum would be in capitals, and listed twice.
    static final class WhatOfText implements ITypeConverter<What> {
        @Override
        public What convert(String text) {
            return What.of(text);
        }
    }

    private static final LongSupplier NANOS = System::nanoTime;

    private final Work work;

    @Parameters(index = "0", paramLabel = "WHAT", converter = WhatOfText.class, description = "append, read, replay, upcast, relay, import, sagas, saga-steps, browse or timeline.")
    What what = What.APPEND;

    @Parameters(index = "1", arity = "0..1", paramLabel = "REPO", defaultValue = ".", description = "For import: the Git repository, the one around where nothing is said.")
    Path repository = Path.of(".");

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "8", description = "Rounds that count; 8 where nothing is said.")
    int rounds;

    @Option(names = "--events", paramLabel = "N", defaultValue = "0", description = "For browse and timeline: how many events the store has. Where nothing is said, browse takes 200000, a tenth as many streams, one of them a tenth of all; timeline takes 1000000.")
    long events;

    BenchVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > 1_000) {
            throw VerbFailed.usage("--rounds must be 1 to 1000, was " + rounds);
        }
        if (events != 0 && (events < 10_000 || events > 100_000_000)) {
            throw VerbFailed.usage("--events must be 10000 to 100000000, was " + events);
        }
        String broker = what == What.RELAY ? broker() : "";
        try (Database server = work.connect(Access.READ_WRITE);
                Printer printer = work.printer("goal", "what", "subject", "floor", "unit", "ratio", "rounds", "min",
                        "max")) {
            Passwords passwords = work.passwordsOf(server);
            switch (what) {
                case APPEND -> new AppendBench(server, passwords, rounds, NANOS).run(figure -> print(printer, figure));
                case READ -> new ReadBench(server, passwords, rounds, NANOS).run(figure -> print(printer, figure));
                case REPLAY -> {
                    ReplayBench bench = new ReplayBench(server, passwords, rounds, work.terminal().clock(), NANOS);
                    bench.run(figure -> print(printer, figure));
                    bench.scrub(figure -> print(printer, figure));
                }
                case UPCAST -> new UpcastBench(server, passwords, rounds, work.terminal().clock(), NANOS)
                        .run(figure -> print(printer, figure));
                case RELAY -> RelayBench.of(server, passwords, broker, rounds, work.terminal().clock(), NANOS)
                        .run(figure -> print(printer, figure));
                case TIMELINE -> new TimelineBench(server, passwords, rounds, events == 0 ? 1_000_000 : (int) events,
                        work.terminal().clock(), NANOS).run(figure -> print(printer, figure));
                case BROWSE -> new BrowseBench(server, passwords, events == 0 ? 200_000 : events, rounds, NANOS)
                        .run(figure -> print(printer, figure));
                case SAGAS -> new GroupsBench(server, passwords, rounds, NANOS).run()
                        .forEach(figure -> print(printer, figure));
                case SAGA_STEPS -> SagaStepsBench
                        .of(server, passwords, rounds, work.terminal().clock(), NANOS)
                        .run(figure -> print(printer, figure));
                case IMPORT -> print(printer, new ImportBench(server, passwords, NANOS).run(repository, rounds));
            }
        } catch (ImportFailed e) {
            throw VerbFailed.usage(String.valueOf(e.getMessage()));
        } catch (BenchFailed e) {
            throw VerbFailed.store(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }

    private String broker() {
        return work.kafka()
                .orElseThrow(() -> VerbFailed.store("bench relay needs a broker: name one by --kafka HOST:PORT"
                        + " or EVENTSCOPE_KAFKA; 'mvn -q -Pkafka' starts one on localhost:9092"));
    }

    private static void print(Printer printer, Figure figure) {
        printer.row(Row.of("goal", figure.goal()).with("what", figure.what()).with("subject", rounded(figure.subject()))
                .with("floor", rounded(figure.floor())).with("unit", figure.unit())
                .with("ratio", rounded(figure.ratio()))
                .with("rounds", figure.rounds()).with("min", rounded(figure.min())).with("max", rounded(figure.max()))
                .withPresent("bare", rounded(figure.bare())));
        if (printer.isJson()) {
            printer.flush();
        }
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }
}
