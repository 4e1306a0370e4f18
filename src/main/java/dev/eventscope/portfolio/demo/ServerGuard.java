package dev.eventscope.portfolio.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.StoreException;
import dev.eventscope.store.embedded.Lease;

/// Starts the embedded server again when it dies under services that run.
///
/// Shape: at most [#MOST] times in [#WITHIN], each time after a longer pause; one that dies more often has a reason of its
///        own, which starting it again only hides.
/// Threads: takes one of the executor until closed.
final class ServerGuard implements AutoCloseable {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ServerGuard.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Lease lease;
    private final Clock clock;
    private final ArrayDeque<Instant> tries = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ServerGuard(Lease lease, Clock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    void startOn(Executor executor) {
        executor.execute(this::live);
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void live() {
        try {
            while (look() && !closing.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                // until closed, or given up
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        return LOOK.multipliedBy(1L << (2 * tries.size()));
    }

    /// Looks once; answers whether to go on.
    boolean look() {
        try {
            if (!lease.revive()) {
                return true;
            }
            LOG.warn("the server of the demo store had died and was started again: its log is {}", lease.serverLog());
        } catch (StoreException e) {
            LOG.error("the server of the demo store has died and cannot be started again: {}", e.getMessage());
        }
        Instant now = clock.instant();
        tries.add(now);
        tries.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        if (tries.size() < MOST) {
            return true;
        }
        LOG.error(
                "the server of the demo store has died {} times in {} minutes and is left alone now: see {}, then start"
                        + " this program again",
                MOST, WITHIN.toMinutes(), lease.serverLog());
        return false;
    }
}
