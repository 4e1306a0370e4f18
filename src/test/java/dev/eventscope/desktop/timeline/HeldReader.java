package dev.eventscope.desktop.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// A reader over events held in memory, for what is tried without a server. Events may be added while it is read.
final class HeldReader implements EventReader {

    private final List<RecordedEvent> events = new ArrayList<>();
    private int reads;

    HeldReader(Story story) {
        for (EventHeader header : story.events().headers()) {
            events.add(new RecordedEvent(header, Payload.json(story.payload(header.id())), Payload.json("{}")));
        }
    }

    HeldReader(List<EventHeader> headers) {
        headers.forEach(header -> events.add(new RecordedEvent(header, Payload.json("{}"), Payload.json("{}"))));
    }

    synchronized void add(EventHeader header) {
        events.add(new RecordedEvent(header, Payload.json("{}"), Payload.json("{}")));
    }

    synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized List<EventHeader> readHeaders(EventQuery query) {
        reads++;
        Comparator<EventHeader> order = Comparator.comparing(EventHeader::order);
        return events.stream().map(RecordedEvent::header)
                .filter(header -> inScope(query.scope()).test(header) && inRange(query.range()).test(header))
                .sorted(query.direction() == EventQuery.Direction.FORWARD ? order : order.reversed())
                .limit(query.limit()).toList();
    }

    @Override
    public void scanHeaders(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        readHeaders(EventQuery.forward(scope, EventQuery.MAX_LIMIT).in(range)).forEach(sink);
    }

    @Override
    public List<RecordedEvent> readEvents(EventQuery query) {
        List<String> ids = readHeaders(query).stream().map(EventHeader::id).toList();
        return readEvents(ids);
    }

    @Override
    public void scanEvents(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        readEvents(EventQuery.forward(scope, EventQuery.MAX_LIMIT).in(range)).forEach(sink);
    }

    @Override
    public synchronized Optional<RecordedEvent> findEvent(String eventId) {
        return events.stream().filter(event -> event.id().equals(eventId)).findFirst();
    }

    @Override
    public synchronized List<RecordedEvent> readEvents(Collection<String> eventIds) {
        return events.stream().filter(event -> eventIds.contains(event.id())).toList();
    }

    @Override
    public List<String> findEventIds(String prefix, int limit) {
        return List.of();
    }

    @Override
    public List<String> findCorrelationIds(String prefix, int limit) {
        return List.of();
    }

    @Override
    public Optional<EventHeader> findCause(EventHeader effect) {
        return effect.causeId() == null ? Optional.empty() : findEvent(effect.causeId()).map(RecordedEvent::header);
    }

    @Override
    public synchronized List<EventHeader> readEffects(EventHeader cause, int limit) {
        return events.stream().map(RecordedEvent::header)
                .filter(header -> new Cause.ById(cause.id()).equals(header.cause())).limit(limit).toList();
    }

    @Override
    public synchronized Count countEvents(EventScope scope) {
        return new Count(events.stream().map(RecordedEvent::header).filter(inScope(scope)).count(), true);
    }

    @Override
    public List<TypeSummary> readTypes() {
        return List.of();
    }

    @Override
    public synchronized Head readHead() {
        OrderToken last = events.isEmpty() ? null : events.getLast().header().order();
        return new Head(last, last);
    }

    @Override
    public List<StreamSummary> readStreams(StreamQuery query) {
        return List.of();
    }

    @Override
    public Optional<StreamSummary> findStream(StreamId stream) {
        return Optional.empty();
    }

    @Override
    public List<CategorySummary> readCategories() {
        return List.of();
    }

    private static Predicate<EventHeader> inScope(EventScope scope) {
        return switch (scope) {
            case EventScope.AllEvents _ -> _ -> true;
            case EventScope.OfStream(var stream) -> header -> header.stream().equals(stream);
            case EventScope.OfCategory(var category) -> header -> header.category().equals(category);
            case EventScope.OfType(var type) -> header -> header.type().equals(type);
            case EventScope.OfCorrelation(var id) -> header -> id.equals(header.correlationId());
        };
    }

    private static Predicate<EventHeader> inRange(EventRange range) {
        return switch (range) {
            case EventRange.Versions(var from, var to) ->
                header -> header.version() != null && header.version() >= from && header.version() <= to;
            case EventRange.Orders(var after, var upTo) ->
                header -> (after == null || header.order().compareTo(after) > 0)
                        && (upTo == null || header.order().compareTo(upTo) <= 0);
        };
    }
}
