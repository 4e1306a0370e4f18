package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;

/// What each row says caused it, before it is known which row that is. A cause may be added after its effect.
final class CauseColumn {

    /// Finds rows by what a cause can point at; each answers [IdColumn#NOT_HERE] where it is not here.
    interface Rows {

        int byId(String id);

        int byStreamVersion(String stream, long version);
    }

    private final Map<Integer, Cause> others = new HashMap<>();
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private int size;

    void add(@Nullable Cause cause) {
        if (size == high.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
        }
        UUID uuid = cause instanceof Cause.ById(var id) ? IdColumn.uuidOf(id) : null;
        if (uuid != null) {
            high[size] = uuid.getMostSignificantBits();
            low[size] = uuid.getLeastSignificantBits();
        } else if (cause != null) {
            others.put(size, cause);
        }
        size++;
    }

    /// What was added for a row.
    @Nullable
    Cause cause(int row) {
        Cause other = others.get(row);
        if (other != null || (high[row] == 0 && low[row] == 0)) {
            return other;
        }
        return new Cause.ById(new UUID(high[row], low[row]).toString());
    }

    /// The row of the cause of a row, [EventColumns#NONE] where it has none, [EventColumns#MISSING] where it is not here.
    int resolve(int row, Rows rows) {
        Cause other = others.get(row);
        if (other == null && high[row] == 0 && low[row] == 0) {
            return EventColumns.NONE;
        }
        int found = switch (other) {
            case null -> rows.byId(new UUID(high[row], low[row]).toString());
            case Cause.ById(var id) -> rows.byId(id);
            case Cause.ByMessage(var id) -> rows.byId(id);
            case Cause.ByStreamVersion(var stream, var version) -> rows.byStreamVersion(stream.name(), version);
            case Cause.ByTrace _ -> IdColumn.NOT_HERE;
        };
        return found == IdColumn.NOT_HERE ? EventColumns.MISSING : found;
    }
}
