package dev.eventscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.FailureNote;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaQuery;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Lists sagas with their steps, or groups of failures that look alike.
@Command(name = "sagas", sortOptions = false, description = "Lists sagas with their steps, the latest change first.", footer = {
    "", "Example: eventscope sagas --status failed --json", "         eventscope sagas --groups"})
final class SagasVerb implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Work work;

    @Nullable
    @Option(names = "--status", paramLabel = "S", description = "Only sagas in this state: running, waiting, failed, paused, compensating, compensated, compensation_failed, completed or cancelled.")
    String status;

    @Nullable
    @Option(names = "--type", paramLabel = "T", description = "Only sagas of this type.")
    String type;

    @Option(names = "--groups", description = "Groups of failures instead of sagas, the largest first.")
    boolean groups;

    SagasVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        Set<SagaStatus> statuses = statuses();
        if (groups && status != null) {
            throw VerbFailed.usage("--groups are of failures: leave --status out");
        }
        try (OpenStore store = work.open(Access.READ_ONLY)) {
            SagaReader reader = new SagaReader(store.database());
            if (groups) {
                printGroups(reader);
            } else {
                printSagas(reader, SagaQuery.all(PAGE).withStatuses(statuses).withType(type));
            }
        }
        return ExitCode.DONE;
    }

    private void printSagas(SagaReader reader, SagaQuery first) {
        try (Printer printer = work.printer("saga_id", "type", "status", "about", "group", "steps")) {
            SagaQuery query = first;
            List<SagaInstance> page = reader.list(query);
            while (!page.isEmpty()) {
                page.forEach(saga -> printer.row(row(saga)));
                query = query.after(SagaQuery.After.of(page.getLast()));
                page = page.size() < PAGE ? List.of() : reader.list(query);
            }
        }
    }

    private void printGroups(SagaReader reader) {
        try (Printer printer = work.printer("group", "count", "aggregates", "trend", "type", "step", "error_class",
                "message",
                "last_at", "last_redrive", "note")) {
            reader.groups().stream().filter(group -> type == null || type.equals(group.type()))
                    .forEach(group -> printer.row(row(group)));
        }
    }

    private Set<SagaStatus> statuses() {
        try {
            return status == null ? Set.of() : Set.of(SagaStatus.of(status));
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--status: " + e.getMessage());
        }
    }

    private static Row row(SagaInstance saga) {
        return Row.of("saga_id", saga.sagaId()).with("group", saga.failureGroup().orElse(null))
                .with("type", saga.type()).with("status", saga.status().code())
                .with("about", saga.about().isEmpty() ? null : saga.about())
                .with("correlation_id", saga.correlationId() == null ? null : saga.correlationId().toString())
                .with("steps", saga.steps().stream().map(SagasVerb::row).toList());
    }

    private static Row row(SagaStep step) {
        return Row.of("no", step.no()).with("name", step.name()).with("status", step.status().code())
                .with("attempt", step.attempt()).with("error", step.error() == null ? null : step.error().toString());
    }

    private static Row row(FailureGroup group) {
        FailureGroup.LastRedrive last = group.lastRedrive();
        FailureNote note = group.note();
        return Row.of("group", group.id()).with("type", group.type()).with("step", group.step())
                .with("error_class", group.errorClass()).with("message", group.message()).with("count", group.count())
                .with("aggregates", group.aggregates()).with("first_at", group.first()).with("last_at", group.last())
                .with("last_hour", group.lastHour()).with("hour_before", group.hourBefore())
                .with("trend", group.trend().name().toLowerCase(Locale.ROOT)).with("redriven", group.redriven())
                .with("confirmed", group.confirmed())
                .with("last_redrive", last == null
                        ? null
                        : last.confirmed() + " of " + last.tried() + " confirmed, " + last.failedAgain()
                                + " failed again")
                .with("last_redrive_at", last == null ? null : last.at())
                .with("last_redrive_by", last == null ? null : last.actor())
                .with("note", note == null ? null : note.text());
    }
}
