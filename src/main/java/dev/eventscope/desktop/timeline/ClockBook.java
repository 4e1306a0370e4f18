package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.model.ClockPage;
import dev.eventscope.desktop.timeline.model.Clocks;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.VectorClock;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// The vector clocks of the events on show, read when they are asked for, and each once.
///
/// Shape: where rows follow closely they are read by a scan of their positions, the few before that by their ids.
/// Threads: blocks; one call at a time, others wait; each from any thread but that of FX.
final class ClockBook {

    private static final int BATCH = 500;
    /// Events that appear late appear near the end.
    private static final long LATE = 100_000;

    private final EventReader reader;
    private final Map<String, Integer> nodes = new HashMap<>();
    private final TreeMap<Long, VectorClock> beside = new TreeMap<>();
    private final TreeMap<Long, Boolean> asked = new TreeMap<>();
    private ClockPage whole = new ClockPage();
    /// Read are the clocks with `from < position <= to`; there were so many rows then.
    private long from;
    private long to;
    private int rows;
    private @Nullable Clocks made;

    ClockBook(EventReader reader) {
        this.reader = reader;
    }

    /// The clocks of all rows of columns, perhaps of others too; those that are not known yet are read.
    synchronized Clocks of(EventColumns columns) {
        if (columns.size() == 0 || !columns.isNumbered() || !reader.mayHaveClocks()) {
            return Clocks.NONE;
        }
        int first = firstOfRun(columns);
        readRun(columns.position(first) - 1, columns.position(columns.size() - 1), columns);
        readBeside(columns, first);
        Clocks clocks = made;
        if (clocks == null) {
            clocks = new Clocks(joined(), nodes.size());
            made = clocks;
        }
        return clocks;
    }

    /// The first of the rows at the end that follow each other so closely that a scan finds little else.
    private static int firstOfRun(EventColumns columns) {
        int row = columns.size() - 1;
        long last = columns.position(row);
        while (row > 0 && last - columns.position(row - 1) <= 4L * (columns.size() - row) + 10_000) {
            row--;
        }
        return row;
    }

    private void readRun(long wantedFrom, long wantedTo, EventColumns columns) {
        if (to == 0) {
            from = wantedFrom;
            to = wantedFrom;
        } else if (rows != rowsIn(columns)) {
            to = Math.max(from, to - LATE);
            whole = whole.upTo(to);
            made = null;
        }
        if (wantedFrom < from) {
            ClockPage older = read(wantedFrom, from);
            older.addAll(whole);
            whole = older;
            from = wantedFrom;
        }
        if (wantedTo > to) {
            ClockPage newer = read(to, wantedTo);
            if (newer.size() > 0) {
                ClockPage longer = whole.upTo(to);
                longer.addAll(newer);
                whole = longer;
            }
            to = wantedTo;
        }
        rows = rowsIn(columns);
    }

    private int rowsIn(EventColumns columns) {
        return columns.rowsUpTo(to) - columns.rowsUpTo(from);
    }

    private ClockPage read(long after, long upTo) {
        ClockPage page = new ClockPage();
        reader.copyClocks(after, upTo, (position, clock) -> page.add(position, clock, nodes));
        if (page.size() > 0) {
            made = null;
        }
        return page;
    }

    private void readBeside(EventColumns columns, int first) {
        List<String> ids = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (int row = 0; row < first; row++) {
            long position = columns.position(row);
            if (position <= from && !asked.containsKey(position)) {
                ids.add(columns.id(row));
                positions.add(position);
            }
        }
        for (int i = 0; i < ids.size(); i += BATCH) {
            Cancellation.check();
            int end = Math.min(ids.size(), i + BATCH);
            for (RecordedEvent event : reader.readEvents(ids.subList(i, end))) {
                VectorClock.ofMetadata(event.metadata())
                        .ifPresent(clock -> beside.put(event.header().order().position(), clock));
            }
            positions.subList(i, end).forEach(position -> asked.put(position, true));
            made = null;
        }
    }

    private ClockPage joined() {
        Map<Long, VectorClock> before = beside.headMap(from, true);
        if (before.isEmpty()) {
            return whole;
        }
        ClockPage all = new ClockPage();
        before.forEach((position, clock) -> all.add(position, clock, nodes));
        all.addAll(whole);
        return all;
    }
}
