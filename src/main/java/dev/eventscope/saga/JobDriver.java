package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.StoreUnreachable;

/// Sends the requests of a job, stage by stage at its rate, and stops by its rule. Whoever dies in the middle leaves nothing
/// in doubt: another driver takes the job up where it is.
///
/// Shape: at most [#WINDOW] or two seconds' worth of requests are without an outcome at a time, so that a runner that is slow
///        is not buried. After the end, what is under way is followed for some seconds to its outcome.
/// Errors: [dev.eventscope.store.StoreException] where the store stays away; the job can then be driven again.
/// Threads: one thread at a time; blocks until the job has ended, or the thread is interrupted.
public final class JobDriver {

    /// What came of driving it.
    public enum End {
        /// The job is ended; [RedriveJob#why()] says how.
        ENDED,
        /// Another program is at it.
        DRIVEN_BY_ANOTHER,
        /// The thread was interrupted; the job can be taken up again.
        INTERRUPTED
    }

    private static final int WINDOW = 25;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(12);
    /// How long another saga of the same key may take to its end before those behind it are given up.
    private static final Duration HELD = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final RedriveJobs jobs;
    private final Redrive redrive;
    private final SagaReader sagas;
    private final Clock clock;
    private final String actor;
    private final UUID me = UUID.randomUUID();
    private final Consumer<RedriveJob.Item> onOutcome;

    private final Map<Integer, RedriveJob.Item> open = new TreeMap<>();
    private final Deque<RedriveJob.Item> waiting = new ArrayDeque<>();
    private int confirmed;
    private int failedAgain;
    private Instant nextSend = Instant.EPOCH;
    private Instant nextPoll = Instant.EPOCH;
    private Instant nextBeat = Instant.EPOCH;

    /// `onOutcome` hears of each item once, when its outcome is final or its request was refused.
    public JobDriver(Database database, Clock clock, String actor, Consumer<RedriveJob.Item> onOutcome) {
        this.jobs = new RedriveJobs(database);
        this.redrive = new Redrive(database);
        this.sagas = new SagaReader(database);
        this.clock = clock;
        this.actor = actor;
        this.onOutcome = onOutcome;
    }

    /// Drives a job from wherever it is to its end.
    ///
    /// Errors: `IllegalArgumentException` where there is no such job.
    public End drive(UUID id) {
        RedriveJob job = jobs.find(id).orElseThrow(() -> new IllegalArgumentException("there is no job " + id));
        switch (jobs.drive(id, me, actor)) {
            case "ended" -> {
                return End.ENDED;
            }
            case "driven" -> {
                return End.DRIVEN_BY_ANOTHER;
            }
            default -> takeUp(jobs.items(id));
        }
        End end = Optional.ofNullable(send(job)).orElseGet(() -> finish(job));
        if (end == End.ENDED) {
            drain();
            jobs.settle(id);
        }
        return end;
    }

    private void takeUp(List<RedriveJob.Item> items) {
        for (RedriveJob.Item item : items) {
            switch (item.state()) {
                case NOT_TRIED -> waiting.add(item);
                case QUEUED, PICKED_UP, NO_ANSWER -> open.put(item.no(), item);
                case CONFIRMED, FAILED_AGAIN, SUPERSEDED, REFUSED -> settle(item);
            }
        }
    }

    /// Answers null when nothing is left that may be sent.
    private @Nullable End send(RedriveJob job) {
        int heldBack = 0;
        Instant lastSign = clock.instant();
        while (!waiting.isEmpty() || !open.isEmpty()) {
            if (Thread.currentThread().isInterrupted()) {
                return End.INTERRUPTED;
            }
            End end = look(job);
            if (end != null) {
                return end;
            }
            Instant now = clock.instant();
            lastSign = open.isEmpty() ? lastSign : now;
            RedriveJob.Item next = waiting.peek();
            if (next != null && heldBack >= waiting.size()) {
                if (open.isEmpty() && lastSign.plus(HELD).isBefore(now)) {
                    return null;
                }
                heldBack = 0;
                pause();
            } else if (next == null || !mayGo(job, next)) {
                pause();
            } else if (mustWait(next)) {
                waiting.add(waiting.remove());
                heldBack++;
            } else {
                heldBack = 0;
                lastSign = now;
                request(job, waiting.remove());
            }
        }
        return null;
    }

    /// Beats, polls what is open, and holds the rule against it.
    private @Nullable End look(RedriveJob job) {
        Instant now = clock.instant();
        if (!now.isBefore(nextBeat)) {
            nextBeat = now.plus(BEAT);
            String answer = jobs.drive(job.id(), me, actor);
            if (!answer.equals("yours")) {
                return answer.equals("ended") ? End.ENDED : End.DRIVEN_BY_ANOTHER;
            }
        }
        if (now.isBefore(nextPoll)) {
            return null;
        }
        nextPoll = now.plus(POLL);
        boolean silent = poll();
        Optional<String> why = silent
                ? Optional.of("no answer: no runner has polled for 10 s, or one died in the middle of a step")
                : broken(job);
        if (why.isEmpty()) {
            return null;
        }
        jobs.end(job.id(), RedriveJob.Status.STOPPED, why.get(), actor);
        return End.ENDED;
    }

    private Optional<String> broken(RedriveJob job) {
        Map<String, Integer> fresh = jobs.newFailures(job.id());
        if (!fresh.isEmpty()) {
            return Optional.of("a new failure came up: group " + String.join(", ", fresh.keySet()));
        }
        int outcomes = confirmed + failedAgain;
        if (failedAgain > 0 && failedAgain >= job.stopShare() * outcomes) {
            return Optional.of("%d of %d failed again: the job stops at %.0f %%".formatted(failedAgain, outcomes,
                    job.stopShare() * 100));
        }
        return Optional.empty();
    }

    /// Answers whether one has no answer.
    private boolean poll() {
        if (open.isEmpty()) {
            return false;
        }
        boolean silent = false;
        Map<UUID, RedriveOutcome> outcomes = redrive.outcomes(open.values().stream().map(RedriveJob.Item::requestId)
                .toList());
        for (RedriveJob.Item item : List.copyOf(open.values())) {
            RedriveJob.Item now = withOutcome(item, outcomes.get(item.requestId()));
            silent |= now.state() == RedriveJob.State.NO_ANSWER;
            if (now.state().isOpen()) {
                open.put(now.no(), now);
            } else {
                open.remove(now.no());
                settle(now);
            }
        }
        return silent;
    }

    private static RedriveJob.Item withOutcome(RedriveJob.Item item, @Nullable RedriveOutcome outcome) {
        if (outcome == null) {
            return item;
        }
        RedriveJob.State state = RedriveJob.State.of(outcome.state());
        return item.with(state, RedriveJobs.note(state, outcome.error()));
    }

    private void settle(RedriveJob.Item item) {
        switch (item.state()) {
            case CONFIRMED -> confirmed++;
            case FAILED_AGAIN -> failedAgain++;
            default -> {
                // Refused or superseded: nothing of ours happened, so it says nothing about the repair.
            }
        }
        onOutcome.accept(item);
    }

    private boolean mayGo(RedriveJob job, RedriveJob.Item next) {
        boolean stageIsOpen = open.values().stream().noneMatch(item -> item.stage() < next.stage());
        return stageIsOpen && open.size() < Math.max(WINDOW, 2 * job.perSecond())
                && !clock.instant().isBefore(nextSend);
    }

    /// Whether the saga of its aggregate that goes first has not ended: overtaking it would do things in the wrong order.
    private boolean mustWait(RedriveJob.Item item) {
        return item.after() != null && sagas.find(item.after()).map(saga -> switch (saga.status()) {
            case COMPLETED, CANCELLED, COMPENSATED -> false;
            default -> true;
        }).orElse(false);
    }

    private void request(RedriveJob job, RedriveJob.Item item) {
        Instant now = clock.instant();
        Duration gap = Duration.ofNanos(Math.round(1e9 / job.perSecond()));
        nextSend = (nextSend.isBefore(now.minus(gap)) ? now : nextSend).plus(gap);
        try {
            send(job, item);
            open.put(item.no(), item.with(RedriveJob.State.QUEUED, null));
        } catch (RedriveRefused e) {
            settle(item.with(RedriveJob.State.REFUSED, e.getMessage()));
        }
    }

    /// The same request id until it is answered: whether the first one arrived does not matter.
    private void send(RedriveJob job, RedriveJob.Item item) {
        Instant patience = clock.instant().plus(AWAY);
        while (true) {
            try {
                redrive.request(new RedriveRequest(item.requestId(), item.sagaId(), item.stepNo(), item.attempt(),
                        job.mode(), job.reason(), actor, job.evidence()));
                return;
            } catch (StoreUnreachable | StoreTimedOut e) {
                if (clock.instant().isAfter(patience) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private End finish(RedriveJob job) {
        jobs.end(job.id(), RedriveJob.Status.DONE, waiting.isEmpty()
                ? "every item was tried"
                : waiting.size() + (job.mode() == RedriveRequest.Mode.COMPENSATE
                        ? " held back: a later saga of the same key has not ended"
                        : " held back: an earlier saga of the same key has not ended"),
                actor);
        return End.ENDED;
    }

    private void drain() {
        Instant end = clock.instant().plus(DRAIN);
        while (!open.isEmpty() && clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
            if (poll()) {
                return;
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
