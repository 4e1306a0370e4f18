package dev.eventscope.desktop.timeline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The stretches of an axis in which nothing happens. Long ones are found without looking at the short ones.
///
/// Shape: gap `i` lies between the places `i` and `i + 1` of the axis. A pyramid keeps the longest of each block of 64. A
///        bridge is a gap that spans many places, whatever happens in it.
/// Units: those of the axis.
/// Threads: immutable.
public final class IdleGaps {

    public static final int NONE = -1;

    /// What a person takes for a pause.
    public static final long IDLE_MICROS = 60_000_000;

    private static final int BLOCK = 64;
    private static final int[] NO_BRIDGES = {};

    private final Axis axis;
    private final int size;
    private final List<long[]> levels;
    private final int[] bridgesFrom;
    private final int[] bridgesTo;

    private IdleGaps(Axis axis, int size, List<long[]> levels, int[] bridgesFrom, int[] bridgesTo) {
        this.axis = axis;
        this.size = size;
        this.levels = levels;
        this.bridgesFrom = bridgesFrom;
        this.bridgesTo = bridgesTo;
    }

    public static IdleGaps of(Axis axis) {
        return of(axis, 0, List.of());
    }

    /// `known` gaps are in the levels already.
    private static IdleGaps of(Axis axis, int known, List<long[]> below) {
        int size = Math.max(0, axis.size() - 1);
        List<long[]> levels = new ArrayList<>();
        int from = known;
        for (int blocks = size; blocks > BLOCK;) {
            int gaps = blocks;
            blocks = (blocks + BLOCK - 1) / BLOCK;
            int level = levels.size();
            long[] longest = level < below.size() ? Arrays.copyOf(below.get(level), blocks) : new long[blocks];
            int start = level < below.size() ? from : 0;
            for (int i = start; i < gaps; i++) {
                long length = level == 0 ? axis.sortedAt(i + 1) - axis.sortedAt(i) : levels.get(level - 1)[i];
                longest[i / BLOCK] = Math.max(longest[i / BLOCK], length);
            }
            levels.add(longest);
            from = start / BLOCK;
        }
        return new IdleGaps(axis, size, levels, NO_BRIDGES, NO_BRIDGES);
    }

    /// The same for an axis that has more rows; what is known is kept where they all stand behind those of now.
    public IdleGaps with(Axis longer) {
        int places = axis.size();
        boolean behind = places > 0 && longer.rowAt(places - 1) == axis.rowAt(places - 1);
        return size == 0 || !behind ? of(longer) : of(longer, size, levels);
    }

    /// The same gaps, but where `times` (ascending) leave [#IDLE_MICROS] or more between two of them, that is one gap,
    /// whatever else happens in it.
    ///
    /// Units: microseconds, on an axis of time.
    public IdleGaps around(long[] times) {
        int[] from = new int[times.length];
        int[] to = new int[times.length];
        int count = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] - times[i - 1] >= IDLE_MICROS) {
                from[count] = axis.lowerBound(Math.nextUp((double) times[i - 1])) - 1;
                to[count] = axis.lowerBound((double) times[i]);
                count += to[count] > from[count] + 1 && from[count] >= 0 && to[count] < axis.size() ? 1 : 0;
            }
        }
        return new IdleGaps(axis, size, levels, Arrays.copyOf(from, count), Arrays.copyOf(to, count));
    }

    /// For scales that do not fold.
    public static IdleGaps none(Axis axis) {
        return new IdleGaps(axis, 0, List.of(), NO_BRIDGES, NO_BRIDGES);
    }

    public long from(int gap) {
        return axis.sortedAt(gap);
    }

    public long to(int gap) {
        int bridge = Arrays.binarySearch(bridgesFrom, gap);
        return axis.sortedAt(bridge >= 0 ? bridgesTo[bridge] : gap + 1);
    }

    public long length(int gap) {
        return to(gap) - from(gap);
    }

    /// The first gap from `gap` on that is at least `length` long, [#NONE] where there is none.
    public int next(int gap, double length) {
        int from = Math.max(0, gap);
        int around = bridgeOver(from);
        if (around >= 0) {
            from = bridgesTo[around];
        }
        int plain = nextPlain(from, length);
        for (int bridge = firstBridge(from); bridge < bridgesFrom.length; bridge++) {
            if (plain != NONE && plain < bridgesFrom[bridge]) {
                return plain;
            }
            if (length(bridgesFrom[bridge]) >= length) {
                return bridgesFrom[bridge];
            }
        }
        return plain;
    }

    /// The last gap up to and with `gap` that is at least `length` long, [#NONE] where there is none.
    public int previous(int gap, double length) {
        int from = Math.min(gap, size - 1);
        int around = bridgeOver(from);
        if (around >= 0) {
            from = bridgesFrom[around];
        }
        int plain = previousPlain(from, length);
        for (int bridge = firstBridge(from + 1) - 1; bridge >= 0; bridge--) {
            if (plain >= bridgesTo[bridge]) {
                return plain;
            }
            if (length(bridgesFrom[bridge]) >= length) {
                return bridgesFrom[bridge];
            }
        }
        return plain;
    }

    /// The first gap that ends after a coordinate: the one it lies in, or the next.
    public int at(double coordinate) {
        int gap = Math.max(0, axis.lowerBound(Math.nextUp(coordinate)) - 1);
        int around = bridgeOver(gap);
        return around >= 0 ? bridgesFrom[around] : gap;
    }

    /// The `count` longest gaps between two coordinates, longest first. A gap that reaches beyond them counts as far as it
    /// lies between.
    public List<Long> longest(double from, double to, int count) {
        Longest found = new Longest(count, at(from), Math.min(size, axis.lowerBound(to)), from, to);
        for (int bridge = firstBridge(found.first); bridge < bridgesFrom.length; bridge++) {
            if (bridgesFrom[bridge] < found.end) {
                found.take(bridgesFrom[bridge]);
            }
        }
        int top = levels.size();
        int blocks = top == 0 ? size : levels.getLast().length;
        for (int block = 0; block < blocks; block++) {
            found.look(top, block);
        }
        return found.queue.stream().sorted(Comparator.reverseOrder()).toList();
    }

    /// Goes down only where something longer than what is known may be.
    private final class Longest {

        private final int count;
        private final int first;
        private final int end;
        private final double left;
        private final double right;
        private final PriorityQueue<Long> queue = new PriorityQueue<>();

        Longest(int count, int first, int end, double left, double right) {
            this.count = count;
            this.first = first;
            this.end = end;
            this.left = left;
            this.right = right;
        }

        void take(int gap) {
            double within = Math.min(right, (double) to(gap)) - Math.max(left, (double) from(gap));
            queue.add(Math.max(0, Math.round(within)));
            if (queue.size() > count) {
                queue.poll();
            }
        }

        void look(int level, int block) {
            int from = block * power(level);
            if (from >= end || from + power(level) <= first) {
                return;
            }
            if (level == 0) {
                if (bridgeOver(block) < 0 && Arrays.binarySearch(bridgesFrom, block) < 0 && isWanted(length(block))) {
                    take(block);
                }
            } else if (isWanted(levels.get(level - 1)[block])) {
                int blocks = level == 1 ? size : levels.get(level - 2).length;
                for (int i = block * BLOCK; i < Math.min(blocks, (block + 1) * BLOCK); i++) {
                    look(level - 1, i);
                }
            }
        }

        private boolean isWanted(long length) {
            return queue.size() < count || length > queue.element();
        }
    }

    private int nextPlain(int gap, double length) {
        int from = gap;
        while (from < size) {
            int level = 0;
            while (level < levels.size() && from % power(level + 1) == 0
                    && levels.get(level)[from / power(level + 1)] < length) {
                level++;
            }
            if (level == 0) {
                if (plainLength(from) >= length) {
                    return from;
                }
                from++;
            } else {
                from += power(level);
            }
        }
        return NONE;
    }

    private int previousPlain(int gap, double length) {
        int from = gap;
        while (from >= 0) {
            int level = 0;
            while (level < levels.size() && (from + 1) % power(level + 1) == 0
                    && levels.get(level)[from / power(level + 1)] < length) {
                level++;
            }
            if (level == 0) {
                if (plainLength(from) >= length) {
                    return from;
                }
                from--;
            } else {
                from -= power(level);
            }
        }
        return NONE;
    }

    private long plainLength(int gap) {
        return axis.sortedAt(gap + 1) - axis.sortedAt(gap);
    }

    /// The bridge in whose middle a gap is, [#NONE] where it is in none, or begins one.
    private int bridgeOver(int gap) {
        int bridge = firstBridge(gap) - 1;
        return bridge >= 0 && gap < bridgesTo[bridge] ? bridge : NONE;
    }

    /// The first bridge that does not begin before a gap.
    private int firstBridge(int gap) {
        int place = Arrays.binarySearch(bridgesFrom, gap);
        return place >= 0 ? place : -place - 1;
    }

    private static int power(int level) {
        return 1 << (6 * level);
    }
}
