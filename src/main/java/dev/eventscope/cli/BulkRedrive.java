package dev.eventscope.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.eventscope.saga.JobDriver;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.PlanTooLarge;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.Item;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedrivePlanner;
import dev.eventscope.store.Database;

/// Re-drives many sagas from the terminal: the consequences first, then one line for each item.
final class BulkRedrive {

    private final Work work;
    private final Database database;

    BulkRedrive(Work work, Database database) {
        this.work = work;
        this.database = database;
    }

    int run(BulkOptions options, String reason) {
        Pace pace = options.pace();
        RedrivePlan plan = plan(options);
        if (plan.items().isEmpty()) {
            throw VerbFailed.no("nothing is failed in " + plan.scope() + ": 'eventscope sagas --groups' lists what is;"
                    + " a compensation that failed is driven one by one, with --mode compensate");
        }
        if (options.dryRun) {
            print(plan, pace);
            return ExitCode.DONE;
        }
        UUID job = UUID.randomUUID();
        new RedriveJobs(database).start(job, plan, pace, reason, Work.osUser());
        work.say("eventscope: job " + job + " of " + plan.items().size() + " sagas; 'eventscope jobs " + job
                + "' shows it, --stop stops it");
        return drive(job);
    }

    /// Drives a job to its end and prints a line for each item; what was not tried comes last.
    int drive(UUID job) {
        RedriveJobs jobs = new RedriveJobs(database);
        try (Printer printer = itemPrinter(work)) {
            JobDriver driver = new JobDriver(database, work.terminal().clock(), Work.osUser(),
                    item -> print(printer, job, item));
            JobDriver.End end = driver.drive(job);
            if (end == JobDriver.End.DRIVEN_BY_ANOTHER) {
                throw VerbFailed.refused("another program is driving job " + job + ": 'eventscope jobs " + job
                        + "' shows how far it is");
            }
            List<Item> items = jobs.items(job);
            items.stream().filter(item -> item.state() == State.NOT_TRIED || item.state().isOpen())
                    .forEach(item -> print(printer, job, item));
            RedriveJob ended = jobs.find(job).orElseThrow();
            work.say("eventscope: job " + job + " " + ended.status().code() + ": " + ended.why() + " ("
                    + summary(items) + ")");
            return exitCode(items);
        }
    }

    static Printer itemPrinter(Work work) {
        return work.printer("no", "stage", "saga_id", "step_no", "outcome", "note");
    }

    static void print(Printer printer, UUID job, Item item) {
        printer.row(Row.of("request_id", item.requestId().toString()).with("saga_id", item.sagaId())
                .with("outcome", item.state().code()).with("step_no", item.stepNo()).with("no", item.no())
                .with("stage", item.stage()).with("note", item.note()).with("job_id", job.toString()));
        if (printer.isJson()) {
            printer.flush();
        }
    }

    static String summary(List<Item> items) {
        return RedriveJob.counts(items).entrySet().stream().filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey().code().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /// Only all confirmed is a yes; that nothing was done but refused says so.
    static int exitCode(List<Item> items) {
        if (items.stream().allMatch(item -> item.state() == State.CONFIRMED)) {
            return ExitCode.DONE;
        }
        return items.stream().allMatch(item -> item.state() == State.REFUSED) ? ExitCode.REFUSED : ExitCode.NO;
    }

    private RedrivePlan plan(BulkOptions options) {
        RedrivePlanner planner = new RedrivePlanner(database);
        String group = options.group;
        try {
            return group != null ? planner.ofGroup(group) : planner.matching(options.filter(work));
        } catch (PlanTooLarge e) {
            throw VerbFailed.refused(String.valueOf(e.getMessage()));
        }
    }

    private void print(RedrivePlan plan, Pace pace) {
        RedrivePlan.Consequences what = plan.consequences();
        Duration expected = plan.expected(pace.perSecond());
        Instant key = what.oldestKey();
        Row effects = new Row();
        what.effects().forEach((effect, count) -> effects.with(effect.code(), count));
        try (Printer printer = work.printer("instances", "aggregates", "steps_done", "steps_after", "unknown",
                "need_evidence", "same_key", "held_back", "minutes")) {
            printer.row(Row.of("scope", plan.scope()).with("instances", what.instances())
                    .with("aggregates", what.aggregates()).with("steps_done", what.stepsDone())
                    .with("steps_after", what.stepsAfter()).with("unknown", what.unknown())
                    .with("need_evidence", what.needEvidence()).with("same_key", what.sameKey())
                    .with("held_back", what.heldBack()).with("effects", effects).with("oldest_key_at", key)
                    .with("per_second", pace.perSecond())
                    .with("minutes", Math.round(expected.toMillis() / 600.0) / 100.0));
        }
    }
}
