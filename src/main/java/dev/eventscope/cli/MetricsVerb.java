package dev.eventscope.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.TypeSummary;
import dev.eventscope.telemetry.HandlingFigures;
import dev.eventscope.telemetry.HandlingKey;
import dev.eventscope.telemetry.OpenMetrics;
import dev.eventscope.telemetry.TelemetryReader;

/// Counts events by type, and says how long their handling takes.
@Command(name = "metrics", sortOptions = false, description = {
    "For each type of event: how many there are, how long handlers and steps of sagas took, what share of them",
    "failed, and when one was handled last (recorded last, where no service has told of handling it)."}, footer = {
        "", "Example: eventscope metrics --json", "         eventscope metrics --openmetrics"})
final class MetricsVerb implements Callable<Integer> {

    private static final double US_IN_MS = 1_000.0;

    private final Work work;

    @Option(names = "--openmetrics", description = "In the text format of OpenMetrics, for a scraper; with a histogram for each handler.")
    boolean openMetrics;

    MetricsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (openMetrics) {
            return printOpenMetrics();
        }
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("type", "count", "mean_ms", "p50_ms", "p90_ms", "p99_ms", "error_rate",
                        "last_at")) {
            Map<String, HandlingFigures> handled = store.isNative()
                    ? new TelemetryReader(store.database()).types()
                    : Map.of();
            types(store).forEach((type, versions) -> printer.row(row(type, versions, handled.get(type))));
        }
        return ExitCode.DONE;
    }

    private int printOpenMetrics() {
        try (OpenStore store = work.open(Access.READ_ONLY); Printer printer = work.printer()) {
            if (printer.isJson()) {
                throw VerbFailed.usage("--openmetrics is a format of its own: leave --json out");
            }
            Map<String, Long> events = new TreeMap<>();
            types(store).forEach((type, versions) -> events.put(type, count(versions)));
            Map<HandlingKey, HandlingFigures> handlers = store.isNative()
                    ? new TelemetryReader(store.database()).handlers()
                    : Map.of();
            work.terminal().out().print(OpenMetrics.text(events, handlers));
        }
        return ExitCode.DONE;
    }

    private static Map<String, List<TypeSummary>> types(OpenStore store) {
        return store.reader().readTypes().stream()
                .collect(Collectors.groupingBy(TypeSummary::type, TreeMap::new, Collectors.toList()));
    }

    private static long count(List<TypeSummary> versions) {
        return versions.stream().mapToLong(TypeSummary::events).sum();
    }

    /// Handling times and errors are null where no service has recorded any.
    private static Row row(String type, List<TypeSummary> versions, @Nullable HandlingFigures handled) {
        Instant recorded = versions.stream().map(TypeSummary::lastAt).filter(Objects::nonNull)
                .max(Instant::compareTo).orElse(null);
        Row row = Row.of("type", type).with("count", count(versions));
        if (handled == null) {
            return row.with("mean_ms", null).with("error_rate", null).with("last_at", recorded);
        }
        return row.with("mean_ms", ms(handled.meanUs())).with("error_rate", handled.errorRate())
                .with("last_at", handled.lastAt()).with("handled", handled.count()).with("recorded_at", recorded)
                .with("p50_ms", ms(handled.percentileUs(0.5))).with("p90_ms", ms(handled.percentileUs(0.9)))
                .with("p99_ms", ms(handled.percentileUs(0.99)));
    }

    private static double ms(double us) {
        return Math.round(us) / US_IN_MS;
    }
}
