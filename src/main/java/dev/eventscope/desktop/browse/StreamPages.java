package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StreamPage;

/// Reads pages of the list of streams under a filter on names.
///
/// Shape: a page ends at its size, at the end of the list, or where so many names have been looked at that a person would
///        wait: then it may be empty though there are more.
/// Threads: blocks; off the FX thread.
record StreamPages(EventReader reader, StreamFilter filter) {

    static final int PAGE = 200;
    private static final int MOST_LOOKS = 20;
    private static final int ROUND = 100;

    /// A page beyond a name, or from the beginning or the end of the list.
    RowWindow.Page<StreamRow, String> beyond(@Nullable String name, Direction direction) {
        List<StreamRow> found = new ArrayList<>();
        String reached = name;
        boolean isEnd = false;
        for (int looks = 0; looks < MOST_LOOKS && !isEnd && found.size() < PAGE; looks++) {
            Cancellation.check();
            StreamPage page = reader.pageStreams(filter.page(reached, direction, PAGE));
            page.rows().stream().filter(filter::holdsFor).forEach(stream -> found.add(new StreamRow(stream, 0)));
            reached = page.reached();
            isEnd = page.isEnd();
        }
        if (direction == Direction.BACKWARD) {
            Collections.reverse(found);
            return new RowWindow.Page<>(found, reached, found.isEmpty() ? name : nameOf(found.getLast()), isEnd);
        }
        return new RowWindow.Page<>(found, found.isEmpty() ? name : nameOf(found.getFirst()), reached, isEnd);
    }

    /// A page with some rows before a stream, the stream and what follows; null where the stream is not in the list.
    @Nullable
    Round round(StreamId stream) {
        StreamRow row = reader.findStream(stream).filter(filter::holdsFor).map(found -> new StreamRow(found, 0))
                .orElse(null);
        if (row == null) {
            return null;
        }
        RowWindow.Page<StreamRow, String> before = beyond(stream.name(), Direction.BACKWARD);
        RowWindow.Page<StreamRow, String> after = beyond(stream.name(), Direction.FORWARD);
        int left = Math.max(0, before.rows().size() - ROUND);
        List<StreamRow> rows = new ArrayList<>(before.rows().subList(left, before.rows().size()));
        rows.add(row);
        rows.addAll(after.rows());
        String first = left > 0 ? nameOf(rows.getFirst()) : before.first();
        return new Round(new RowWindow.Page<>(rows, first, after.last(), after.isEnd()), before.isEnd() && left == 0);
    }

    /// A page in the middle of the list, and whether nothing lies before it.
    record Round(RowWindow.Page<StreamRow, String> page, boolean isStart) {}

    static String nameOf(StreamRow row) {
        return row.stream().stream().name();
    }
}
