package dev.eventscope.cli;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepError;
import dev.eventscope.saga.Why;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Asks for one failed step to be driven once more, or for something else about its saga, and with `--wait` follows it to
/// the outcome. Many at once are the work of [BulkRedrive].
@Command(name = "redrive", sortOptions = false, description = {
    "Drives a failed step of a saga once more; skips, undoes, pauses or ends with --mode.",
    "With --group or --where it asks for many as one job: a few first, at a rate, and stops by its rule.",
    "The service's runner does the work; 'queued' is no success, only 'confirmed' is."}, footer = {"",
        "Example: eventscope redrive sync-9c41f7e012 2 --reason \"remote is back\" --wait 60s",
        "         eventscope redrive sync-9c41f7e012 --mode compensate --reason \"wrong commit\" --wait 60s",
        "         eventscope redrive --group 9c41f7e012 --reason \"remote is back\" --rate 10 --stop-at 20%%",
        "         eventscope redrive --where \"type:sync after:-2h\" --dry-run",
        "         eventscope redrive --group 9c41f7e012 --mode compensate --reason \"wrong release\" --canary 1,10",
        "         eventscope redrive --where type:sync --mode pause --reason \"remote moves\"",
        "         eventscope redrive pay-77 2 --mode succeeded --reason \"bank says so\" --evidence \"receipt 4711\""})
final class RedriveVerb implements Callable<Integer> {

    private final Work work;

    @Nullable
    @Parameters(index = "0", arity = "0..1", paramLabel = "SAGA_ID", description = "The saga.")
    String sagaId;

    @Nullable
    @Parameters(index = "1", arity = "0..1", paramLabel = "STEP_NO", description = {"The step, counted from 1.",
        "With compensate, pause, resume and cancel it can be left out: they are about the saga."})
    Integer stepNo;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "retry", description = {
        "retry: drive the step once more (the default).", "skip: go on without it; needs --evidence.",
        "succeeded: go on as if it had succeeded; needs --evidence.",
        "compensate: undo the saga, last step first, or drive a failed compensation once more.",
        "pause, resume: take no more steps, go on.", "cancel: end the saga as it is."})
    String mode = "retry";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the action.")
    String reason = "";

    @Nullable
    @Option(names = "--evidence", paramLabel = "TEXT", description = {"Where it can be seen what became of the step;",
        "kept with the action. An unsafe step that may have happened is not retried without."})
    String evidence;

    @Nullable
    @Option(names = "--wait", paramLabel = "DURATION", converter = WaitTime.class, description = "Waits for the outcome, at most so long: 60s, 5m.")
    Duration wait;

    @Mixin
    BulkOptions bulk = new BulkOptions();

    @Mixin
    ConfirmOption confirm = new ConfirmOption();

    RedriveVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        bulk.check(sagaId);
        if (reason.isBlank() && !bulk.dryRun) {
            throw VerbFailed.usage("missing option '--reason': say why; it is kept with the action");
        }
        String saga = sagaId;
        return saga == null ? redriveMany() : redriveOne(saga);
    }

    private int redriveMany() {
        if (wait != null) {
            throw VerbFailed.usage("--wait is of one saga: many are followed to the end");
        }
        Mode wanted = mode();
        if (bulk.dryRun) {
            try (OpenStore store = work.open(Access.READ_ONLY)) {
                return new BulkRedrive(work, store.database()).tell(bulk, wanted);
            }
        }
        Why why = why(wanted);
        try (OpenStore store = work.openToAct(confirm.storeName)) {
            return new BulkRedrive(work, store.database()).run(bulk, wanted, why);
        }
    }

    private int redriveOne(String saga) {
        Mode wanted = mode();
        if (stepNo == null && !wanted.isOfSaga() && wanted != Mode.COMPENSATE) {
            throw VerbFailed.usage("--mode " + mode + " needs a STEP_NO: steps count from 1");
        }
        Why why = why(wanted);
        try (OpenStore store = work.openToAct(confirm.storeName);
                Printer printer = work.printer("outcome", "saga_id", "request_id", "error")) {
            RedriveRequest request = request(new SagaReader(store.database()), saga, wanted, why);
            Redrive redrive = new Redrive(store.database());
            redrive.request(request);
            RedriveWait waiting = new RedriveWait(work, redrive, wait);
            RedriveOutcome outcome = waiting.follow(request.requestId());
            printer.row(row(request, outcome));
            return waiting.exitCode(outcome);
        }
    }

    private Mode mode() {
        try {
            return Mode.of(mode);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--mode: " + e.getMessage());
        }
    }

    private Why why(Mode wanted) {
        try {
            return new Why(reason, evidence).checkedFor(wanted);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private RedriveRequest request(SagaReader reader, String id, Mode wanted, Why why) {
        SagaInstance saga = reader.find(id).orElseThrow(() -> VerbFailed.no("there is no saga '" + id
                + "': 'eventscope sagas' lists them"));
        SagaStep step = stepNo == null
                ? saga.currentStep()
                : saga.step(stepNo).orElseThrow(() -> VerbFailed.no("saga " + id + " has no step " + stepNo));
        return new RedriveRequest(UUID.randomUUID(), id, step.no(), step.attempt(), wanted, why.reason(),
                Work.osUser(), why.evidence());
    }

    private static Row row(RedriveRequest request, RedriveOutcome outcome) {
        StepError error = outcome.error();
        return Row.of("request_id", request.requestId().toString()).with("saga_id", request.sagaId())
                .with("outcome", outcome.state().code()).with("mode", request.mode().code())
                .with("step_no", request.stepNo()).with("attempt", outcome.attempt())
                .with("error", error == null ? null : error.toString());
    }
}
