package dev.eventscope.desktop.timeline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The stretches of an axis in which nothing happens. Long ones are found without looking at the short ones.
///
/// Shape: gap `i` lies between the places `i` and `i + 1` of the axis. A pyramid keeps the longest of each block of 64.
/// Units: those of the axis.
/// Threads: immutable.
public final class IdleGaps {

    public static final int NONE = -1;

    /// What a person takes for a pause.
    public static final long IDLE_MICROS = 60_000_000;

    private static final int BLOCK = 64;

    private final Axis axis;
    private final int size;
    private final List<long[]> levels = new ArrayList<>();

    private IdleGaps(Axis axis, int size) {
        this.axis = axis;
        this.size = size;
        for (int blocks = size; blocks > BLOCK;) {
            blocks = (blocks + BLOCK - 1) / BLOCK;
            levels.add(longest(blocks, levels.size()));
        }
    }

    public static IdleGaps of(Axis axis) {
        return new IdleGaps(axis, Math.max(0, axis.size() - 1));
    }

    /// As [#of(Axis)], but where `times` (ascending) leave [#IDLE_MICROS] or more between two of them, that is one gap, whatever
    /// else happens in it.
    ///
    /// Units: microseconds, on an axis of time.
    public static IdleGaps around(long[] times, Axis axis) {
        return of(axis.without(at -> {
            int after = Arrays.binarySearch(times, at);
            int place = -after - 1;
            return after < 0 && place > 0 && place < times.length && times[place] - times[place - 1] >= IDLE_MICROS;
        }));
    }

    /// For scales that do not fold.
    public static IdleGaps none(Axis axis) {
        return new IdleGaps(axis, 0);
    }

    public long from(int gap) {
        return axis.sortedAt(gap);
    }

    public long to(int gap) {
        return axis.sortedAt(gap + 1);
    }

    public long length(int gap) {
        return to(gap) - from(gap);
    }

    /// The first gap from `gap` on that is at least `length` long, [#NONE] where there is none.
    public int next(int gap, double length) {
        int from = Math.max(0, gap);
        while (from < size) {
            int level = 0;
            while (level < levels.size() && from % power(level + 1) == 0
                    && levels.get(level)[from / power(level + 1)] < length) {
                level++;
            }
            if (level == 0) {
                if (length(from) >= length) {
                    return from;
                }
                from++;
            } else {
                from += power(level);
            }
        }
        return NONE;
    }

    /// The last gap up to and with `gap` that is at least `length` long, [#NONE] where there is none.
    public int previous(int gap, double length) {
        int from = Math.min(gap, size - 1);
        while (from >= 0) {
            int level = 0;
            while (level < levels.size() && (from + 1) % power(level + 1) == 0
                    && levels.get(level)[from / power(level + 1)] < length) {
                level++;
            }
            if (level == 0) {
                if (length(from) >= length) {
                    return from;
                }
                from--;
            } else {
                from -= power(level);
            }
        }
        return NONE;
    }

    /// The first gap that ends after a coordinate: the one it lies in, or the next.
    public int at(double coordinate) {
        return Math.max(0, axis.lowerBound(Math.nextUp(coordinate)) - 1);
    }

    /// The `count` longest gaps between two coordinates, longest first.
    public List<Long> longest(double from, double to, int count) {
        List<Long> found = new ArrayList<>();
        int end = Math.min(size, axis.lowerBound(to));
        for (int gap = at(from); gap < end; gap++) {
            long length = length(gap);
            if (found.size() == count && length <= found.getLast()) {
                continue;
            }
            int place = found.size();
            while (place > 0 && found.get(place - 1) < length) {
                place--;
            }
            found.add(place, length);
            if (found.size() > count) {
                found.removeLast();
            }
        }
        return found;
    }

    private static int power(int level) {
        return 1 << (6 * level);
    }

    private long[] longest(int blocks, int level) {
        long[] answer = new long[blocks];
        int below = level == 0 ? size : levels.get(level - 1).length;
        for (int i = 0; i < below; i++) {
            long length = level == 0 ? length(i) : levels.get(level - 1)[i];
            answer[i / BLOCK] = Math.max(answer[i / BLOCK], length);
        }
        return answer;
    }
}
