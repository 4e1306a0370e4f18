package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

/// How many steps lead to each event: one more than to its cause, and than to the event before it in its stream.
///
/// Shape: a cause that comes after its effect in the store's order counts for nothing.
/// Threads: immutable; one thread at a time makes a longer one.
final class CausalDepth {

    static final CausalDepth NONE = new CausalDepth(new int[0], 0, new int[0]);

    private final int[] depths;
    private final int size;
    private final int[] lastOfStreams;

    private CausalDepth(int[] depths, int size, int[] lastOfStreams) {
        this.depths = depths;
        this.size = size;
        this.lastOfStreams = lastOfStreams;
    }

    long of(int row) {
        return depths[row];
    }

    /// With the rows that columns have behind those of now.
    CausalDepth with(EventColumns columns) {
        int[] longer = Arrays.copyOf(depths, columns.size());
        int[] last = Arrays.copyOf(lastOfStreams, columns.streams().size());
        for (int row = size; row < longer.length; row++) {
            int cause = columns.causeOf(row);
            int stream = columns.streamNumber(row);
            longer[row] = 1 + Math.max(last[stream], cause >= 0 && cause < row ? longer[cause] : 0);
            last[stream] = longer[row];
        }
        return new CausalDepth(longer, longer.length, last);
    }
}
