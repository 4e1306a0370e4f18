package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.Correlations;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.desktop.timeline.model.StreamTable;

/// Decides which streams get a lane: the pinned, those of the correlation looked at (causes above their effects), else the
/// most recent; all others share one lane a category.
public final class LanePlanner {

    /// What is asked for.
    ///
    /// Shape: `pinned` in the order in which they were pinned; `correlation` is [EventColumns#NONE] where none is looked
    ///        at; `focus` is a stream that must have a lane, or [EventColumns#NONE]. `recent` are the recent streams of the
    ///        last plan, which stay; `fill`: more are taken, the most recent first, while there is room in the `budget`.
    ///        `byCategory`: all but the pinned share one lane a category.
    public record Request(
            List<Integer> pinned,
            int correlation,
            int focus,
            int budget,
            List<Integer> recent,
            boolean fill,
            Set<LaneGroup.Kind> collapsed,
            boolean byCategory) {

        /// One lane a stream, as far as there is room; none is added to recent ones that are there.
        public Request(List<Integer> pinned, int correlation, int focus, int budget, List<Integer> recent,
                Set<LaneGroup.Kind> collapsed) {
            this(pinned, correlation, focus, budget, recent, recent.isEmpty(), collapsed, false);
        }

        public Request {
            pinned = List.copyOf(pinned);
            recent = List.copyOf(recent);
            collapsed = Set.copyOf(collapsed);
        }
    }

    private static final int CORRELATION_TITLE_CHARS = 8;
    /// A correlation gets as many lanes as have room, but not fewer than this.
    private static final int FEWEST_CORRELATION_LANES = 10;
    /// So many events are looked at for streams around a correlation.
    private static final int FARTHEST = 20_000;

    private final EventColumns columns;
    private final StreamTable streams;
    private final Correlations correlations;
    private final RowFilter visible;
    private final Axis axis;

    LanePlanner(EventColumns columns, StreamTable streams, Correlations correlations, RowFilter visible, Axis axis) {
        this.axis = axis;
        this.columns = columns;
        this.streams = streams;
        this.correlations = correlations;
        this.visible = visible;
    }

    public LanePlan plan(Request request) {
        List<LaneGroup> groups = new ArrayList<>();
        Set<Integer> taken = new LinkedHashSet<>(request.pinned());
        if (!request.pinned().isEmpty()) {
            List<Lane> lanes = request.pinned().stream().map(stream -> alone(stream, true)).toList();
            groups.add(group(LaneGroup.Kind.PINNED, "Pinned", lanes.size(), request, lanes));
        }
        List<Integer> crowd = List.of();
        if (!request.byCategory() && request.correlation() != EventColumns.NONE) {
            CorrelationStreams related = CorrelationStreams.of(request.correlation(), correlations, columns, streams,
                    visible);
            crowd = related.crowd(request.pinned(), request.focus(),
                    Math.max(FEWEST_CORRELATION_LANES, request.budget()));
            groups.add(correlationGroup(request, related, crowd, taken));
            groups.add(aroundGroup(request, taken));
        } else if (!request.byCategory()) {
            groups.add(recentGroup(request, taken));
        }
        List<Lane> others = others(taken);
        if (!others.isEmpty()) {
            long count = others.stream().mapToLong(lane -> ((Lane.OfCategory) lane).streams()).sum();
            groups.add(group(LaneGroup.Kind.OTHER, request.byCategory() ? "Categories" : "Other streams", count,
                    request, others));
        }
        groups.removeIf(group -> group.lanes().isEmpty());
        return new LanePlan(groups, lanesOfStreams(groups, taken, crowd));
    }

    /// Eight characters of a correlation id.
    static String shortId(String id) {
        return id.length() <= CORRELATION_TITLE_CHARS ? id : id.substring(0, CORRELATION_TITLE_CHARS);
    }

    /// The streams of a correlation; those of its crowd share one lane a category.
    private LaneGroup correlationGroup(Request request, CorrelationStreams related, List<Integer> crowd,
            Set<Integer> taken) {
        Set<Integer> sharing = new HashSet<>(crowd);
        List<Lane> lanes = new ArrayList<>();
        for (int stream : related.streams()) {
            if (taken.add(stream) && !sharing.contains(stream)) {
                lanes.add(alone(stream, false));
            }
        }
        if (request.focus() != EventColumns.NONE && taken.add(request.focus())) {
            lanes.add(alone(request.focus(), false));
        }
        lanes.addAll(shared(crowd));
        String id = columns.correlations().text(request.correlation());
        return group(LaneGroup.Kind.CORRELATION, "Correlation " + shortId(id), related.events(), request, lanes);
    }

    /// Where a correlation leaves room, the streams that have events while it runs, the nearest to its end first.
    private LaneGroup aroundGroup(Request request, Set<Integer> taken) {
        int room = request.budget() - taken.size() - 1;
        List<Integer> near = new ArrayList<>(request.recent());
        near.removeIf(stream -> taken.contains(stream) || streams.count(stream) == 0);
        taken.addAll(near);
        if (request.fill() && room > near.size()) {
            near.addAll(nearest(request.correlation(), room - near.size(), taken));
            taken.addAll(near);
        }
        List<Lane> lanes = near.stream().map(stream -> alone(stream, false)).toList();
        return group(LaneGroup.Kind.AROUND, "Around the same time", lanes.size(), request, lanes);
    }

    private List<Integer> nearest(int correlation, int count, Set<Integer> taken) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < correlations.count(correlation); i++) {
            long coordinate = axis.at(correlations.row(correlation, i));
            first = Math.min(first, coordinate);
            last = Math.max(last, coordinate);
        }
        Set<Integer> near = new LinkedHashSet<>();
        int place = axis.lowerBound(Math.nextUp((double) last)) - 1;
        for (int looked = 0; place >= 0 && looked < FARTHEST && near.size() < count; looked++, place--) {
            int row = axis.rowAt(place);
            if (axis.at(row) < first) {
                break;
            }
            if (!taken.contains(columns.streamNumber(row))) {
                near.add(columns.streamNumber(row));
            }
        }
        return List.copyOf(near);
    }

    private LaneGroup recentGroup(Request request, Set<Integer> taken) {
        List<Integer> recent = new ArrayList<>(request.recent());
        recent.removeIf(stream -> taken.contains(stream) || streams.count(stream) == 0);
        if (request.fill() && request.budget() > recent.size()) {
            taken.addAll(recent);
            recent.addAll(newest(request.budget() - recent.size(), taken));
        }
        int focus = request.focus();
        if (focus != EventColumns.NONE && !taken.contains(focus) && !recent.contains(focus)) {
            recent.addFirst(focus);
        }
        taken.addAll(recent);
        List<Lane> lanes = recent.stream().map(stream -> alone(stream, false)).toList();
        return group(LaneGroup.Kind.RECENT, "Recent streams", lanes.size(), request, lanes);
    }

    /// The most recent streams, the newest first; of those with recent events each category gets one before another gets
    /// its second, so that a crowd of sagas does not push out what they work on.
    private List<Integer> newest(int budget, Set<Integer> taken) {
        record Turn(int stream, int turn) {}
        int[] turns = new int[columns.categories().size()];
        return newestOfEachCategory(budget, taken).stream()
                .map(stream -> new Turn(stream, streams.lastRow(stream) < columns.size() - FARTHEST
                        ? Integer.MAX_VALUE
                        : turns[columns.categoryOfStream(stream)]++))
                .sorted(Comparator.comparingInt(Turn::turn)).limit(budget).map(Turn::stream)
                .sorted(newestFirst()).toList();
    }

    /// All that may be among the chosen, the newest first.
    private List<Integer> newestOfEachCategory(int most, Set<Integer> taken) {
        Map<Integer, PriorityQueue<Integer>> found = new TreeMap<>();
        for (int stream = 0; stream < streams.streams(); stream++) {
            if (streams.lastRow(stream) == EventColumns.NONE || taken.contains(stream)) {
                continue;
            }
            PriorityQueue<Integer> newest = found.computeIfAbsent(columns.categoryOfStream(stream),
                    _ -> new PriorityQueue<>(newestFirst().reversed()));
            if (newest.size() < most) {
                newest.add(stream);
            } else if (streams.lastRow(newest.element()) < streams.lastRow(stream)) {
                newest.remove();
                newest.add(stream);
            }
        }
        return found.values().stream().flatMap(Collection::stream).sorted(newestFirst()).toList();
    }

    private Comparator<Integer> newestFirst() {
        return Comparator.<Integer>comparingInt(streams::lastRow).reversed();
    }

    private Lane alone(int stream, boolean pinned) {
        return new Lane.OfStream(stream, streams.isSaga(stream), pinned);
    }

    private List<Lane> shared(List<Integer> crowd) {
        Map<Integer, Integer> counts = new TreeMap<>();
        crowd.forEach(stream -> counts.merge(columns.categoryOfStream(stream), 1, Integer::sum));
        List<Lane> lanes = new ArrayList<>();
        counts.forEach((category, count) -> lanes.add(new Lane.OfCategory(category, count)));
        return lanes;
    }

    /// One lane a category for all visible streams that have none of their own.
    private List<Lane> others(Set<Integer> taken) {
        int[] counts = new int[columns.categories().size()];
        for (int stream = 0; stream < streams.streams(); stream++) {
            counts[columns.categoryOfStream(stream)] += streams.count(stream) > 0 ? 1 : 0;
        }
        for (int stream : taken) {
            counts[columns.categoryOfStream(stream)] -= streams.count(stream) > 0 ? 1 : 0;
        }
        return IntStream.range(0, counts.length).filter(category -> counts[category] > 0)
                .mapToObj(category -> (Lane) new Lane.OfCategory(category, counts[category])).toList();
    }

    private static LaneGroup group(LaneGroup.Kind kind, String title, long count, Request request, List<Lane> lanes) {
        return new LaneGroup(kind, title, count, request.collapsed().contains(kind), lanes);
    }

    private int[] lanesOfStreams(List<LaneGroup> groups, Set<Integer> taken, List<Integer> crowd) {
        int[] lanes = new int[columns.streams().size()];
        Arrays.fill(lanes, LanePlan.NO_LANE);
        int[] lanesOfOthers = new int[columns.categories().size()];
        int[] lanesOfCrowd = new int[columns.categories().size()];
        Arrays.fill(lanesOfOthers, LanePlan.NO_LANE);
        Arrays.fill(lanesOfCrowd, LanePlan.NO_LANE);
        int lane = 0;
        for (LaneGroup group : groups) {
            for (Lane shown : group.shown()) {
                switch (shown) {
                    case Lane.OfStream(var stream, _, _) -> lanes[stream] = lane;
                    case Lane.OfCategory(var category, _) ->
                        (group.kind() == LaneGroup.Kind.OTHER ? lanesOfOthers : lanesOfCrowd)[category] = lane;
                }
                lane++;
            }
        }
        for (int stream : crowd) {
            lanes[stream] = lanesOfCrowd[columns.categoryOfStream(stream)];
        }
        BitSet alone = new BitSet(lanes.length);
        taken.forEach(alone::set);
        for (int stream = alone.nextClearBit(0); stream < lanes.length; stream = alone.nextClearBit(stream + 1)) {
            lanes[stream] = lanesOfOthers[columns.categoryOfStream(stream)];
        }
        return lanes;
    }
}
