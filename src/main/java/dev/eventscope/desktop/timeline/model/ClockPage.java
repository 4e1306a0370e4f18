package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.Map;

import dev.eventscope.event.VectorClock;

/// Vector clocks in columns, as they are read, ascending by position.
///
/// Units: 16 bytes a clock and 12 for each node in it.
/// Threads: belongs to the thread that reads until it is handed over; unchanged afterwards.
public final class ClockPage {

    private long[] positions = new long[64];
    /// Where the nodes of the clock after this one begin.
    private int[] ends = new int[64];
    private int[] nodes = new int[256];
    private long[] ticks = new long[256];
    private int size;

    /// Adds a clock behind the last; `numbers` numbers the nodes.
    public void add(long position, VectorClock clock, Map<String, Integer> numbers) {
        int at = begin(position, clock.ticks().size());
        for (Map.Entry<String, Long> tick : clock.ticks().entrySet()) {
            nodes[at] = numbers.computeIfAbsent(tick.getKey(), _ -> numbers.size());
            ticks[at++] = tick.getValue();
        }
    }

    /// Adds all clocks of another page, which come behind the last.
    public void addAll(ClockPage other) {
        for (int i = 0; i < other.size; i++) {
            int from = other.start(i);
            int count = other.end(i) - from;
            int at = begin(other.positions[i], count);
            System.arraycopy(other.nodes, from, nodes, at, count);
            System.arraycopy(other.ticks, from, ticks, at, count);
        }
    }

    /// The clocks up to a position.
    public ClockPage upTo(long position) {
        ClockPage page = new ClockPage();
        page.addAll(this);
        page.size = lowerBound(position + 1);
        return page;
    }

    private int begin(long position, int count) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        int at = start(size);
        if (at + count > nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(nodes.length * 2, at + count));
            ticks = Arrays.copyOf(ticks, nodes.length);
        }
        positions[size] = position;
        ends[size++] = at + count;
        return at;
    }

    public int size() {
        return size;
    }

    long position(int clock) {
        return positions[clock];
    }

    /// The first entry of a clock.
    int start(int clock) {
        return clock == 0 ? 0 : ends[clock - 1];
    }

    /// The entry behind the last of a clock.
    int end(int clock) {
        return ends[clock];
    }

    int node(int entry) {
        return nodes[entry];
    }

    long tick(int entry) {
        return ticks[entry];
    }

    /// The first clock that is not before a position, [#size()] where there is none.
    int lowerBound(long position) {
        int found = Arrays.binarySearch(positions, 0, size, position);
        return found < 0 ? -found - 1 : found;
    }
}
