package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;

/// Hands events out in batches, and collects what comes of them in the order of the events.
///
/// Shape: memory is bounded: a batch is at most so many events or 8 MB of payload, and at most four are under way.
/// Threads: events and results come and go on one thread; `work` runs on the workers, and on that thread rather than to
///          let it wait.
/// Errors: what `work` throws comes out of [#take] or [#finish]; `ReadCancelled` between two batches.
final class OrderedBatches<T> {

    private static final int BATCH_BYTES = 8_000_000;
    private static final int MAX_UNDER_WAY = 4;

    private final OrderedTasks<T> tasks;
    private final int batchEvents;
    private final DryRunPace pace;
    private final Function<List<RecordedEvent>, T> work;
    private final Consumer<T> collector;
    private List<RecordedEvent> batch = new ArrayList<>();
    private long batchBytes;

    OrderedBatches(Executor workers, int batchEvents, DryRunPace pace, Function<List<RecordedEvent>, T> work,
            Consumer<T> collector) {
        this.tasks = new OrderedTasks<>(workers);
        this.batchEvents = batchEvents;
        this.pace = pace;
        this.work = work;
        this.collector = collector;
    }

    void take(RecordedEvent event) {
        batch.add(event);
        batchBytes += event.payload().size();
        if (batch.size() >= batchEvents || batchBytes >= BATCH_BYTES) {
            send();
        }
    }

    void finish() {
        send();
        while (tasks.size() > 0) {
            Cancellation.check();
            collector.accept(tasks.next());
        }
    }

    private void send() {
        Cancellation.check();
        if (batch.isEmpty()) {
            return;
        }
        if (tasks.size() >= MAX_UNDER_WAY) {
            collector.accept(tasks.next());
        }
        List<RecordedEvent> events = batch;
        batch = new ArrayList<>(batchEvents);
        batchBytes = 0;
        tasks.give(() -> work.apply(events));
        pace.after(events.size());
        // What is ready is counted at once, so that a slow run, too, shows how far it is.
        while (tasks.isReady()) {
            collector.accept(tasks.next());
        }
    }
}
