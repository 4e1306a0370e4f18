package dev.eventscope.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.eventscope.saga.JobDriver;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.PlanTooLarge;
import dev.eventscope.saga.RedriveCandidates;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.Item;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedrivePlanner;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Why;
import dev.eventscope.store.Database;

/// Asks for one thing about many sagas from the terminal: the consequences first, then one line for each item.
final class BulkRedrive {

    /// Where nothing is found, nothing is failed.
    private static final Set<Mode> FAILING = Set.of(Mode.RETRY, Mode.SKIP, Mode.SUCCEEDED, Mode.COMPENSATE);

    private final Work work;
    private final Database database;

    BulkRedrive(Work work, Database database) {
        this.work = work;
        this.database = database;
    }

    /// Asks for it, and follows it to the end.
    int run(BulkOptions options, Mode mode, Why why) {
        Pace pace = options.pace();
        RedrivePlan plan = plan(options, mode);
        UUID job = UUID.randomUUID();
        new RedriveJobs(database).start(job, plan, pace, why, Work.osUser());
        work.say("eventscope: job " + job + " of " + plan.items().size() + " sagas; 'eventscope jobs " + job
                + "' shows it, --stop stops it");
        plan.leftOut().forEach(one -> work.say("eventscope: left out: " + sentence(one)));
        return drive(job);
    }

    /// Tells the consequences and does nothing.
    int tell(BulkOptions options, Mode mode) {
        Pace pace = options.pace();
        print(plan(options, mode), pace);
        return ExitCode.DONE;
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

    /// Errors: [VerbFailed] where there is nothing, or nothing that may be asked.
    private RedrivePlan plan(BulkOptions options, Mode mode) {
        RedrivePlan plan = candidates(options, mode).plan(mode);
        if (!plan.items().isEmpty()) {
            return plan;
        }
        if (plan.leftOut().isEmpty()) {
            throw VerbFailed.no((FAILING.contains(mode) || options.group != null
                    ? "nothing is failed in "
                    : "nothing is there to " + mode.code() + " in ") + plan.scope()
                    + ": 'eventscope sagas --groups' lists what is failed, 'eventscope sagas' what is there");
        }
        throw VerbFailed.refused("--mode " + mode.code() + " may not be asked for in " + plan.scope() + ": "
                + plan.leftOut().stream().map(BulkRedrive::sentence).collect(Collectors.joining("; ")));
    }

    private RedriveCandidates candidates(BulkOptions options, Mode mode) {
        RedrivePlanner planner = new RedrivePlanner(database);
        String group = options.group;
        try {
            return group != null ? planner.ofGroup(group) : planner.matching(options.filter(work), states(mode));
        } catch (PlanTooLarge e) {
            throw VerbFailed.refused(String.valueOf(e.getMessage()));
        }
    }

    /// Of which sagas a filter speaks: those that the mode is for.
    private static Set<SagaStatus> states(Mode mode) {
        return switch (mode) {
            case RETRY, SKIP, SUCCEEDED, COMPENSATE -> RedrivePlanner.FAILING;
            case CANCEL -> Set.of(SagaStatus.FAILED, SagaStatus.PAUSED);
            case PAUSE -> Set.of(SagaStatus.RUNNING, SagaStatus.WAITING);
            case RESUME -> Set.of(SagaStatus.PAUSED);
        };
    }

    /// `3 wait for a person: … (sync-1, sync-2, sync-3)`.
    private static String sentence(RedrivePlan.LeftOut one) {
        return one.sagaIds().size() + " " + one.reason().ofMany() + " (" + one.examples() + ")";
    }

    private void print(RedrivePlan plan, Pace pace) {
        RedrivePlan.Consequences what = plan.consequences();
        Duration expected = plan.expected(pace.perSecond());
        Instant key = what.oldestKey();
        Row leftOut = new Row();
        plan.leftOut().forEach(one -> leftOut.with(one.reason().code(), one.sagaIds().size()));
        Row effects = new Row();
        what.effects().forEach((effect, count) -> effects.with(effect.code(), count));
        try (Printer printer = work.printer("instances", "aggregates", "steps_done", "steps_after", "unknown",
                "need_evidence", "same_key", "held_back", "minutes")) {
            printer.row(
                    Row.of("scope", plan.scope()).with("mode", plan.mode().code()).with("instances", what.instances())
                            .with("aggregates", what.aggregates()).with("steps_done", what.stepsDone())
                            .with("steps_after", what.stepsAfter()).with("steps_to_undo", what.stepsToUndo())
                            .with("unknown", what.unknown())
                            .with("need_evidence", what.needEvidence()).with("same_key", what.sameKey())
                            .with("held_back", what.heldBack()).with("effects", effects).with("oldest_key_at", key)
                            .with("left_out", leftOut)
                            .with("per_second", pace.perSecond())
                            .with("minutes", Math.round(expected.toMillis() / 600.0) / 100.0));
        }
    }
}
