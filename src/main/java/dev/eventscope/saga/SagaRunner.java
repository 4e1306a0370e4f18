package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.StoreUnreachable;

/// Runs the steps of sagas: leases what is due, calls the action outside any transaction, records the outcome.
///
/// Shape: several steps at a time, each of another saga. Once a second it writes that it lives, renews its leases and takes
///        over those that ran out. Any number of runners may work on one store.
/// Errors: what fails in the store is logged, and tried again; it never stops the runner.
/// Threads: takes five threads of the executor for as long as it lives; virtual ones are meant.
public final class SagaRunner implements AutoCloseable {

    /// How a runner spaces its work. `poll` is how soon it notices what became due; `lease` how long it may be silent.
    record Timing(Duration poll, Duration beat, Duration lease) {
        static final Timing USUAL = new Timing(Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private static final Logger LOG = LoggerFactory.getLogger(SagaRunner.class);
    private static final int WORKERS = 4;
    private static final int RECORD_TRIES = 5;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Database database;
    private final Leases leases;
    private final StepRun steps;
    private final Timing timing;
    private final Set<StepLease> running = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(WORKERS + 1);
    private final AtomicBoolean troubled = new AtomicBoolean();

    /// Starts at once.
    ///
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
        this.database = database;
        this.leases = new Leases(database, definitions.stream().map(SagaDefinition::type).toList(), setting.name(),
                timing.lease());
        this.steps = new StepRun(List.copyOf(definitions), setting);
        this.timing = timing;
        start(executor);
    }

    /// Looks for work now instead of at the next poll.
    public void wake() {
        work.release();
    }

    /// Takes no more steps and waits up to 10 s for those that run. One that still runs keeps its lease until that ends.
    @Override
    public void close() {
        closing.countDown();
        work.release(WORKERS + 1);
        try {
            if (!ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("saga runner: {} steps still run at the end", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Executor executor) {
        executor.execute(() -> loop(this::beat, timing.beat(), false));
        for (int i = 0; i < WORKERS; i++) {
            executor.execute(() -> loop(this::runOne, timing.poll(), true));
        }
    }

    /// Repeats at once while there is work, else after the pause, or sooner where it can be woken.
    private void loop(BooleanSupplier once, Duration pause, boolean wakes) {
        try {
            boolean again = true;
            while (again) {
                Duration wait = turn(once, pause);
                again = wakes ? !awaitWork(wait) : !closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private boolean awaitWork(Duration wait) throws InterruptedException {
        if (!wait.isZero() && work.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
        return closing.getCount() == 0;
    }

    private Duration turn(BooleanSupplier once, Duration pause) {
        try {
            boolean found = once.getAsBoolean();
            if (troubled.compareAndSet(true, false)) {
                LOG.info("saga runner: works again");
            }
            return found ? Duration.ZERO : pause;
        } catch (StoreException e) {
            if (troubled.compareAndSet(false, true)) {
                LOG.warn("saga runner: {}", e.getMessage());
            }
            return AFTER_TROUBLE;
        } catch (RuntimeException e) {
            LOG.error("saga runner", e);
            return AFTER_TROUBLE;
        }
    }

    private boolean beat() {
        leases.beat(running);
        return database.write(tx -> leases.lockExpired(tx)
                .map(lease -> Outcomes.record(tx, lease, steps.expired(lease))).orElse(false));
    }

    private boolean runOne() {
        Optional<StepLease> taken = leases.take();
        taken.ifPresent(lease -> {
            running.add(lease);
            try {
                record(lease, steps.run(lease));
            } finally {
                running.remove(lease);
            }
        });
        return taken.isPresent();
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
                if (result instanceof StepResult.Failed) {
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
