package dev.eventscope.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;

/// Hands events to workers in batches, and collects what they make of them in the order of the events.
///
/// Shape: memory is bounded: a batch is at most 512 events or 8 MB of payload, and at most four are under way.
/// Threads: events and results come and go on one thread; only `work` runs on the workers.
/// Errors: what `work` throws comes out of [#take] or [#finish]; `ReadCancelled` between two batches.
final class OrderedBatches<T> {

    private static final int BATCH_EVENTS = 512;
    private static final int BATCH_BYTES = 8_000_000;
    private static final int MAX_UNDER_WAY = 4;

    private final Executor workers;
    private final DryRunPace pace;
    private final Function<List<RecordedEvent>, T> work;
    private final Consumer<T> collector;
    private final Deque<CompletableFuture<T>> underWay = new ArrayDeque<>();
    private List<RecordedEvent> batch = new ArrayList<>();
    private long batchBytes;

    OrderedBatches(Executor workers, DryRunPace pace, Function<List<RecordedEvent>, T> work, Consumer<T> collector) {
        this.workers = workers;
        this.pace = pace;
        this.work = work;
        this.collector = collector;
    }

    void take(RecordedEvent event) {
        batch.add(event);
        batchBytes += event.payload().size();
        if (batch.size() >= BATCH_EVENTS || batchBytes >= BATCH_BYTES) {
            send();
        }
    }

    void finish() {
        send();
        while (!underWay.isEmpty()) {
            Cancellation.check();
            collect();
        }
    }

    private void send() {
        Cancellation.check();
        if (batch.isEmpty()) {
            return;
        }
        if (underWay.size() >= MAX_UNDER_WAY) {
            collect();
        }
        List<RecordedEvent> events = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        underWay.add(CompletableFuture.supplyAsync(() -> work.apply(events), workers));
        pace.after(events.size());
        // What is ready is counted at once, so that a slow run, too, shows how far it is.
        while (!underWay.isEmpty() && underWay.peek().isDone()) {
            collect();
        }
    }

    private void collect() {
        try {
            collector.accept(underWay.remove().join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
