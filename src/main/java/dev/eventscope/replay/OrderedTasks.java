package dev.eventscope.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/// Tasks that workers and the calling thread do together, and whose results come in the order in which they were given.
///
/// Shape: whoever asks for a result does not wait idly: it does what no worker has begun yet.
/// Threads: one thread gives and asks; tasks run on the workers, and on that thread while it asks.
/// Errors: what a task throws comes out of [#next].
final class OrderedTasks<T> {

    private final Executor workers;
    private final Deque<FutureTask<T>> open = new ArrayDeque<>();

    OrderedTasks(Executor workers) {
        this.workers = workers;
    }

    void give(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        open.add(task);
        workers.execute(task);
    }

    /// How many results have not been asked for.
    int size() {
        return open.size();
    }

    /// Whether [#next] would answer at once.
    boolean isReady() {
        return !open.isEmpty() && open.getFirst().isDone();
    }

    /// The result of the first task; while another thread is at it, this one does those behind it.
    T next() {
        FutureTask<T> first = open.getFirst();
        for (FutureTask<T> task : open) {
            if (first.isDone()) {
                break;
            }
            task.run(); // passed over by itself where it has begun or is done
        }
        open.removeFirst();
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a worker", e);
        }
    }
}
