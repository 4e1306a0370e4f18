package dev.eventscope.cli;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.RedriveOutcome.State;

/// Follows an accepted request to its outcome, and says how the run ends by it.
///
/// Shape: `longest` is null where nobody waits: then one look is all.
final class RedriveWait {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Work work;
    private final Redrive redrive;
    private final @Nullable Duration longest;

    RedriveWait(Work work, Redrive redrive, @Nullable Duration longest) {
        this.work = work;
        this.redrive = redrive;
        this.longest = longest;
    }

    RedriveOutcome follow(UUID request) {
        long end = System.nanoTime() + (longest == null ? 0 : longest.toNanos());
        RedriveOutcome outcome = outcome(request);
        while (!outcome.state().isFinal() && outcome.state() != State.NO_ANSWER && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            outcome = outcome(request);
        }
        return outcome;
    }

    /// The code of an outcome; where it needs a word to a person, that is on stderr.
    int exitCode(RedriveOutcome outcome) {
        return switch (outcome.state()) {
            case CONFIRMED -> ExitCode.DONE;
            case QUEUED, PICKED_UP -> longest == null ? ExitCode.DONE : stillOpen(outcome);
            case FAILED_AGAIN -> ExitCode.NO;
            case SUPERSEDED -> superseded();
            case NO_ANSWER -> noAnswer(outcome);
        };
    }

    private RedriveOutcome outcome(UUID request) {
        return redrive.outcome(request).orElseThrow(() -> new IllegalStateException("no outcome of " + request));
    }

    private int stillOpen(RedriveOutcome outcome) {
        work.say("eventscope: the wait is over and the request is still " + outcome.state().code());
        return ExitCode.NO;
    }

    private int superseded() {
        work.say("eventscope: something else decided about the step before a runner came to it: 'eventscope audit'"
                + " tells who");
        return ExitCode.NO;
    }

    private int noAnswer(RedriveOutcome outcome) {
        work.say(outcome.attempt() == null
                ? "eventscope: no runner has polled for 10 s: start the service ('eventscope demo' for the demo store);"
                        + " the request stays queued"
                : "eventscope: attempt " + outcome.attempt() + " was begun and never ended: it may have happened");
        return ExitCode.NO;
    }
}
