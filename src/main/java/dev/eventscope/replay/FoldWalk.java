package dev.eventscope.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;

/// Folds the events of one stream page after page. With workers the events of a page are parsed and upcast by them and by
/// the calling thread together, while it folds those that are ready.
///
/// Shape: memory is bounded by one page and its trees.
/// Threads: one walk, one thread; the workers only prepare.
final class FoldWalk {

    /// Small enough that both hands are busy to the end of a page, large enough that handing over costs nothing.
    private static final int CHUNK = 128;
    /// Bounds the trees that are made ahead where all events are at hand.
    private static final int PAGE = 2_048;

    /// Is told of each event that was folded.
    interface Watcher {
        void see(FoldPoint before, RecordedEvent event, Fold.Step step);
    }

    private final Fold fold;
    private final @Nullable Executor workers;
    private final @Nullable Watcher watcher;
    private long toVersion = Long.MAX_VALUE;
    private @Nullable FoldPoint point;

    FoldWalk(Fold fold, @Nullable Executor workers, @Nullable Watcher watcher) {
        this.fold = fold;
        this.workers = workers;
        this.watcher = watcher;
    }

    /// The point at the highest version that is not above the one given; null where there is none.
    @Nullable
    FoldPoint upTo(long version, Supplier<List<RecordedEvent>> pages) {
        toVersion = version;
        boolean goesOn = true;
        List<RecordedEvent> page = pages.get();
        while (goesOn && !page.isEmpty()) {
            goesOn = (workers == null || page.size() <= CHUNK) ? alone(page) : together(page, workers);
            page = goesOn ? pages.get() : List.of();
        }
        return point;
    }

    /// The point after all of these events; null where there are none.
    @Nullable
    FoldPoint over(List<RecordedEvent> events) {
        int[] next = {0};
        return upTo(Long.MAX_VALUE, () -> {
            int from = next[0];
            next[0] = Math.min(events.size(), from + PAGE);
            return events.subList(from, next[0]);
        });
    }

    private boolean alone(List<RecordedEvent> page) {
        for (RecordedEvent event : page) {
            if (!take(fold.prepare(event))) {
                return false;
            }
        }
        return true;
    }

    private boolean together(List<RecordedEvent> page, Executor hands) {
        Deque<FutureTask<Fold.Prepared[]>> chunks = new ArrayDeque<>();
        for (int from = 0; from < page.size(); from += CHUNK) {
            List<RecordedEvent> chunk = page.subList(from, Math.min(page.size(), from + CHUNK));
            chunks.add(new FutureTask<>(() -> prepare(chunk)));
        }
        // The worker goes through them in order; a task that this thread has begun or done is passed over by itself.
        List<FutureTask<Fold.Prepared[]>> all = List.copyOf(chunks);
        hands.execute(() -> all.forEach(FutureTask::run));
        boolean goesOn = true;
        while (goesOn && !chunks.isEmpty()) {
            goesOn = takeAll(awaited(chunks));
        }
        chunks.forEach(task -> task.cancel(false));
        return goesOn;
    }

    /// The first chunk; while another thread is at it, this one prepares those behind it.
    private static Fold.Prepared[] awaited(Deque<FutureTask<Fold.Prepared[]>> chunks) {
        FutureTask<Fold.Prepared[]> first = chunks.getFirst();
        for (FutureTask<Fold.Prepared[]> task : chunks) {
            if (first.isDone()) {
                break;
            }
            task.run();
        }
        chunks.removeFirst();
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an event was being parsed", e);
        }
    }

    private Fold.Prepared[] prepare(List<RecordedEvent> chunk) {
        Fold.Prepared[] prepared = new Fold.Prepared[chunk.size()];
        for (int i = 0; i < prepared.length; i++) {
            prepared[i] = fold.prepare(chunk.get(i));
        }
        return prepared;
    }

    private boolean takeAll(Fold.Prepared[] prepared) {
        Cancellation.check();
        for (Fold.Prepared each : prepared) {
            if (!take(each)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the walk goes on.
    private boolean take(Fold.Prepared prepared) {
        RecordedEvent event = prepared.event();
        FoldPoint before = point == null ? fold.startBefore(event.header()) : point;
        if (before.error() != null || before.versionOf(event.header()) > toVersion) {
            return false;
        }
        Fold.Step step = fold.step(before, prepared);
        if (watcher != null) {
            watcher.see(before, event, step);
        }
        point = step.point();
        return true;
    }
}
