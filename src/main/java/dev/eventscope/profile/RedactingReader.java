package dev.eventscope.profile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventLinks;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.HeaderPage;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.StreamPage;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// Reads a store with what a profile hides gone from every event: the one place where it is done, so that no view, fold,
/// filter, report or export can show it.
final class RedactingReader implements EventReader {

    private final EventReader reader;
    private final Supplier<Redaction> redaction;

    RedactingReader(EventReader reader, Supplier<Redaction> redaction) {
        this.reader = reader;
        this.redaction = redaction;
    }

    private RecordedEvent hide(RecordedEvent event) {
        return redaction.get().hide(event);
    }

    @Override
    public List<RecordedEvent> readEvents(EventQuery query) {
        return reader.readEvents(query).stream().map(this::hide).toList();
    }

    @Override
    public void scanEvents(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        reader.scanEvents(scope, range, event -> sink.accept(hide(event)));
    }

    @Override
    public void scanEventsNewestFirst(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        reader.scanEventsNewestFirst(scope, range, event -> sink.accept(hide(event)));
    }

    @Override
    public void scanByStream(@Nullable String category, @Nullable OrderToken upTo, Consumer<RecordedEvent> sink) {
        reader.scanByStream(category, upTo, event -> sink.accept(hide(event)));
    }

    @Override
    public Optional<RecordedEvent> findEvent(String eventId) {
        return reader.findEvent(eventId).map(this::hide);
    }

    @Override
    public List<RecordedEvent> readEvents(Collection<String> eventIds) {
        return reader.readEvents(eventIds).stream().map(this::hide).toList();
    }

    @Override
    public List<String> findEventIds(String prefix, int limit) {
        return reader.findEventIds(prefix, limit);
    }

    @Override
    public List<String> findCorrelationIds(String prefix, int limit) {
        return reader.findCorrelationIds(prefix, limit);
    }

    @Override
    public List<EventHeader> readHeaders(EventQuery query) {
        return reader.readHeaders(query);
    }

    @Override
    public void scanHeaders(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        reader.scanHeaders(scope, range, sink);
    }

    @Override
    public void scanHeadersNewestFirst(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        reader.scanHeadersNewestFirst(scope, range, sink);
    }

    @Override
    public Optional<HeaderPage> copyHeaders(HeaderPage.Words words, long after, long upTo) {
        return reader.copyHeaders(words, after, upTo);
    }

    @Override
    public boolean mayHaveClocks() {
        return reader.mayHaveClocks();
    }

    @Override
    public void copyClocks(long after, long upTo, ClockSink sink) {
        reader.copyClocks(after, upTo, sink);
    }

    @Override
    public StreamPage pageStreams(StreamQuery query) {
        return reader.pageStreams(query);
    }

    @Override
    public List<StreamSummary> findStreams(Collection<StreamId> streams) {
        return reader.findStreams(streams);
    }

    @Override
    public List<StreamFacts> readStreamFacts(StreamFactQuery query) {
        return reader.readStreamFacts(query);
    }

    @Override
    public Map<String, EventLinks> readLinks(List<EventHeader> events, int mostEffects) {
        return reader.readLinks(events, mostEffects);
    }

    @Override
    public Optional<String> sqlOf(EventQuery query) {
        return reader.sqlOf(query);
    }

    @Override
    public Optional<String> sqlOf(StreamQuery query) {
        return reader.sqlOf(query);
    }

    @Override
    public List<String> readTypeNames(int limit) {
        return reader.readTypeNames(limit);
    }

    @Override
    public List<StreamSummary> readStreams(StreamQuery query) {
        return reader.readStreams(query);
    }

    @Override
    public Optional<StreamSummary> findStream(StreamId stream) {
        return reader.findStream(stream);
    }

    @Override
    public List<CategorySummary> readCategories() {
        return reader.readCategories();
    }

    @Override
    public Optional<EventHeader> findCause(EventHeader effect) {
        return reader.findCause(effect);
    }

    @Override
    public List<EventHeader> readEffects(EventHeader cause, int limit) {
        return reader.readEffects(cause, limit);
    }

    @Override
    public List<EventHeader> readEffects(List<EventHeader> causes, int limit) {
        return reader.readEffects(causes, limit);
    }

    @Override
    public Count countEvents(EventScope scope) {
        return reader.countEvents(scope);
    }

    @Override
    public List<TypeSummary> readTypes() {
        return reader.readTypes();
    }

    @Override
    public Head readHead() {
        return reader.readHead();
    }
}
