package dev.eventscope.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;

/// The states of one stream at any version, with what has been folded kept, so that going to and fro is cheap.
///
/// Shape: of a short stream every state is kept; of a long one every second, fourth, … so that at most 8,192 states and
///        about 64 MB are held, and a seek folds the few events since the one below it.
/// Threads: [#at] blocks, one call at a time; off the FX thread only. [#ready] never waits.
public final class StateHistory {

    private static final int MAX_POINTS = 8_192;
    private static final long MAX_WEIGHT = 64_000_000;
    /// What a state costs beside its share of the payload: copies of the levels that changed, and their dates.
    private static final int BYTES_A_FIELD = 160;
    private static final int BYTES_A_PAYLOAD_BYTE = 4;

    private record Kept(long ordinal, EventHeader last, FoldPoint point, long weight) {}

    private final StreamSource source;
    private final Folds folds;
    private final Map<EventClock, TimeIndex> times = new EnumMap<>(EventClock.class);
    private final ConcurrentSkipListMap<Long, Kept> kept = new ConcurrentSkipListMap<>();
    private long weight;
    private long stride = 1;
    private @Nullable Kept latest;

    private StateHistory(StreamSource source, Folds folds) {
        this.source = source;
        this.folds = folds;
    }

    static StateHistory of(EventReader reader, StreamId stream, Folds folds) {
        return new StateHistory(new StoreSource(reader, stream), folds);
    }

    /// Of events that are at hand, ascending by version without a gap; the list is not copied and must not change.
    public static StateHistory over(StreamId stream, List<RecordedEvent> events, Folds folds) {
        return new StateHistory(new ListSource(stream, events), folds);
    }

    public StreamId stream() {
        return source.stream();
    }

    /// The state at the highest version that is not above the one given; empty where the stream has none.
    public synchronized Optional<DatedState> at(long version) {
        Kept from = below(version);
        if (from != null && (from.point.version() == version || from.point.error() != null)) {
            return Optional.of(dated(from));
        }
        Optional<String> category = source.category();
        if (category.isEmpty()) {
            return Optional.empty();
        }
        Kept result = fold(category.get(), from, version);
        latest = result;
        return Optional.ofNullable(result).map(this::dated);
    }

    /// The state at an instant: at the highest version whose time is not after it.
    ///
    /// Shape: the times of the stream are read once and kept, then only those of events that came since.
    public synchronized Optional<DatedState> at(Instant instant, EventClock clock) {
        OptionalLong version = pointAt(instant, clock).version();
        return version.isPresent() ? at(version.getAsLong()) : Optional.empty();
    }

    /// The state after the last event of the stream that is not after a place in the store's order.
    public synchronized Optional<DatedState> atPosition(OrderToken position) {
        return source.versionAt(position).flatMap(this::at);
    }

    /// Which version was the last at an instant.
    public synchronized PointInTime pointAt(Instant instant, EventClock clock) {
        TimeIndex index = times.computeIfAbsent(clock, _ -> new TimeIndex());
        source.readTimes(index, clock);
        return index.at(instant);
    }

    /// The state at a version, where it is at hand without reading.
    public Optional<DatedState> ready(long version) {
        Map.Entry<Long, Kept> below = kept.floorEntry(version);
        return below != null && (below.getKey() == version || below.getValue().point.error() != null)
                ? Optional.of(dated(below.getValue()))
                : Optional.empty();
    }

    /// How many states are held.
    public int size() {
        return kept.size();
    }

    /// The most events that a seek folds, once the history has been folded.
    public long reach() {
        return stride;
    }

    private @Nullable Kept below(long version) {
        Map.Entry<Long, Kept> entry = kept.floorEntry(version);
        Kept floor = entry == null ? null : entry.getValue();
        Kept last = latest;
        boolean lastIsNearer = last != null && last.point.version() <= version
                && (floor == null || floor.ordinal < last.ordinal);
        return lastIsNearer ? last : floor;
    }

    private @Nullable Kept fold(String category, @Nullable Kept from, long version) {
        Fold fold = folds.fold(category, true);
        StreamSource.Pages pages = source.pages(from == null ? null : from.last, version);
        Kept now = from;
        for (List<RecordedEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            for (RecordedEvent event : page) {
                FoldPoint before = now == null ? fold.startBefore(event.header()) : now.point;
                if (before.error() != null || before.versionOf(event.header()) > version) {
                    return now;
                }
                FoldPoint next = fold.next(before, event);
                now = new Kept(now == null ? 0 : now.ordinal + 1, event.header(), next, weightOf(event, next));
                keep(now, before.versionOf(event.header()));
            }
        }
        return now;
    }

    /// A point with an error is kept under the version that failed: it answers for that one and all after it.
    private void keep(Kept point, long version) {
        if (point.ordinal % stride != 0 && point.point.error() == null) {
            return;
        }
        Kept old = kept.put(version, point);
        weight += point.weight - (old == null ? 0 : old.weight);
        while (kept.size() > MAX_POINTS || (weight > MAX_WEIGHT && kept.size() > 2)) {
            thin();
        }
    }

    private void thin() {
        stride *= 2;
        for (Map.Entry<Long, Kept> entry : new ArrayList<>(kept.entrySet())) {
            Kept point = entry.getValue();
            if (point.ordinal % stride != 0 && point.point.error() == null) {
                kept.remove(entry.getKey());
                weight -= point.weight;
            }
        }
    }

    private DatedState dated(Kept at) {
        return new DatedState(at.point.of(source.stream()), Objects.requireNonNull(at.point.dates()));
    }

    private static long weightOf(RecordedEvent event, FoldPoint point) {
        return (long) BYTES_A_PAYLOAD_BYTE * event.payload().size()
                + (long) BYTES_A_FIELD * (1 + point.state().size());
    }
}
