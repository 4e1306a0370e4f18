package dev.eventscope.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends calls that are a whole transaction and therefore bring no time-out for the server: asks the server to stop, and
/// where it does not answer that either, drops the connection.
///
/// The driver's own query time-out does the former, but wakes a timer for each call. Here a call enters a set and leaves it,
/// and somebody looks at the set now and then while there is anything in it.
///
/// Threads: safe from any thread.
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Duration limit;
    private final Duration patience;
    private final Executor later;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /// After `limit` the server is asked to stop, after `patience` more the connection is dropped.
    Deadlines(Duration limit, Duration patience) {
        this.limit = limit;
        this.patience = patience;
        this.later = CompletableFuture.delayedExecutor(Math.clamp(limit.toMillis() / 10, 10, 1_000),
                TimeUnit.MILLISECONDS);
    }

    /// How long an append or a slice of a scan may take.
    Duration limit() {
        return limit;
    }

    /// How long a server may be silent after it was asked to stop.
    Duration patience() {
        return patience;
    }

    /// Runs one call on a connection.
    ///
    /// Errors: [StoreTimedOut] where the server stopped it: nothing was written. [StoreUnreachable] where the server did not
    ///         answer: whether it was written is not known.
    <T extends @Nullable Object> T hold(ConnectionSpec spec, Connection connection, Supplier<T> work) {
        Call call = new Call(connection, System.nanoTime());
        running.add(call);
        watch();
        try {
            return work.get();
        } catch (ReadCancelled e) {
            throw call.asked
                    ? new StoreTimedOut("the append took longer than " + text(limit)
                            + " and nothing of it was kept: try again, and look for what slows the server down", e)
                    : e;
        } catch (StoreUnreachable e) {
            throw call.dropped
                    ? new StoreUnreachable("PostgreSQL at " + spec.host() + ":" + spec.port()
                            + " has not answered an append for " + text(limit.plus(patience))
                            + ", and whether it was kept is not known: send the same request again", e)
                    : e;
        } finally {
            running.remove(call);
            call.end();
        }
    }

    private void watch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        watched.set(false);
        if (!running.isEmpty()) {
            watch(); // before anything that waits
        }
        long now = System.nanoTime();
        for (Call call : running) {
            long age = now - call.since;
            if (age > limit.plus(patience).toNanos()) {
                call.drop();
            } else if (age > limit.toNanos()) {
                call.ask();
            }
        }
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /// A call under way. Once it has ended nothing is done to its connection, which serves others by then.
    private static final class Call {

        private final Connection connection;
        private final long since;
        private boolean ended;
        private volatile boolean asked;
        private volatile boolean dropped;

        Call(Connection connection, long since) {
            this.connection = connection;
            this.since = since;
        }

        synchronized void end() {
            ended = true;
        }

        synchronized void ask() {
            if (!ended && !asked) {
                asked = true;
                tell(() -> connection.unwrap(PGConnection.class).cancelQuery());
            }
        }

        synchronized void drop() {
            if (!ended && !dropped) {
                dropped = true;
                tell(() -> connection.abort(Runnable::run));
            }
        }

        private static void tell(Telling telling) {
            try {
                telling.run();
            } catch (SQLException e) {
                LOG.debug("ending a call: {}", e.getMessage());
            }
        }
    }

    private interface Telling {
        void run() throws SQLException;
    }
}
