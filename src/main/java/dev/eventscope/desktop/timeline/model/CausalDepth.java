package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.BitSet;

/// How many steps lead to each event: one more than to any event that it knows of.
///
/// Shape: it knows of the event before it in its stream; of all that its vector clock knows, where it carries one; and of
///        its cause, unless both carry a clock, which then says it. A cause that comes after its effect in the store's order
///        counts for nothing.
/// Threads: immutable; one thread at a time makes a longer one.
final class CausalDepth {

    static final CausalDepth NONE = new CausalDepth(new int[0], 0, new int[0], new BitSet(), new NodeSteps());

    private final int[] depths;
    private final int size;
    private final int[] lastOfStreams;
    private final BitSet clocked;
    private final NodeSteps steps;

    private CausalDepth(int[] depths, int size, int[] lastOfStreams, BitSet clocked, NodeSteps steps) {
        this.depths = depths;
        this.size = size;
        this.lastOfStreams = lastOfStreams;
        this.clocked = clocked;
        this.steps = steps;
    }

    long of(int row) {
        return depths[row];
    }

    /// With the rows that columns have behind those of now. The clocks of the rows of now are as they were.
    CausalDepth with(EventColumns columns, Clocks clocks) {
        int[] longer = Arrays.copyOf(depths, columns.size());
        int[] last = Arrays.copyOf(lastOfStreams, columns.streams().size());
        BitSet own = (BitSet) clocked.clone();
        NodeSteps more = steps.copy(clocks.nodes());
        int[] clocksOfRows = clocks.ofRows(columns, size);
        for (int row = size; row < longer.length; row++) {
            int clock = clocksOfRows[row - size];
            int cause = columns.causeOf(row);
            int stream = columns.streamNumber(row);
            int known = last[stream];
            if (cause >= 0 && cause < row && !(clock >= 0 && own.get(cause))) {
                known = Math.max(known, longer[cause]);
            }
            if (clock >= 0) {
                known = Math.max(known, clocks.most(clock, more));
                more.add(clocks.writer(clock), clocks.ownTick(clock), known + 1);
                own.set(row);
            }
            longer[row] = known + 1;
            last[stream] = longer[row];
        }
        return new CausalDepth(longer, longer.length, last, own, more);
    }
}
