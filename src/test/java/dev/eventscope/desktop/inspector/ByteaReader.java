package dev.eventscope.desktop.inspector;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// Reads a table with `bytea` payloads: what a `json` column refuses, other stores hold. One event a stream.
final class ByteaReader implements EventReader {

    private static final int SLICE = 4 * 1024 * 1024;

    private final Database database;

    ByteaReader(Database database) {
        this.database = database;
    }

    @Override
    public Optional<RecordedEvent> findEvent(String eventId) {
        return header(eventId).map(header -> new RecordedEvent(header, payload(eventId), Payload.json("{}")));
    }

    @Override
    public List<RecordedEvent> readEvents(EventQuery query) {
        boolean begins = switch (query.range()) {
            case EventRange.Versions(var from, var to) -> from <= 1 && to >= 1;
            case EventRange.Orders(var after, _) -> after == null;
        };
        return query.scope() instanceof EventScope.OfStream(var stream) && begins
                ? findEvent(stream.name()).stream().toList()
                : List.of();
    }

    @Override
    public void scanEvents(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        if (scope instanceof EventScope.OfStream(var stream)) {
            findEvent(stream.name()).ifPresent(sink);
        }
    }

    @Override
    public Optional<StreamSummary> findStream(StreamId stream) {
        return header(stream.name()).map(header -> new StreamSummary(stream, "hostile", 1L, header.order(), null, null,
                header.type()));
    }

    @Override
    public List<EventHeader> readHeaders(EventQuery query) {
        return query.scope() instanceof EventScope.OfStream(var stream)
                ? header(stream.name()).stream().toList()
                : List.of();
    }

    @Override
    public List<RecordedEvent> readEvents(Collection<String> eventIds) {
        return eventIds.stream().flatMap(id -> findEvent(id).stream()).toList();
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
    public void scanHeaders(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        readHeaders(EventQuery.forward(scope, 1)).forEach(sink);
    }

    @Override
    public List<StreamSummary> readStreams(StreamQuery query) {
        return List.of();
    }

    @Override
    public List<CategorySummary> readCategories() {
        return List.of();
    }

    @Override
    public Optional<EventHeader> findCause(EventHeader effect) {
        return Optional.empty();
    }

    @Override
    public List<EventHeader> readEffects(EventHeader cause, int limit) {
        return List.of();
    }

    @Override
    public Count countEvents(EventScope scope) {
        return new Count(1, true);
    }

    @Override
    public List<TypeSummary> readTypes() {
        return List.of();
    }

    @Override
    public Head readHead() {
        return new Head(OrderToken.of(1), OrderToken.of(1));
    }

    private Optional<EventHeader> header(String id) {
        return database.read(tx -> tx.queryOne("select id from hostile where id = ?", row -> new EventHeader(id,
                new StreamId(id), "hostile", 1L, OrderToken.of(1), "Hostile", "1", null, null, null, null, Set.of()),
                id));
    }

    /// In slices, so that the driver holds none of it twice.
    private Payload payload(String id) {
        long size = database.read(tx -> tx.queryOne("select octet_length(payload) as size from hostile where id = ?",
                row -> row.longValue("size"), id)).orElseThrow();
        String mediaType = database.read(tx -> tx.queryOne("select media_type from hostile where id = ?",
                row -> row.string("media_type"), id)).orElseThrow();
        byte[] bytes = new byte[(int) size];
        for (int from = 0; from < size; from += SLICE) {
            int at = from;
            byte[] slice = database.read(tx -> tx.queryOne(
                    "select substring(payload from ? for ?) as slice from hostile where id = ?",
                    row -> row.bytes("slice"), at + 1, SLICE, id)).orElseThrow();
            System.arraycopy(slice, 0, bytes, from, slice.length);
        }
        return new Payload(bytes, mediaType);
    }
}
