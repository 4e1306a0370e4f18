package dev.eventscope.cli;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.Item;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Shows re-drives of many sagas as they truly are, takes one up again whose program died, or stops one.
@Command(name = "jobs", sortOptions = false, description = {
    "Lists what was asked for about many sagas, or the items of one with what has become of each.",
    "'left behind': whoever sent them is gone; --resume takes it up where it is."}, footer = {"",
        "Example: eventscope jobs", "         eventscope jobs 6f1c…-… --resume"})
final class JobsVerb implements Callable<Integer> {

    private static final int LATEST = 20;

    private final Work work;

    @Nullable
    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB_ID", description = "One job: its items.")
    UUID job;

    @Option(names = "--resume", description = "Drives the job on to its end.")
    boolean resume;

    @Option(names = "--stop", description = "Sends no more; what is under way goes on.")
    boolean stop;

    @Mixin
    ConfirmOption confirm = new ConfirmOption();

    JobsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (resume && stop) {
            throw VerbFailed.usage("--resume or --stop, not both");
        }
        if ((resume || stop) && job == null) {
            throw VerbFailed.usage("which job? name the JOB_ID: 'eventscope jobs' lists them");
        }
        UUID wanted = job;
        try (OpenStore store = resume || stop ? work.openToAct(confirm.storeName) : work.open(Access.READ_ONLY)) {
            RedriveJobs jobs = new RedriveJobs(store.database());
            if (wanted == null) {
                return list(jobs);
            }
            RedriveJob found = jobs.find(wanted).orElseThrow(() -> VerbFailed.no("there is no job " + wanted
                    + ": 'eventscope jobs' lists them"));
            if (stop && !jobs.stop(wanted, "stopped by " + Work.osUser(), Work.osUser())) {
                throw VerbFailed.refused("job " + wanted + " has ended already: " + found.why());
            }
            return resume ? new BulkRedrive(work, store.database()).drive(wanted) : items(jobs, wanted);
        }
    }

    private int list(RedriveJobs jobs) {
        Instant now = jobs.now();
        try (Printer printer = work.printer("job_id", "at", "actor", "scope", "mode", "status", "items", "confirmed",
                "failed_again", "not_tried", "why")) {
            jobs.overview(LATEST).forEach(each -> printer.row(row(each, now)));
        }
        return ExitCode.DONE;
    }

    private int items(RedriveJobs jobs, UUID wanted) {
        List<Item> items = jobs.items(wanted);
        RedriveJob now = jobs.find(wanted).orElseThrow();
        try (Printer printer = BulkRedrive.itemPrinter(work)) {
            items.forEach(item -> BulkRedrive.print(printer, wanted, item));
        }
        String status = status(now, jobs.now());
        work.say("eventscope: job " + wanted + " " + status + (now.why() == null ? "" : ": " + now.why()) + " ("
                + BulkRedrive.summary(items) + ")");
        return ExitCode.DONE;
    }

    private static Row row(RedriveJob.Overview overview, Instant now) {
        RedriveJob job = overview.job();
        Row row = Row.of("job_id", job.id().toString()).with("at", job.at()).with("actor", job.actor())
                .with("os_user", job.osUser()).with("scope", job.scope()).with("mode", job.mode().code())
                .with("reason", job.reason()).with("evidence", job.evidence())
                .with("status", status(job, now)).with("why", job.why()).with("items", overview.items());
        overview.counts().forEach((state, count) -> row.with(state.code(), count));
        return row;
    }

    private static String status(RedriveJob job, Instant now) {
        return job.status() != RedriveJob.Status.RUNNING || job.isDriven(now) ? job.status().code() : "left behind";
    }
}
