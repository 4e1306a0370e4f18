package dev.eventscope.replay;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// Events of one stream that are at hand, ascending by version without a gap.
final class ListSource implements StreamSource {

    private static final int PAGE = 1_000;

    private final StreamId stream;
    private final List<RecordedEvent> events;
    private final @Nullable EventHeader first;

    ListSource(StreamId stream, List<RecordedEvent> events) {
        this.stream = stream;
        this.events = events;
        this.first = events.isEmpty() ? null : events.getFirst().header();
    }

    @Override
    public StreamId stream() {
        return stream;
    }

    @Override
    public Optional<String> category() {
        return Optional.ofNullable(first).map(EventHeader::category);
    }

    @Override
    public Pages pages(@Nullable EventHeader after, long toVersion) {
        int[] next = {after == null ? 0 : indexOf(version(after)) + 1};
        int end = Math.clamp(toVersion - first() + 1, 0, events.size());
        return () -> {
            int from = next[0];
            next[0] = Math.max(from, Math.min(end, from + PAGE));
            return events.subList(from, next[0]);
        };
    }

    @Override
    public void readTimes(TimeIndex times, EventClock clock) {
        for (int i = times.size(); i < events.size(); i++) {
            times.add(events.get(i).header(), clock);
        }
    }

    @Override
    public Optional<Long> versionAt(OrderToken position) {
        for (RecordedEvent event : events.reversed()) {
            if (event.header().order().compareTo(position) <= 0) {
                return Optional.of(version(event.header()));
            }
        }
        return Optional.empty();
    }

    private int indexOf(long version) {
        return (int) (version - first());
    }

    private long first() {
        return first == null ? 1 : version(first);
    }

    private static long version(EventHeader header) {
        Long version = header.version();
        if (version == null) {
            throw new IllegalArgumentException("the events of a list need versions, was none in " + header.id());
        }
        return version;
    }
}
