package dev.eventscope.store.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;

/// Appends with group commit: requests of many writers share one transaction, each has its own outcome.
///
/// Shape: at most [#QUEUE] requests wait; a full queue makes the submitter wait. A batch that fails as a whole (one event
///        is not JSON) is tried again one request at a time, so that only the bad one fails.
/// Errors: the future ends with what [EventAppender#append] would throw. After [StoreUnreachable] the outcome is not
///         known, and the same request may be submitted again.
/// Threads: submit from any thread; one worker on the executor given; close drains the queue.
public final class QueuedAppender implements AutoCloseable {

    /// Requests that may wait.
    public static final int QUEUE = 4_096;
    /// Requests that share one transaction.
    public static final int BATCH = 256;

    /// How long a batch waits for one more request while it is smaller than the last one. Less than a flush to disk takes.
    private static final Duration LINGER = Duration.ofNanos(100_000);

    private record Waiting(AppendRequest request, CompletableFuture<Appended> answer) {}

    private final EventAppender appender;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CompletableFuture<Void> worker;
    private volatile boolean closing;

    public QueuedAppender(EventAppender appender, Executor executor) {
        this.appender = appender;
        this.worker = CompletableFuture.runAsync(this::work, executor);
    }

    public CompletableFuture<Appended> submit(AppendRequest request) {
        if (closing) {
            throw new IllegalStateException("the appender is closed");
        }
        Waiting waiting = new Waiting(request, new CompletableFuture<>());
        try {
            queue.put(waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            waiting.answer().completeExceptionally(new StoreException("interrupted before the append was queued", e));
        }
        return waiting.answer();
    }

    /// Waits until everything submitted has its outcome.
    @Override
    public void close() {
        closing = true;
        worker.join();
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        int usual = 1;
        try {
            while (!closing || !queue.isEmpty()) {
                Waiting first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    gather(batch, usual);
                    usual = batch.size();
                    append(List.copyOf(batch));
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            List<Waiting> left = new ArrayList<>(batch);
            queue.drainTo(left);
            left.forEach(waiting -> waiting.answer()
                    .completeExceptionally(new StoreException("the appender was stopped before this append")));
        }
    }

    /// Takes what waits. Those who were answered with the last batch come back a moment later: where they are left behind,
    /// small and large batches take turns, and every other transaction carries next to nothing.
    private void gather(List<Waiting> batch, int usual) throws InterruptedException {
        queue.drainTo(batch, BATCH - batch.size());
        while (batch.size() < usual) {
            Waiting next = queue.poll(LINGER.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            queue.drainTo(batch, BATCH - batch.size());
        }
    }

    private void append(List<Waiting> batch) {
        try {
            List<Appending.Outcome> outcomes = appender.appendAll(batch.stream().map(Waiting::request).toList());
            for (int i = 0; i < batch.size(); i++) {
                answer(batch.get(i), outcomes.get(i));
            }
        } catch (StoreUnreachable e) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().answer().completeExceptionally(e);
            } else {
                batch.forEach(waiting -> append(List.of(waiting)));
            }
        }
    }

    private static void answer(Waiting waiting, Appending.Outcome outcome) {
        switch (outcome) {
            case Appending.Done(var appended) -> waiting.answer().complete(appended);
            case Appending.Refused(var why) -> waiting.answer().completeExceptionally(why);
        }
    }
}
