package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Copied;
import dev.eventscope.store.CopiedRow;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.PageSize;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

/// Reads much of the native schema, a page after the other, each a transaction of its own that can be cancelled.
final class LogScans {

    static final PageSize FIRST_PAGE = new PageSize(5_000, 20_000);

    /// A page that outgrows this is cut, which costs a round trip to the server and nothing else.
    private static final long MAX_BYTES = 16 << 20;
    private static final int EVENT_PAGE = 1_000;
    private static final int STREAM_PAGE = 2_000;
    private static final PageSize FIRST_STREAMS = new PageSize(EVENT_PAGE, EVENT_PAGE);

    private final Database database;
    private final LogStreams streams;

    LogScans(Database database, LogStreams streams) {
        this.database = database;
        this.streams = streams;
    }

    <T> void run(LogQuery first, String columns, Function<CopiedRow, T> mapper,
            Function<T, EventHeader> header, Consumer<T> sink) {
        LogQuery query = first;
        PageSize size = FIRST_PAGE;
        while (true) {
            Cancellation.check();
            Copied<T> page = database.copy(query.select(columns, size.rows()), MAX_BYTES, mapper,
                    query.values());
            page.rows().forEach(sink);
            if (page.rows().size() < size.rows() && !page.cut()) {
                return;
            }
            query = query.after(header.apply(page.rows().getLast()));
            size = size.after(page.rows().size(), page.bytes());
        }
    }

    /// Short streams are read many at a time, long ones by themselves in pages.
    void byStream(@Nullable String category, @Nullable OrderToken upTo, Consumer<RecordedEvent> sink) {
        StreamQuery query = new StreamQuery(category, null, null, STREAM_PAGE);
        while (true) {
            List<StreamSummary> page = streams.read(query);
            List<String> names = new ArrayList<>();
            long events = 0;
            for (StreamSummary stream : page) {
                long version = Objects.requireNonNullElse(stream.version(), 0L);
                if (events + version > EVENT_PAGE) {
                    scanStreams(names, upTo, sink);
                    names.clear();
                    events = 0;
                }
                if (version > EVENT_PAGE) {
                    run(LogQuery.of(EventScope.stream(stream.stream()), new EventRange.Orders(null, upTo),
                            Direction.FORWARD), LogRows.EVENT_COLUMNS, LogRows::event, RecordedEvent::header, sink);
                } else {
                    names.add(stream.stream().name());
                    events += version;
                }
            }
            scanStreams(names, upTo, sink);
            if (page.size() < query.limit()) {
                return;
            }
            query = query.after(page.getLast());
        }
    }

    /// Goes on where a page ends, in the streams that it did not bring to their end.
    private void scanStreams(List<String> names, @Nullable OrderToken upTo, Consumer<RecordedEvent> sink) {
        Set<String> left = new LinkedHashSet<>(names);
        long last = upTo == null ? Long.MAX_VALUE : upTo.position();
        PageSize size = FIRST_STREAMS;
        String stream = "";
        long version = 0;
        boolean more = !left.isEmpty();
        while (more) {
            Cancellation.check();
            Copied<RecordedEvent> page = database.copy("""
                    select %s
                    from eventscope.event
                    where stream = any (?)
                      and position <= ?
                      and (stream, version) > (?, ?)
                    order by stream, version
                    limit %d""".formatted(LogRows.EVENT_COLUMNS, size.rows()), MAX_BYTES, LogRows::event,
                    List.copyOf(left), last, stream, version);
            for (RecordedEvent event : page.rows()) {
                sink.accept(event);
                left.remove(event.stream().name());
            }
            more = page.cut() || page.rows().size() == size.rows();
            if (more) {
                EventHeader end = page.rows().getLast().header();
                stream = end.stream().name();
                version = Objects.requireNonNull(end.version());
                left.add(stream);
                size = size.after(page.rows().size(), page.bytes());
            }
        }
    }
}
