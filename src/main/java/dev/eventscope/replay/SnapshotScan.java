package dev.eventscope.replay;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// Folds events that come stream after stream, and hands on each stream's state when the next stream begins.
///
/// Threads: not safe.
final class SnapshotScan {

    private final SnapshotQuery query;
    private final Folds folds;
    private final Consumer<StreamState> sink;
    private @Nullable Current current;
    private long streams;
    private long failed;
    private long timesGoBack;

    SnapshotScan(SnapshotQuery query, Folds folds, Consumer<StreamState> sink) {
        this.query = query;
        this.folds = folds;
        this.sink = sink;
    }

    void take(RecordedEvent event) {
        Current now = current;
        if (now == null || !now.stream.equals(event.stream())) {
            handOn();
            now = new Current(event.header());
            current = now;
        }
        now.take(event);
    }

    SnapshotSummary finish() {
        handOn();
        current = null;
        return new SnapshotSummary(streams, failed, timesGoBack);
    }

    private void handOn() {
        if (current == null) {
            return;
        }
        if (current.times != null && current.times.found().timesGoBack()) {
            timesGoBack++;
        }
        FoldPoint result = current.result;
        if (result != null) {
            streams++;
            failed += result.error() == null ? 0 : 1;
            sink.accept(result.of(current.stream));
        }
    }

    /// The stream whose events come now.
    private final class Current {

        private final StreamId stream;
        private final Fold fold;
        private final @Nullable TimeSearch times;
        private FoldPoint point;
        private @Nullable FoldPoint result;

        Current(EventHeader first) {
            stream = first.stream();
            fold = folds.fold(first.category(), false);
            times = query.instant() == null ? null : new TimeSearch(query.instant(), query.clock());
            point = fold.startBefore(first);
        }

        /// Where times go back, a later event may still be within the instant: so all are folded, and the last one within
        /// counts. Keeping its point is free, for points are immutable.
        void take(RecordedEvent event) {
            point = fold.next(point, event);
            if (times == null || times.see(event.header())) {
                result = point;
            }
        }
    }
}
