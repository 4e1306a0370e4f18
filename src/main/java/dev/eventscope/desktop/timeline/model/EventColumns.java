package dev.eventscope.desktop.timeline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventFlag;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;

/// Event headers in columns: one row an event, ascending in the store's order.
///
/// Shape: types, streams, categories and correlations are numbers of a [Names]; the cause of a row is a row.
/// Units: times are microseconds since the epoch, UTC; where an event has no time it gets that of the row before.
/// Threads: immutable; safe for all.
public final class EventColumns {

    /// The row, or correlation, of something that has none.
    public static final int NONE = -1;
    /// The row of a cause that is named but is not here.
    public static final int MISSING = -2;

    static final long NO_VERSION = Long.MIN_VALUE;
    static final long NO_TIME = Long.MIN_VALUE;

    private final IdColumn ids;
    private final long[] occurred;
    private final long[] recorded;
    private final long[] versions;
    private final long[] positions;
    private final OrderToken @Nullable [] tokens;
    private final int[] types;
    private final int[] streams;
    private final int[] correlations;
    private final int[] causes;
    private final int[] streamCategories;
    private final short[] schemas;
    private final Map<Integer, Set<EventFlag>> flags = new HashMap<>();
    private final BitSet withoutOccurred;
    private final BitSet withoutRecorded;
    private final Map<Integer, Cause> missingCauses;
    private final Names schemaNames;
    private final Names typeNames;
    private final Names streamNames;
    private final Names categoryNames;
    private final Names correlationNames;
    private final EventKind[] kinds;
    private final SagaPart[] parts;
    private final boolean timed;

    EventColumns(EventColumnsBuilder from, int[] order) {
        ids = from.ids.reordered(order);
        timed = from.timed;
        occurred = RowSort.inOrder(from.occurred, order);
        recorded = RowSort.inOrder(from.recorded, order);
        withoutOccurred = fillHoles(occurred, recorded);
        withoutRecorded = fillHoles(recorded, occurred);
        schemas = RowSort.inOrder(from.schemas, order);
        for (int row = 0; row < order.length && !from.flags.isEmpty(); row++) {
            flags.put(row, from.flags.getOrDefault(order[row], Set.of()));
        }
        schemaNames = from.schemaNames.copy();
        versions = RowSort.inOrder(from.versions, order);
        positions = RowSort.inOrder(from.positions, order);
        tokens = from.tokens == null
                ? null
                : Arrays.stream(order).mapToObj(from.tokens::get).toArray(OrderToken[]::new);
        types = RowSort.inOrder(from.types, order);
        streams = RowSort.inOrder(from.streams, order);
        correlations = RowSort.inOrder(from.correlations, order);
        typeNames = from.typeNames.copy();
        streamNames = from.streamNames.copy();
        categoryNames = from.categoryNames.copy();
        correlationNames = from.correlationNames.copy();
        streamCategories = from.streamCategories.stream().mapToInt(Integer::intValue).toArray();
        kinds = new EventKind[typeNames.size()];
        parts = new SagaPart[typeNames.size()];
        for (int type = 0; type < kinds.length; type++) {
            kinds[type] = EventKind.of(typeNames.text(type));
            parts[type] = SagaPart.of(typeNames.text(type));
        }
        missingCauses = new HashMap<>();
        causes = resolved(from.causes, order);
    }

    public static EventColumnsBuilder builder() {
        return new EventColumnsBuilder();
    }

    public static EventColumns none() {
        return builder().build();
    }

    public int size() {
        return types.length;
    }

    public String id(int row) {
        return ids.get(row);
    }

    /// The row of an event id, [#NONE] where it is not here.
    public int rowOf(String id) {
        return ids.rowOf(id);
    }

    public int typeNumber(int row) {
        return types[row];
    }

    public String type(int row) {
        return typeNames.text(types[row]);
    }

    public EventKind kind(int row) {
        return kinds[types[row]];
    }

    public SagaPart part(int row) {
        return parts[types[row]];
    }

    public boolean failed(int row) {
        return kind(row) == EventKind.FAILURE;
    }

    public int streamNumber(int row) {
        return streams[row];
    }

    public String stream(int row) {
        return streamNames.text(streams[row]);
    }

    public Names streams() {
        return streamNames;
    }

    /// The category number of a stream: what the first event of it said.
    public int categoryOfStream(int stream) {
        return streamCategories[stream];
    }

    public String category(int row) {
        return categoryNames.text(streamCategories[streams[row]]);
    }

    public Names categories() {
        return categoryNames;
    }

    /// The correlation number of a row, [#NONE] where it has none.
    public int correlationNumber(int row) {
        return correlations[row];
    }

    public Names correlations() {
        return correlationNames;
    }

    /// The row that caused a row, else [#NONE] or [#MISSING].
    public int causeOf(int row) {
        return causes[row];
    }

    public @Nullable Long version(int row) {
        return versions[row] == NO_VERSION ? null : versions[row];
    }

    public OrderToken order(int row) {
        return tokens == null ? OrderToken.of(positions[row]) : tokens[row];
    }

    /// Whether any event here has a time. Without one, only the order scale makes sense.
    public boolean timed() {
        return timed;
    }

    public long timeMicros(int row, EventClock clock) {
        return clock == EventClock.OCCURRED ? occurred[row] : recorded[row];
    }

    /// The header of a row, as it came.
    public EventHeader header(int row) {
        int correlation = correlations[row];
        short schema = schemas[row];
        return new EventHeader(id(row), new StreamId(stream(row)), category(row), version(row), order(row), type(row),
                schema == NONE ? null : schemaNames.text(schema), cause(row),
                correlation == NONE ? null : correlationNames.text(correlation),
                withoutOccurred.get(row) ? null : instant(occurred[row]),
                withoutRecorded.get(row) ? null : instant(recorded[row]),
                flags.getOrDefault(row, Set.of()));
    }

    private @Nullable Cause cause(int row) {
        return causes[row] >= 0 ? new Cause.ById(id(causes[row])) : missingCauses.get(row);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private int[] resolved(CauseColumn column, int[] order) {
        Map<String, Integer> byVersion = new HashMap<>();
        CauseColumn.Rows rows = new CauseColumn.Rows() {
            @Override
            public int byId(String id) {
                return ids.rowOf(id);
            }

            @Override
            public int byStreamVersion(String stream, long version) {
                if (byVersion.isEmpty()) {
                    for (int row = 0; row < size(); row++) {
                        byVersion.put(versions[row] + "@" + stream(row), row);
                    }
                }
                return byVersion.getOrDefault(version + "@" + stream, IdColumn.NOT_HERE);
            }
        };
        int[] found = new int[order.length];
        for (int row = 0; row < order.length; row++) {
            int cause = column.resolve(order[row], rows);
            found[row] = cause == row ? NONE : cause;
            if (cause == MISSING) {
                missingCauses.put(row, Objects.requireNonNull(column.cause(order[row])));
            }
        }
        return found;
    }

    /// Puts the other clock's time, else that of the row before, where there is none; answers where there was none.
    private static BitSet fillHoles(long[] times, long[] others) {
        BitSet holes = new BitSet();
        long last = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] == NO_TIME) {
                holes.set(i);
                times[i] = others[i] == NO_TIME ? last : others[i];
            }
            last = times[i];
        }
        return holes;
    }
}
