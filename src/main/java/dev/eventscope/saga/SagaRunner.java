package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.store.log.Standby;

/// Runs the steps of sagas, and what undoes them: leases what is due, calls the action outside any transaction, records
/// the outcome.
///
/// Shape: several steps at a time, each of another saga. Once a second it writes that it lives, renews its leases and takes
///        over those that ran out, of whatever runner. An action whose lease or time has run out is interrupted, and where
///        that does not end it, left alone: what it says later does not count. Any number of runners may work on one store.
/// Errors: what fails in the store is logged, and tried again; it never stops the runner.
/// Threads: takes five threads of the executor for as long as it lives, one more for each action that cannot be
///         interrupted; platform threads are meant.
public final class SagaRunner implements AutoCloseable {

    /// How a runner spaces its work. `poll` is how soon it notices what became due; `lease` how long it may be silent;
    /// `grace` how long steps may go on once it is to stop.
    record Timing(Duration poll, Duration beat, Duration lease, Duration grace) {
        static final Timing USUAL = new Timing(Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    private static final Logger LOG = LoggerFactory.getLogger(SagaRunner.class);
    private static final int WORKERS = 4;
    private static final int RECORD_TRIES = 5;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final Database database;
    private final Leases leases;
    private final Sweep sweep;
    private final StepRun steps;
    private final Executor executor;
    private final Timing timing;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Phaser loops = new Phaser(1);
    private final AtomicBoolean troubled = new AtomicBoolean();

    /// Starts at once.
    ///
    /// Errors: [dev.eventscope.store.StoreUnusable] on a standby.
    /// Shape: `runnerName` tells this runner from others: host and process.
    public SagaRunner(Database database, List<SagaDefinition> definitions, String runnerName, Clock clock,
            Executor executor) {
        this(database, definitions, RunnerSetting.of(runnerName, clock), executor);
    }

    /// Starts at once.
    public SagaRunner(Database database, List<SagaDefinition> definitions, RunnerSetting setting, Executor executor) {
        this(database, definitions, setting, executor, Timing.USUAL);
    }

    SagaRunner(Database database, List<SagaDefinition> definitions, RunnerSetting setting, Executor executor,
            Timing timing) {
        Standby.refuse(database, "a saga runner");
        Definitions known = new Definitions(definitions);
        this.database = database;
        this.leases = new Leases(database, known, setting.name(), timing.lease());
        this.steps = new StepRun(known, setting);
        this.sweep = new Sweep(database, known, steps);
        this.executor = executor;
        this.timing = timing;
        start(() -> loop(this::beat, false));
        for (int i = 0; i < WORKERS; i++) {
            start(() -> loop(this::runOne, true));
        }
    }

    /// Looks for work now instead of at the next poll.
    public void wake() {
        work.release();
    }

    /// Takes no more steps, and waits up to 10 s for those that run. What runs then is interrupted and handed back, so that
    /// another runner takes it at once; only what cannot be interrupted keeps its lease until that ends.
    @Override
    public void close() {
        closing.countDown();
        work.release(WORKERS + 1);
        int phase = loops.arrive();
        try {
            if (!ends(phase, timing.grace())) {
                running.forEach(each -> each.giveUp(StepRun.stopped(each.lease())));
                if (!ends(phase, AFTER_INTERRUPT)) {
                    LOG.warn("saga runner: {} steps still run at the end", running.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ends(int phase, Duration patience) throws InterruptedException {
        try {
            loops.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    /// What one turn of a loop came to. A worker that was replaced ends.
    private enum Turn {
        WORKED, NOTHING_TO_DO, REPLACED
    }

    private interface Once {
        Turn run();
    }

    private void start(Runnable loop) {
        loops.register();
        executor.execute(loop);
    }

    /// Repeats at once while there is work, else after the pause, or sooner where it can be woken.
    private void loop(Once once, boolean works) {
        boolean replaced = false;
        try {
            boolean again = true;
            while (again) {
                Turn turn = turn(once);
                replaced = turn == Turn.REPLACED;
                again = !replaced && !pause(turn, works);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!replaced) {
                loops.arriveAndDeregister();
            }
        }
    }

    /// Answers whether the runner was closed meanwhile.
    private boolean pause(Turn turn, boolean works) throws InterruptedException {
        if (turn == Turn.WORKED) {
            return closing.getCount() == 0;
        }
        Duration pause = troubled.get() ? AFTER_TROUBLE : works ? timing.poll() : timing.beat();
        if (!works) {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
        return closing.getCount() == 0;
    }

    private Turn turn(Once once) {
        try {
            Turn turn = once.run();
            if (troubled.compareAndSet(true, false)) {
                LOG.info("saga runner: works again");
            }
            return turn;
        } catch (StoreException e) {
            if (troubled.compareAndSet(false, true)) {
                LOG.warn("saga runner: {}", e.getMessage());
            }
            return Turn.NOTHING_TO_DO;
        } catch (RuntimeException e) {
            troubled.set(true);
            LOG.error("saga runner", e);
            return Turn.NOTHING_TO_DO;
        }
    }

    private Turn beat() {
        List<Running> now = List.copyOf(running);
        Set<Long> held = leases.beat(now.stream().map(Running::lease).toList());
        now.stream().filter(each -> !held.contains(each.lease().token())).forEach(this::giveUp);
        return sweep.once() ? Turn.WORKED : Turn.NOTHING_TO_DO;
    }

    /// Its worker may never come back, so another one takes its place.
    private void giveUp(Running lost) {
        if (lost.replace(steps.lost(lost.lease()))) {
            LOG.warn("saga {} step {} attempt {}: the lease or its time has run out, its action is interrupted",
                    lost.lease().sagaId(), lost.lease().no(), lost.lease().attempt());
            start(() -> loop(this::runOne, true));
            loops.arriveAndDeregister();
        }
    }

    private Turn runOne() {
        Optional<StepLease> taken = leases.take();
        if (taken.isEmpty()) {
            return Turn.NOTHING_TO_DO;
        }
        Running attempt = new Running(taken.get());
        running.add(attempt);
        try {
            record(attempt.lease(), steps.run(attempt));
        } catch (RuntimeException e) {
            if (!attempt.isReplaced()) {
                throw e;
            }
            LOG.warn("saga {} step {}: {}", attempt.lease().sagaId(), attempt.lease().no(), e.getMessage());
        } finally {
            running.remove(attempt);
        }
        return attempt.isReplaced() ? Turn.REPLACED : Turn.WORKED;
    }

    private void record(StepLease lease, StepResult result) {
        for (int attempt = 1;; attempt++) {
            try {
                boolean counted = database.write(tx -> Outcomes.record(tx, lease, result));
                if (!counted) {
                    LOG.warn("saga {} step {} attempt {}: the lease had run out, the result does not count",
                            lease.sagaId(), lease.no(), lease.attempt());
                }
                return;
            } catch (StoreUnreachable | StoreTimedOut | ConcurrentTransaction e) {
                if (attempt == RECORD_TRIES || pauseToRetry()) {
                    throw e;
                }
            } catch (RuntimeException e) {
                if (!(result instanceof StepResult.Succeeded)) {
                    throw e;
                }
                record(lease, steps.failed(lease, e, true));
                return;
            }
        }
    }

    /// Answers whether the runner was closed meanwhile.
    private boolean pauseToRetry() {
        try {
            return closing.await(timing.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
