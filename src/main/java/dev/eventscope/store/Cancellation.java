package dev.eventscope.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Stops reads, down to the server. A read registers the statement it runs with the cancellation of its thread.
///
/// Threads: [#cancel()] from any thread; [#call] binds it to the calling thread for the length of the work.
public final class Cancellation {

    private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

    private final List<Runnable> stops = new ArrayList<>();
    private boolean cancelled;

    /// Runs work whose reads stop when this is cancelled.
    public <T> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// The cancellation of the calling thread; one that nobody cancels where it has none. For work that goes to other threads.
    public static Cancellation current() {
        return CURRENT.isBound() ? CURRENT.get() : new Cancellation();
    }

    /// Stops the statements that run now and every later one. Returns at once.
    public void cancel() {
        List<Runnable> running;
        synchronized (this) {
            cancelled = true;
            running = List.copyOf(stops);
        }
        running.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /// Throws [ReadCancelled] where the cancellation of the calling thread has been cancelled. For loops, once a page.
    public static void check() {
        if (CURRENT.isBound() && CURRENT.get().isCancelled()) {
            throw new ReadCancelled();
        }
    }

    /// Runs one server call that `stop` can end.
    static <T> T guard(Runnable stop, Supplier<T> call) {
        if (!CURRENT.isBound()) {
            return call.get();
        }
        Cancellation current = CURRENT.get();
        current.add(stop);
        try {
            return call.get();
        } finally {
            current.remove(stop);
        }
    }

    private synchronized void add(Runnable stop) {
        if (cancelled) {
            throw new ReadCancelled();
        }
        stops.add(stop);
    }

    private synchronized void remove(Runnable stop) {
        stops.remove(stop);
    }
}
