package dev.eventscope.desktop.timeline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventFlag;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;

/// Takes headers in any order, each event once, and builds [EventColumns] as often as asked.
///
/// Threads: not safe; what it built is.
public final class EventColumnsBuilder {

    private static final int FIRST_ROOM = 1 << 10;

    final IdColumn ids = new IdColumn();
    final CauseColumn causes = new CauseColumn();
    final Names typeNames = new Names();
    final Names streamNames = new Names();
    final Names categoryNames = new Names();
    final Names correlationNames = new Names();
    final Names schemaNames = new Names();
    final List<Integer> streamCategories = new ArrayList<>();
    long[] occurred = new long[FIRST_ROOM];
    long[] recorded = new long[FIRST_ROOM];
    long[] versions = new long[FIRST_ROOM];
    long[] positions = new long[FIRST_ROOM];
    int[] types = new int[FIRST_ROOM];
    int[] streams = new int[FIRST_ROOM];
    int[] correlations = new int[FIRST_ROOM];
    short[] schemas = new short[FIRST_ROOM];
    final Map<Integer, Set<EventFlag>> flags = new HashMap<>();
    @Nullable
    List<OrderToken> tokens;
    boolean timed;

    EventColumnsBuilder() {}

    /// Adds one event; answers false where it is here already.
    public boolean add(EventHeader header) {
        if (!ids.add(header.id())) {
            return false;
        }
        int row = ids.size() - 1;
        makeRoom(row);
        occurred[row] = micros(header.occurredAt());
        recorded[row] = micros(header.recordedAt());
        timed |= recorded[row] != EventColumns.NO_TIME || occurred[row] != EventColumns.NO_TIME;
        String schema = header.schemaVersion();
        schemas[row] = schema == null ? EventColumns.NONE : (short) Math.min(schemaNames.add(schema), Short.MAX_VALUE);
        if (!header.flags().isEmpty()) {
            flags.put(row, header.flags());
        }
        Long version = header.version();
        versions[row] = version == null ? EventColumns.NO_VERSION : version;
        addOrder(row, header.order());
        types[row] = typeNames.add(header.type());
        streams[row] = streamNumber(header);
        String correlation = header.correlationId();
        correlations[row] = correlation == null ? EventColumns.NONE : correlationNames.add(correlation);
        causes.add(header.cause());
        return true;
    }

    public EventColumnsBuilder addAll(Iterable<EventHeader> headers) {
        headers.forEach(this::add);
        return this;
    }

    public int size() {
        return ids.size();
    }

    public EventColumns build() {
        int[] order = descending() ? RowSort.reversed(size()) : RowSort.identity(size());
        RowSort.sort(order, this::compareOrder);
        return new EventColumns(this, order);
    }

    private int streamNumber(EventHeader header) {
        int stream = streamNames.add(header.stream().name());
        if (stream == streamCategories.size()) {
            streamCategories.add(categoryNames.add(header.category()));
        }
        return stream;
    }

    private void addOrder(int row, OrderToken order) {
        if (tokens == null && order.parts().size() == 1 && order.parts().getFirst() instanceof OrderToken.Num num) {
            positions[row] = num.value();
            return;
        }
        if (tokens == null) {
            tokens = new ArrayList<>();
            for (int i = 0; i < row; i++) {
                tokens.add(OrderToken.of(positions[i]));
            }
        }
        tokens.add(order);
    }

    private int compareOrder(int one, int other) {
        return tokens == null
                ? Long.compare(positions[one], positions[other])
                : tokens.get(one).compareTo(tokens.get(other));
    }

    /// Pages are read newest first, so the usual order of arrival is the reverse of the wanted one.
    private boolean descending() {
        return size() > 1 && compareOrder(0, size() - 1) > 0;
    }

    private static long micros(@Nullable Instant time) {
        return time == null ? EventColumns.NO_TIME : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void makeRoom(int row) {
        if (row < types.length) {
            return;
        }
        int room = row * 2;
        occurred = Arrays.copyOf(occurred, room);
        recorded = Arrays.copyOf(recorded, room);
        versions = Arrays.copyOf(versions, room);
        positions = Arrays.copyOf(positions, room);
        types = Arrays.copyOf(types, room);
        streams = Arrays.copyOf(streams, room);
        correlations = Arrays.copyOf(correlations, room);
        schemas = Arrays.copyOf(schemas, room);
    }
}
