package dev.eventscope.replay;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamSummary;

/// The events of one stream of a store.
///
/// Threads: blocks; not safe.
final class StoreSource implements StreamSource {

    private final EventReader reader;
    private final StreamId stream;
    private final StreamPages.Size size = new StreamPages.Size();
    private @Nullable StreamSummary found;

    StoreSource(EventReader reader, StreamId stream) {
        this.reader = reader;
        this.stream = stream;
    }

    @Override
    public StreamId stream() {
        return stream;
    }

    @Override
    public Optional<String> category() {
        if (found == null) {
            found = reader.findStream(stream).orElse(null);
        }
        return Optional.ofNullable(found).map(StreamSummary::category);
    }

    @Override
    public Pages pages(@Nullable EventHeader after, long toVersion) {
        StreamSummary known = found;
        if (known == null) {
            return List::of;
        }
        return new StreamPages(reader, known, after, toVersion, size);
    }

    @Override
    public void readTimes(TimeIndex times, EventClock clock) {
        OrderToken last = times.lastOrder();
        reader.scanHeaders(EventScope.stream(stream), last == null ? EventRange.EVERYTHING : EventRange.after(last),
                header -> times.add(header, clock));
    }

    @Override
    public Optional<Long> versionAt(OrderToken position) {
        List<EventHeader> last = reader.readHeaders(EventQuery.backward(EventScope.stream(stream), 1)
                .in(EventRange.upTo(position)));
        if (last.isEmpty() || last.getFirst().version() != null) {
            return last.stream().findFirst().map(EventHeader::version);
        }
        long[] events = {0};
        reader.scanHeaders(EventScope.stream(stream), EventRange.upTo(position), _ -> events[0]++);
        return Optional.of(events[0]);
    }
}
