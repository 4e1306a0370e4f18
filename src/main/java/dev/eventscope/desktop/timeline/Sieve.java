package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// Puts the events that were read through a filter.
///
/// Shape: a filter that needs payloads looks at the newest [#MOST_PAYLOADS] events, and remembers what it found, so that
///        the next call reads only what is new. `pinned` are the names of the pinned streams.
/// Threads: blocks where payloads are read; one call at a time.
final class Sieve {

    static final int MOST_PAYLOADS = 20_000;
    private static final int BATCH = 500;
    private static final int CHECK = 0xfff;

    private final Filter filter;
    private final Set<String> pinned;
    private final EventClock clock;
    private final Map<String, Boolean> decided = new HashMap<>();

    Sieve(Filter filter, Set<String> pinned, EventClock clock) {
        this.filter = filter;
        this.pinned = Set.copyOf(pinned);
        this.clock = clock;
    }

    RowFilter let(EventColumns columns, EventReader reader) {
        return letMore(new RowFilter(new BitSet(columns.size())), 0, columns, reader);
    }

    /// As [#let], for columns of which the rows before `from` have been put through.
    RowFilter letMore(RowFilter before, int from, EventColumns columns, EventReader reader) {
        if (filter.isEverything()) {
            return RowFilter.ALL;
        }
        BitSet bits = before.bits() == null ? new BitSet() : (BitSet) before.bits().clone();
        if (filter.needsPayload()) {
            decidePayloads(columns, reader);
        }
        for (int row = from; row < columns.size(); row++) {
            if ((row & CHECK) == 0) {
                Cancellation.check();
            }
            bits.set(row, filter.needsPayload()
                    ? decided.getOrDefault(columns.id(row), false)
                    : matches(FilterSubject.of(columns.header(row))));
        }
        return new RowFilter(bits);
    }

    private void decidePayloads(EventColumns columns, EventReader reader) {
        List<String> open = new ArrayList<>();
        int first = Math.max(0, columns.size() - MOST_PAYLOADS);
        for (int row = columns.size() - 1; row >= first; row--) {
            if (!decided.containsKey(columns.id(row))) {
                open.add(columns.id(row));
            }
        }
        for (int from = 0; from < open.size(); from += BATCH) {
            Cancellation.check();
            for (RecordedEvent event : reader.readEvents(open.subList(from, Math.min(from + BATCH, open.size())))) {
                decided.put(event.id(), matches(FilterSubject.of(event)));
            }
        }
    }

    private boolean matches(FilterSubject subject) {
        return filter.matches(subject.by(clock).pinnedBy(this::isPinned));
    }

    private boolean isPinned(EventHeader header) {
        return pinned.contains(header.stream().name());
    }
}
