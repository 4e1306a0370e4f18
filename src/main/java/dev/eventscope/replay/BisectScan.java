package dev.eventscope.replay;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// Folds events that come stream after stream, and tells where a predicate on the state flips.
///
/// Shape: memory is bounded by one state.
/// Threads: not safe.
final class BisectScan {

    private final Folds folds;
    private final StatePredicate predicate;
    private final Consumer<StateFlip> sink;
    private @Nullable StreamId stream;
    private @Nullable Fold fold;
    private @Nullable FoldPoint point;
    private long flips;
    private long streams;
    private long flipped;
    private long monotone;
    private long failed;

    BisectScan(Folds folds, StatePredicate predicate, Consumer<StateFlip> sink) {
        this.folds = folds;
        this.predicate = predicate;
        this.sink = sink;
    }

    void take(RecordedEvent event) {
        Fold now = fold;
        FoldPoint before = point;
        if (now == null || before == null || !event.stream().equals(stream)) {
            count();
            stream = event.stream();
            now = folds.fold(event.header().category(), false);
            fold = now;
            before = now.startBefore(event.header());
            flips = 0;
        }
        FoldPoint after = now.next(before, event);
        point = after;
        boolean held = flips % 2 == 1;
        if (after.error() == null && predicate.holds(event, after.state()) != held) {
            flips++;
            sink.accept(new StateFlip(after.version(), !held, event.header(), after.fidelity()));
        }
    }

    BisectSummary finish() {
        count();
        point = null;
        return new BisectSummary(streams, flipped, monotone, failed);
    }

    private void count() {
        if (point == null) {
            return;
        }
        streams++;
        flipped += flips > 0 ? 1 : 0;
        monotone += flips == 1 ? 1 : 0;
        failed += point.error() == null ? 0 : 1;
    }
}
