package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;

/// Those events of a part of a stream that a filter lets through, and which part that is.
///
/// Shape: `matching` in the order of the query, as are `first` and `last`, the ends of what was looked at.
record EventPage(List<EventHeader> matching, @Nullable EventHeader first, @Nullable EventHeader last, int looked,
        boolean isEnd, EventQuery.Direction direction) {

    /// Looked for before an answer, so that a rare match is not sought page by page by scrolling.
    private static final int ENOUGH = 50;

    /// Threads: blocks; off the FX thread.
    static EventPage read(EventReader reader, EventQuery query, Filter filter) {
        List<EventHeader> matching = new ArrayList<>();
        EventHeader first = null;
        EventHeader last = null;
        int looked = 0;
        EventQuery next = query;
        while (true) {
            Cancellation.check();
            List<EventHeader> page = reader.readHeaders(next);
            matching.addAll(matching(reader, page, filter));
            looked += page.size();
            if (!page.isEmpty()) {
                first = first == null ? page.getFirst() : first;
                last = page.getLast();
            }
            boolean isEnd = page.size() < query.limit();
            if (isEnd || last == null || matching.size() >= ENOUGH || filter.isEverything()) {
                return new EventPage(matching, first, last, looked, isEnd, query.direction());
            }
            next = query.in(beyond(last, query.direction()));
        }
    }

    /// In the order of the stream, whichever way it was read.
    RowWindow.Page<EventHeader, EventHeader> ascending() {
        return direction == EventQuery.Direction.FORWARD
                ? new RowWindow.Page<>(matching, first, last, isEnd)
                : new RowWindow.Page<>(matching.reversed(), last, first, isEnd);
    }

    /// What follows an event in its stream. Where there are no versions, only forward.
    static EventRange beyond(EventHeader last, EventQuery.Direction direction) {
        Long version = last.version();
        if (version == null) {
            return EventRange.after(last.order());
        }
        return direction == EventQuery.Direction.FORWARD
                ? EventRange.versions(version + 1, Long.MAX_VALUE)
                : EventRange.versions(0, version - 1);
    }

    private static List<EventHeader> matching(EventReader reader, List<EventHeader> page, Filter filter) {
        if (filter.isEverything()) {
            return page;
        }
        if (!filter.needsPayload()) {
            return page.stream().filter(header -> filter.matches(FilterSubject.of(header))).toList();
        }
        Set<String> matching = reader.readEvents(page.stream().map(EventHeader::id).toList()).stream()
                .filter(event -> filter.matches(FilterSubject.of(event))).map(event -> event.header().id())
                .collect(Collectors.toSet());
        return page.stream().filter(header -> matching.contains(header.id())).toList();
    }
}
