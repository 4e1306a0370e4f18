package dev.eventscope.desktop.timeline;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.HeaderPage;

/// The gaps among the newest positions of a store that cannot tell what is settled: an event may still appear in them.
///
/// Shape: a gap is known by the position before it. It is looked at [#LOOKS] times, and only among the newest [#REACH]
///        positions, since one that a rolled back append has left stays for good.
/// Threads: one at a time.
final class RecentGaps {

    static final int LOOKS = 30;
    static final int REACH = 10_000;

    private final TreeMap<Long, Integer> looks = new TreeMap<>();
    private int beyondFirst;

    /// The position from which on to read again; null where there is no gap.
    @Nullable
    Long first() {
        return looks.isEmpty() ? null : looks.firstKey();
    }

    /// Whether a page of all beyond the first gap brings nothing that was not there at the last look.
    boolean isKnown(HeaderPage page) {
        return page.size() == beyondFirst;
    }

    /// Looks at all that is there beyond a position.
    void look(long after, HeaderPage page) {
        Map<Long, Integer> before = Map.copyOf(looks);
        looks.clear();
        beyondFirst = 0;
        long[] positions = page.positions();
        long oldest = page.size() == 0 ? after : positions[page.size() - 1] - REACH;
        long last = after;
        for (int i = 0; i < page.size(); i++) {
            int looked = before.getOrDefault(last, 0);
            if (positions[i] > last + 1 && last >= oldest && looked < LOOKS) {
                looks.put(last, looked + 1);
            }
            beyondFirst += looks.isEmpty() ? 0 : 1;
            last = positions[i];
        }
    }
}
