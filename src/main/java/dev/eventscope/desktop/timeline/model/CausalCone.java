package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.BitSet;

import dev.eventscope.causality.CausalOrder;

/// What one event knew of, and what knew of it: for each stream up to which row it lies in the past, and from which on in the
/// future. What lies between is concurrent.
///
/// Shape: by the rule of [CausalDepth]: by streams, by vector clocks where both events carry one, else by causes.
/// Threads: immutable.
public final class CausalCone {

    public static final CausalCone NONE = new CausalCone(EventColumns.NONE, new int[0], new int[0]);

    private final int row;
    private final int[] past;
    private final int[] future;

    private CausalCone(int row, int[] past, int[] future) {
        this.row = row;
        this.past = past;
        this.future = future;
    }

    /// Looks at every row once: not for the FX thread.
    public static CausalCone of(EventColumns columns, Clocks clocks, int row) {
        int[] clocksOfRows = clocks.ofRows(columns, 0);
        return new CausalCone(row, past(columns, clocks, clocksOfRows, row),
                future(columns, clocks, clocksOfRows, row));
    }

    /// From the event back: each row in the past brings its stream, its cause, and what its clock knows.
    private static int[] past(EventColumns columns, Clocks clocks, int[] clocksOfRows, int row) {
        int[] last = new int[columns.streams().size()];
        Arrays.fill(last, EventColumns.NONE);
        BitSet causes = new BitSet();
        long[] known = new long[clocks.nodes()];
        for (int r = row; r >= 0; r--) {
            int clock = clocksOfRows[r];
            int stream = columns.streamNumber(r);
            boolean within = r == row || last[stream] != EventColumns.NONE || stream == columns.streamNumber(row)
                    || causes.get(r) || (clock >= 0 && known[clocks.writer(clock)] >= clocks.ownTick(clock));
            if (within) {
                if (r != row) {
                    last[stream] = Math.max(last[stream], r);
                }
                int cause = columns.causeOf(r);
                if (cause >= 0 && cause < r && (clock < 0 || clocksOfRows[cause] < 0)) {
                    causes.set(cause);
                }
                if (clock >= 0) {
                    clocks.raise(clock, known);
                }
            }
        }
        return last;
    }

    /// From the event on: what follows in its stream, what names it as its cause, what knows its tick; and so on.
    private static int[] future(EventColumns columns, Clocks clocks, int[] clocksOfRows, int row) {
        int[] first = new int[columns.streams().size()];
        Arrays.fill(first, EventColumns.NONE);
        BitSet future = new BitSet();
        long[] ticks = new long[clocks.nodes()];
        Arrays.fill(ticks, Long.MAX_VALUE);
        for (int r = row; r < columns.size(); r++) {
            int clock = clocksOfRows[r];
            int stream = columns.streamNumber(r);
            int cause = columns.causeOf(r);
            boolean within = r == row || first[stream] != EventColumns.NONE || stream == columns.streamNumber(row)
                    || (cause >= 0 && cause < r && future.get(cause) && (clock < 0 || clocksOfRows[cause] < 0))
                    || (clock >= 0 && clocks.reaches(clock, ticks));
            if (within) {
                future.set(r);
                if (r != row && first[stream] == EventColumns.NONE) {
                    first[stream] = r;
                }
                if (clock >= 0) {
                    int writer = clocks.writer(clock);
                    ticks[writer] = Math.min(ticks[writer], clocks.ownTick(clock));
                }
            }
        }
        return first;
    }

    public boolean isEmpty() {
        return row == EventColumns.NONE;
    }

    /// The last row of a stream that lies in the past, [EventColumns#NONE] where none does.
    public int lastPast(int stream) {
        return stream < past.length ? past[stream] : EventColumns.NONE;
    }

    /// The first row of a stream that lies in the future, [EventColumns#NONE] where none does.
    public int firstFuture(int stream) {
        return stream < future.length ? future[stream] : EventColumns.NONE;
    }

    /// How a row of a stream stands to the event.
    public CausalOrder of(int other, int stream) {
        if (other == row) {
            return CausalOrder.SAME;
        }
        if (other <= lastPast(stream)) {
            return CausalOrder.BEFORE;
        }
        return firstFuture(stream) != EventColumns.NONE && other >= firstFuture(stream)
                ? CausalOrder.AFTER
                : CausalOrder.CONCURRENT;
    }
}
