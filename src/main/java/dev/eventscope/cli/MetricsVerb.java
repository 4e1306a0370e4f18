package dev.eventscope.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;

import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.TypeSummary;

/// Counts events by type.
@Command(name = "metrics", description = "Counts the events of each type, and says when the last one was recorded.", footer = {
    "", "Example: eventscope metrics --json"})
final class MetricsVerb implements Callable<Integer> {

    private final Work work;

    MetricsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("type", "count", "last_at")) {
            Map<String, List<TypeSummary>> types = store.reader().readTypes().stream()
                    .collect(Collectors.groupingBy(TypeSummary::type, TreeMap::new, Collectors.toList()));
            types.forEach((type, versions) -> printer.row(row(type, versions)));
        }
        return ExitCode.DONE;
    }

    /// Handling times and errors are null where no service has recorded any.
    private static Row row(String type, List<TypeSummary> versions) {
        return Row.of("type", type).with("count", versions.stream().mapToLong(TypeSummary::events).sum())
                .with("mean_ms", null).with("error_rate", null).with("last_at", versions.stream()
                        .map(TypeSummary::lastAt).filter(Objects::nonNull).max(Instant::compareTo).orElse(null));
    }
}
