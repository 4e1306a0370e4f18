package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;

/// Folds the events of one stream page after page. With workers the events are parsed and upcast by them and by the calling
/// thread together, while it reads the next page or folds those that are ready.
///
/// Shape: memory is bounded by one page and the trees of what is under way, see [OrderedBatches].
/// Threads: one walk, one thread; the workers only prepare.
final class FoldWalk {

    /// Small enough that the trees are still near when they are folded, large enough that handing over costs nothing.
    private static final int BATCH = 128;

    /// Is told of each event that was folded.
    interface Watcher {
        void see(FoldPoint before, RecordedEvent event, Fold.Step step);
    }

    private final Fold fold;
    private final @Nullable Executor workers;
    private final @Nullable Watcher watcher;
    private long toVersion = Long.MAX_VALUE;
    private boolean goesOn = true;
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
        if (workers == null) {
            alone(pages);
        } else {
            together(pages, workers);
        }
        return point;
    }

    /// The point after all of these events; null where there are none.
    @Nullable
    FoldPoint over(List<RecordedEvent> events) {
        Iterator<List<RecordedEvent>> page = List.of(events, List.<RecordedEvent>of()).iterator();
        return upTo(Long.MAX_VALUE, page::next);
    }

    private void alone(Supplier<List<RecordedEvent>> pages) {
        List<RecordedEvent> page = pages.get();
        while (goesOn && !page.isEmpty()) {
            for (int i = 0; goesOn && i < page.size(); i++) {
                goesOn = take(fold.prepare(page.get(i)));
            }
            page = goesOn ? pages.get() : List.of();
        }
    }

    private void together(Supplier<List<RecordedEvent>> pages, Executor hands) {
        OrderedBatches<List<Fold.Prepared>> batches = new OrderedBatches<>(hands, BATCH, DryRunPace.UNTHROTTLED,
                this::prepare, this::takeAll);
        List<RecordedEvent> page = pages.get();
        while (goesOn && !page.isEmpty()) {
            page.forEach(batches::take);
            page = goesOn ? pages.get() : List.of();
        }
        batches.finish();
    }

    private List<Fold.Prepared> prepare(List<RecordedEvent> events) {
        List<Fold.Prepared> prepared = new ArrayList<>(events.size());
        events.forEach(event -> prepared.add(fold.prepare(event)));
        return prepared;
    }

    private void takeAll(List<Fold.Prepared> prepared) {
        Cancellation.check();
        for (int i = 0; goesOn && i < prepared.size(); i++) {
            goesOn = take(prepared.get(i));
        }
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
