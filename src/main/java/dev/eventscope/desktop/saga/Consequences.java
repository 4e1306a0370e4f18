package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;

/// What would follow if something were asked for about a step: counts and sentences, before anything is sent.
record Consequences(List<Count> counts, List<Line> lines) {

    record Count(long value, String what) {}

    /// A sentence; `isWarning` where it says what may go wrong.
    record Line(String text, boolean isWarning) {}

    /// What is said until it is known.
    static final Consequences COUNTING = new Consequences(List.of(),
            List.of(new Line("Counting what it would be about.", false)));

    /// Without a poll for this long, nobody is there to run anything.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    static Consequences of(SagaShown shown, SagaStep step, Mode mode, Instant now) {
        SagaInstance saga = shown.saga();
        Sentences said = new Sentences(saga, step);
        said.say(mode);
        if (said.needsRunner(mode)) {
            said.lines.add(runner(shown.runnerLastPolled(), now));
        }
        return new Consequences(counts(saga, step, mode), List.copyOf(said.lines));
    }

    /// The same, and what else is known.
    Consequences with(List<Line> more) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(more);
        return new Consequences(counts, all);
    }

    /// Whether a runner is there to take what is asked for.
    static Line runner(@Nullable Instant polledAt, Instant now) {
        Duration ago = polledAt == null ? SILENCE.plusNanos(1) : Duration.between(polledAt, now);
        String span = Times.span(ago.isNegative() ? Duration.ZERO : ago);
        if (polledAt == null) {
            return new Line("No runner has ever polled: it would stay queued.", true);
        }
        return ago.compareTo(SILENCE) > 0
                ? new Line("No runner has polled for " + span + ": it would stay queued.", true)
                : new Line("A runner polled " + span + " ago and will take it.", false);
    }

    private static List<Count> counts(SagaInstance saga, SagaStep step, Mode mode) {
        List<SagaStep> undone = mode == Mode.COMPENSATE ? ModeWords.toUndo(saga) : List.of();
        long kept = saga.steps().stream().filter(one -> one.status() == StepStatus.SUCCEEDED && !undone.contains(one))
                .count();
        long unknown = saga.steps().stream().filter(one -> one.status() == StepStatus.UNKNOWN).count();
        int events = events(saga, step, mode, undone);
        return List.of(new Count(events, events == 1 ? "event written" : "events written"),
                new Count(kept, kept == 1 ? "step stays done" : "steps stay done"),
                new Count(undone.size(), undone.size() == 1 ? "step undone" : "steps undone"),
                new Count(unknown, unknown == 1 ? "unknown outcome" : "unknown outcomes"));
    }

    /// The request's own, and where the saga ends by it the one that says so.
    private static int events(SagaInstance saga, SagaStep step, Mode mode, List<SagaStep> undone) {
        boolean ends = switch (mode) {
            case SKIP, SUCCEEDED -> saga.step(step.no() + 1).isEmpty();
            case COMPENSATE -> undone.isEmpty();
            case RETRY, PAUSE, RESUME, CANCEL -> false;
        };
        return ends ? 2 : 1;
    }

    private static final class Sentences {

        private final SagaInstance saga;
        private final SagaStep step;
        private final List<Line> lines = new ArrayList<>();

        Sentences(SagaInstance saga, SagaStep step) {
            this.saga = saga;
            this.step = step;
        }

        void say(Mode mode) {
            switch (mode) {
                case RETRY -> retry();
                case SKIP -> {
                    add(step.name() + " is not run: what it would have done is missing.");
                    mayHaveHappened();
                    add(next().map(name -> name + " runs next.").orElse("The saga is completed."));
                }
                case SUCCEEDED -> {
                    add(step.name() + " is not run again: the saga relies on your evidence.");
                    add(next().map(name -> name + " runs next.").orElse("The saga is completed."));
                }
                case COMPENSATE -> compensate();
                case PAUSE -> pause();
                case RESUME -> resume();
                case CANCEL -> cancel();
            }
        }

        boolean needsRunner(Mode mode) {
            return switch (mode) {
                case RETRY, RESUME -> true;
                case SKIP, SUCCEEDED -> next().isPresent();
                case COMPENSATE -> !ModeWords.toUndo(saga).isEmpty();
                case PAUSE, CANCEL -> false;
            };
        }

        private void retry() {
            boolean unknown = step.status() == StepStatus.UNKNOWN;
            switch (step.effect()) {
                case LOCAL_TRANSACTION -> add("Local transaction: it happens with its outcome, or not at all.");
                case IDEMPOTENT -> add("Idempotent: the same key goes out again, a second time changes nothing.");
                case QUERYABLE -> add(unknown || step.touched()
                        ? "It may have happened: the other side is asked first, and it runs only if it did not."
                        : "Queryable: the other side can be asked whether it happened.");
                case UNSAFE -> warn(unknown || step.touched()
                        ? "Unsafe: it may have happened, and running it again may do it twice."
                        : "Unsafe: nobody can tell afterwards whether it happened.");
            }
            add(next().map(name -> "If it succeeds, " + name + " runs next.")
                    .orElse("If it succeeds, the saga is completed."));
        }

        private void compensate() {
            List<SagaStep> undone = ModeWords.toUndo(saga);
            add(undone.isEmpty()
                    ? "No step is to be undone: the saga ends at once."
                    : "Undone, the last first: " + ModeWords.names(undone) + ".");
            List<SagaStep> stay = saga.steps().stream().filter(one -> one.status() == StepStatus.SUCCEEDED
                    && !one.undoable()).toList();
            if (!stay.isEmpty()) {
                warn("Stays done, nothing undoes it: " + ModeWords.names(stay) + ".");
            }
            add("No step goes forward any more; this cannot be taken back.");
        }

        private void pause() {
            saga.steps().stream().filter(one -> one.status() == StepStatus.RUNNING).findFirst().ifPresent(
                    one -> add(one.name() + " is running: it ends first, and what came of it is kept."));
            add("No step is begun, and none is tried again, until it is resumed.");
        }

        private void resume() {
            Optional<SagaStep> stopped = saga.steps().stream().filter(one -> one.nextRetryAt() == null
                    && (one.status() == StepStatus.FAILED || one.status() == StepStatus.UNKNOWN)).findFirst();
            if (stopped.isPresent()) {
                warn(stopped.get().name() + " failed meanwhile: the saga waits for a person, or is undone where its"
                        + " definition says so.");
            } else {
                add(saga.currentStep().name() + " is next.");
            }
        }

        private void cancel() {
            List<SagaStep> done = saga.steps().stream().filter(one -> one.status() == StepStatus.SUCCEEDED).toList();
            add(done.isEmpty() ? "No step has been done." : "Stays done: " + ModeWords.names(done) + ".");
            mayHaveHappened();
            add("No step is run or undone any more; this cannot be taken back.");
        }

        private void mayHaveHappened() {
            if (step.status() == StepStatus.UNKNOWN || (step.touched() && saga.status() != SagaStatus.COMPLETED)) {
                warn(step.name() + " may have happened all the same, in whole or in part.");
            }
        }

        private Optional<String> next() {
            return saga.step(step.no() + 1).map(SagaStep::name);
        }

        private void add(String text) {
            lines.add(new Line(text, false));
        }

        private void warn(String text) {
            lines.add(new Line(text, true));
        }
    }
}
