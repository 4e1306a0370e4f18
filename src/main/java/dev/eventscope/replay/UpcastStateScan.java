package dev.eventscope.replay;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;
import dev.eventscope.upcast.Upcasts;

/// Folds every stream with the deployed upcasters and with candidates, and tells whose states differ at the head.
///
/// Shape: writes nothing. One pass over the events; memory holds two states. Up to its first event of a type that either
///        set upcasts, a stream is folded once.
/// Threads: [#run] blocks; off the FX thread only.
/// Errors: `ReadCancelled` within a page of the `Cancellation` of the calling thread being cancelled.
public final class UpcastStateScan {

    private static final int BATCH = 512;

    private final Folds deployed;
    private final Folds candidate;
    private final Set<String> types;
    private final DryRunPace pace;
    private final Consumer<UpcastStateDifference> sink;
    private @Nullable Pair current;
    private int batch;
    private long streams;
    private long diverged;
    private long broken;

    private UpcastStateScan(Folds deployed, Folds candidate, Set<String> types, DryRunPace pace,
            Consumer<UpcastStateDifference> sink) {
        this.deployed = deployed;
        this.candidate = candidate;
        this.types = types;
        this.pace = pace;
        this.sink = sink;
    }

    /// Shape: `sink` gets each stream whose state differs or whose fold now stops, ascending by name.
    public static UpcastStateSummary run(EventReader reader, UpcastStateDifference.Reducers reducers, Upcasts deployed,
            Upcasts candidate, DryRunPace pace, Consumer<UpcastStateDifference> sink) {
        Set<String> types = Stream.concat(deployed.types().stream(), candidate.types().stream())
                .collect(Collectors.toSet());
        UpcastStateScan scan = new UpcastStateScan(
                Folds.of(reducers.layout(), reducers.reducers(), deployed),
                Folds.of(reducers.layout(), reducers.reducers(), candidate), types, pace, sink);
        reader.scanByStream(null, null, scan::take);
        scan.handOn();
        return new UpcastStateSummary(scan.streams, scan.diverged, scan.broken);
    }

    private void take(RecordedEvent event) {
        Pair now = current;
        if (now == null || !now.stream.equals(event.stream())) {
            handOn();
            now = new Pair(event);
            current = now;
        }
        now.take(event);
        if (++batch == BATCH) {
            batch = 0;
            pace.after(BATCH);
        }
    }

    private void handOn() {
        if (current == null) {
            return;
        }
        streams++;
        if (!current.isApart) {
            return;
        }
        StreamState before = current.before.of(current.stream);
        StreamState after = current.after.of(current.stream);
        UpcastStateDifference difference = UpcastStateDifference.between(Math.max(before.version(), after.version()),
                current.last, before, after);
        boolean breaks = before.error() == null && after.error() != null;
        broken += breaks ? 1 : 0;
        diverged += difference.changes().isEmpty() ? 0 : 1;
        if (breaks || !difference.changes().isEmpty()) {
            sink.accept(difference);
        }
    }

    /// The two folds of the stream whose events come now.
    private final class Pair {

        private final StreamId stream;
        private final Fold older;
        private final Fold newer;
        private FoldPoint before;
        private FoldPoint after;
        private boolean isApart;
        private long last;

        Pair(RecordedEvent first) {
            stream = first.stream();
            older = deployed.fold(first.header().category(), false);
            newer = candidate.fold(first.header().category(), false);
            before = older.startBefore(first.header());
            after = before;
        }

        void take(RecordedEvent event) {
            last = before.versionOf(event.header());
            isApart |= types.contains(event.type());
            FoldPoint next = older.next(before, event);
            after = isApart ? newer.next(after, event) : next;
            before = next;
        }
    }
}
