package dev.eventscope.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// The states of streams, by folding their events. Reads only.
///
/// Shape: memory is bounded by one page of events and one state, whatever the length of the stream.
/// Threads: blocks; off the FX thread only. Safe from any thread.
/// Errors: `ReadCancelled` within a page of the `Cancellation` of the calling thread being cancelled.
public final class Replay {

    private final EventReader reader;
    private final Folds folds;
    private final @Nullable Executor workers;

    /// Parses and folds on the calling thread alone.
    public Replay(EventReader reader, Folds folds) {
        this(reader, folds, null);
    }

    /// With `workers` payloads are parsed and upcast there as well, ahead of the fold of one stream.
    public Replay(EventReader reader, Folds folds, @Nullable Executor workers) {
        this.reader = reader;
        this.folds = folds;
        this.workers = workers;
    }

    /// The state at the highest version that is not above the one given; empty where the stream has none.
    public Optional<StreamState> stateAt(StreamId stream, long version) {
        Optional<StreamSummary> found = reader.findStream(stream);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        FoldPoint point = fold(found.get(), version, null);
        return Optional.ofNullable(point).map(last -> last.of(stream));
    }

    /// The state that events of one stream come to which are at hand; empty where there are none.
    public static Optional<StreamState> stateOf(List<RecordedEvent> events, Folds folds, @Nullable Executor workers) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        EventHeader first = events.getFirst().header();
        FoldPoint point = new FoldWalk(folds.passing(first.category()), workers, null).over(events);
        return Optional.ofNullable(point).map(last -> last.of(first.stream()));
    }

    /// Who wrote each field of the state at the highest version that is not above the one given; empty where the stream
    /// has none.
    public Optional<Blame> blame(StreamId stream, long version) {
        Optional<StreamSummary> found = reader.findStream(stream);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        BlameScan scan = new BlameScan();
        FoldPoint point = fold(found.get(), version, scan);
        return Optional.ofNullable(point).map(last -> scan.blame(last.of(stream)));
    }

    /// Where some fields of the state change, where a predicate flips and where the fold stops: in one pass over the stream.
    ///
    /// Shape: `paths` are JSON Pointers; without a predicate there are no flips. Empty where there is no stream.
    public Optional<StreamMarks> marks(StreamId stream, List<String> paths, @Nullable StatePredicate predicate) {
        return reader.findStream(stream).map(found -> {
            MarkScan scan = new MarkScan(paths, predicate);
            return scan.marks(fold(found, Long.MAX_VALUE, scan));
        });
    }

    /// Where a predicate on the state of one stream flips, version after version: exact, whether it is monotone or not.
    ///
    /// Shape: flips in order; before the first event the predicate is taken not to hold. Empty where there is no stream.
    public Optional<BisectSummary> bisect(StreamId stream, StatePredicate predicate, Consumer<StateFlip> sink) {
        return reader.findStream(stream).map(found -> {
            BisectScan scan = new BisectScan(folds, predicate, sink);
            StreamPages pages = new StreamPages(reader, found, null, Long.MAX_VALUE);
            for (List<RecordedEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                page.forEach(scan::take);
            }
            return scan.finish();
        });
    }

    /// As [#bisect], over all streams of a category, or with none over all, ascending by name of the stream.
    public BisectSummary bisectAll(@Nullable String category, StatePredicate predicate, Consumer<StateFlip> sink) {
        BisectScan scan = new BisectScan(folds, predicate, sink);
        reader.scanByStream(category, null, scan::take);
        return scan.finish();
    }

    /// The state at [#pointAt].
    public Optional<StreamState> stateAt(StreamId stream, Instant instant, EventClock clock) {
        OptionalLong version = pointAt(stream, instant, clock).version();
        return version.isPresent() ? stateAt(stream, version.getAsLong()) : Optional.empty();
    }

    /// The state after the last event of the stream that is not after a place in the store's order.
    public Optional<StreamState> stateAtPosition(StreamId stream, OrderToken position) {
        List<EventHeader> last = reader.readHeaders(EventQuery.backward(EventScope.stream(stream), 1)
                .in(EventRange.upTo(position)));
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Long version = last.getFirst().version();
        return stateAt(stream, version != null ? version : eventsUpTo(stream, position));
    }

    /// Which version was the last at an instant. Reads every header of the stream.
    public PointInTime pointAt(StreamId stream, Instant instant, EventClock clock) {
        TimeSearch search = new TimeSearch(instant, clock);
        reader.scanHeaders(EventScope.stream(stream), EventRange.EVERYTHING, search::see);
        return search.found();
    }

    /// What the streams are folded with.
    public Folds folds() {
        return folds;
    }

    /// The stream's states, for going to and fro.
    public StateHistory history(StreamId stream) {
        return StateHistory.of(reader, stream, folds);
    }

    /// The state of every stream at one point of the store, ascending by name of the stream.
    ///
    /// Shape: only streams that had an event then. One pass over the events; memory holds one state at a time.
    public SnapshotSummary snapshot(SnapshotQuery query, Consumer<StreamState> sink) {
        SnapshotScan scan = new SnapshotScan(query, folds, sink);
        reader.scanByStream(query.category(), query.upTo(), scan::take);
        return scan.finish();
    }

    private @Nullable FoldPoint fold(StreamSummary stream, long version, FoldWalk.@Nullable Watcher watcher) {
        StreamPages pages = new StreamPages(reader, stream, null, version);
        Fold fold = watcher == null ? folds.passing(stream.category()) : folds.fold(stream.category(), false);
        return new FoldWalk(fold, workers, watcher).upTo(version, pages::next);
    }

    private long eventsUpTo(StreamId stream, OrderToken position) {
        long[] events = {0};
        reader.scanHeaders(EventScope.stream(stream), EventRange.upTo(position), _ -> events[0]++);
        return events[0];
    }
}
