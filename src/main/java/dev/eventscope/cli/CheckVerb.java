package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import dev.eventscope.check.StoreCheck;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Looks for what cannot be right.
@Command(name = "check", description = {
    "Checks the whole store: version gaps, stream heads, duplicate ids, orphan causes,",
    "causes later than their effects, who holds delivery back, and what the outbox and subscriptions wait for.",
    "Ends with 1 where anything is found."}, footer = {"",
        "Example: eventscope check --json"})
final class CheckVerb implements Callable<Integer> {

    private final Work work;

    CheckVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("severity", "rule", "event_id", "detail")) {
            work.sayIfUnsettled(store, printer);
            new StoreCheck(store.database()).run(finding -> printer.row(Row.of("rule", finding.rule().code())
                    .with("severity", finding.rule().severity().code()).with("event_id", finding.eventId())
                    .with("detail", finding.detail())));
            if (printer.rows() > 0) {
                return ExitCode.NO;
            }
            work.say("nothing found");
            return ExitCode.DONE;
        }
    }
}
