package dev.eventscope.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import dev.eventscope.store.Cancellation;

/// Keeps a dry-run from taking more of the store than it may.
@FunctionalInterface
public interface DryRunPace {

    DryRunPace UNTHROTTLED = _ -> {};

    /// Called after each batch with the number of its events; waits as long as the pace asks for.
    void after(int events);

    /// At most so many events a second, on average since the first batch. Ends its wait when the reads are cancelled.
    static DryRunPace perSecond(int events, Clock clock) {
        if (events < 1) {
            throw new IllegalArgumentException("events must be 1 or more, was " + events);
        }
        return new DryRunPace() {

            private final Instant start = clock.instant();
            private long done;

            @Override
            public void after(int batch) {
                done += batch;
                Instant due = start.plus(Duration.ofNanos(done * 1_000_000_000L / events));
                for (Instant now = clock.instant(); now.isBefore(due); now = clock.instant()) {
                    Cancellation.check();
                    long nanos = Math.min(Duration.between(now, due).toNanos(), 100_000_000L);
                    LockSupport.parkNanos(nanos);
                }
            }
        };
    }
}
