package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

/// For each node how many steps lead to its events, by their ticks; both only grow.
///
/// Threads: not safe.
final class NodeSteps {

    private long[][] ticks;
    private int[][] steps;
    private int[] sizes;

    NodeSteps() {
        this(new long[0][], new int[0][], new int[0]);
    }

    private NodeSteps(long[][] ticks, int[][] steps, int[] sizes) {
        this.ticks = ticks;
        this.steps = steps;
        this.sizes = sizes;
    }

    /// The same for so many nodes; adding to it leaves this one as it is.
    NodeSteps copy(int nodes) {
        int most = Math.max(nodes, sizes.length);
        long[][] newTicks = new long[most][];
        int[][] newSteps = new int[most][];
        for (int node = 0; node < most; node++) {
            newTicks[node] = node < sizes.length ? ticks[node].clone() : new long[16];
            newSteps[node] = node < sizes.length ? steps[node].clone() : new int[16];
        }
        return new NodeSteps(newTicks, newSteps, Arrays.copyOf(sizes, most));
    }

    void add(int node, long tick, int count) {
        if (sizes[node] == ticks[node].length) {
            ticks[node] = Arrays.copyOf(ticks[node], sizes[node] * 2);
            steps[node] = Arrays.copyOf(steps[node], sizes[node] * 2);
        }
        ticks[node][sizes[node]] = tick;
        steps[node][sizes[node]++] = count;
    }

    /// The steps to the last event of a node up to a tick; 0 where there is none here.
    int upTo(int node, long tick) {
        int found = Arrays.binarySearch(ticks[node], 0, sizes[node], tick);
        int place = found < 0 ? -found - 2 : found;
        return place < 0 ? 0 : steps[node][place];
    }
}
