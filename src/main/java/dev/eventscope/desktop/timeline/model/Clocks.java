package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

/// The vector clocks of events, and which node each of them was written by.
///
/// Shape: who wrote an event is the one node whose tick no event before it knew of. Where there is no such node, the clock
///        was handed on without a tick of its own; where there are several, what came between is not here. Such an event
///        counts as one without a clock: what is told of it is told by its cause and its stream.
/// Threads: immutable.
public final class Clocks {

    /// The writer of an event without a clock of its own.
    static final int NOBODY = -1;

    public static final Clocks NONE = new Clocks(new ClockPage(), 0);

    private final ClockPage page;
    private final int nodes;
    /// The entry that is the tick of the event itself, or [#NOBODY].
    private final int[] own;

    /// Of a page that nothing is added to any more; its nodes are numbered from 0 to below `nodes`.
    public Clocks(ClockPage page, int nodes) {
        this.page = page;
        this.nodes = nodes;
        own = new int[page.size()];
        long[] known = new long[nodes];
        for (int clock = 0; clock < own.length; clock++) {
            own[clock] = ownEntry(clock, known);
        }
    }

    private int ownEntry(int clock, long[] known) {
        int found = NOBODY;
        int news = 0;
        for (int entry = page.start(clock); entry < page.end(clock); entry++) {
            if (page.tick(entry) > known[page.node(entry)]) {
                known[page.node(entry)] = page.tick(entry);
                found = entry;
                news++;
            }
        }
        return news == 1 ? found : NOBODY;
    }

    public int size() {
        return own.length;
    }

    int nodes() {
        return nodes;
    }

    boolean isOwn(int clock) {
        return clock >= 0 && own[clock] != NOBODY;
    }

    int writer(int clock) {
        return page.node(own[clock]);
    }

    long ownTick(int clock) {
        return page.tick(own[clock]);
    }

    /// Raises what is known of each node to what a clock says of it.
    void raise(int clock, long[] known) {
        for (int entry = page.start(clock); entry < page.end(clock); entry++) {
            known[page.node(entry)] = Math.max(known[page.node(entry)], page.tick(entry));
        }
    }

    /// Whether a clock reaches the tick of any node, by number.
    boolean reaches(int clock, long[] ticks) {
        for (int entry = page.start(clock); entry < page.end(clock); entry++) {
            if (page.tick(entry) >= ticks[page.node(entry)]) {
                return true;
            }
        }
        return false;
    }

    /// The most steps to any event that a clock knows of, itself left out.
    int most(int clock, NodeSteps steps) {
        int most = 0;
        for (int entry = page.start(clock); entry < page.end(clock); entry++) {
            long tick = entry == own[clock] ? page.tick(entry) - 1 : page.tick(entry);
            most = Math.max(most, steps.upTo(page.node(entry), tick));
        }
        return most;
    }

    /// The clocks of the rows from `from` on, [#NOBODY] for a row without a clock of its own.
    int[] ofRows(EventColumns columns, int from) {
        int[] clocks = new int[columns.size() - from];
        Arrays.fill(clocks, NOBODY);
        if (size() > 0 && columns.isNumbered() && from < columns.size()) {
            int clock = page.lowerBound(columns.position(from));
            for (int row = from; row < columns.size() && clock < size(); row++) {
                long position = columns.position(row);
                while (clock < size() && page.position(clock) < position) {
                    clock++;
                }
                if (clock < size() && page.position(clock) == position && isOwn(clock)) {
                    clocks[row - from] = clock;
                }
            }
        }
        return clocks;
    }
}
