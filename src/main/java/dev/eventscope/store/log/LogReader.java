package dev.eventscope.store.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventLinks;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.HeaderPage;
import dev.eventscope.store.Row;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.StreamPage;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.TypeSummary;

/// Reads the native schema.
///
/// Source: `eventscope.event` (position, event_id, stream, category, version, type, schema_version, payload, metadata,
///         causation_id, correlation_id, occurred_at, recorded_at), `eventscope.stream`.
final class LogReader implements EventReader {

    private final Database database;
    private final LogStreams streams;
    private final LogCounts counts;
    private final LogFacts facts;
    private final LogLookups lookups;
    private final LogScans scans;
    private final LogClocks clocks;
    private final SettledPosition settled;

    LogReader(Database database) {
        this.database = database;
        this.streams = new LogStreams(database);
        this.counts = new LogCounts(database);
        this.facts = new LogFacts(database);
        this.lookups = new LogLookups(database);
        this.scans = new LogScans(database, streams);
        this.clocks = new LogClocks(database);
        this.settled = new SettledPosition(database);
    }

    @Override
    public List<StreamSummary> readStreams(StreamQuery query) {
        return streams.read(query);
    }

    @Override
    public StreamPage pageStreams(StreamQuery query) {
        return streams.page(query);
    }

    @Override
    public Optional<StreamSummary> findStream(StreamId stream) {
        return streams.find(stream);
    }

    @Override
    public List<StreamSummary> findStreams(Collection<StreamId> wanted) {
        return streams.find(wanted);
    }

    @Override
    public List<CategorySummary> readCategories() {
        return counts.categories();
    }

    @Override
    public List<StreamFacts> readStreamFacts(StreamFactQuery query) {
        return facts.read(query);
    }

    @Override
    public Map<String, EventLinks> readLinks(List<EventHeader> events, int mostEffects) {
        return facts.links(events, mostEffects);
    }

    @Override
    public Optional<String> sqlOf(EventQuery query) {
        return Optional.of(LogQuery.of(query.scope(), query.range(), query.direction())
                .readable(LogRows.EVENT_COLUMNS, query.limit()));
    }

    @Override
    public Optional<String> sqlOf(StreamQuery query) {
        LogStreams.Statement sql = LogStreams.statement(query);
        return Optional.of(LogSql.inlined(sql.sql(), sql.values()));
    }

    @Override
    public List<EventHeader> readHeaders(EventQuery query) {
        return read(query, LogRows.HEADER_COLUMNS, LogRows::header);
    }

    @Override
    public List<RecordedEvent> readEvents(EventQuery query) {
        return read(query, LogRows.EVENT_COLUMNS, LogRows::event);
    }

    @Override
    public void scanHeaders(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        scans.run(LogQuery.of(scope, range, Direction.FORWARD), LogRows.HEADER_COLUMNS, LogRows::header,
                Function.identity(), sink);
    }

    @Override
    public void scanHeadersNewestFirst(EventScope scope, EventRange range, Consumer<EventHeader> sink) {
        scans.run(LogQuery.of(scope, range, Direction.BACKWARD), LogRows.HEADER_COLUMNS, LogRows::header,
                Function.identity(), sink);
    }

    @Override
    public void scanEvents(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        scans.run(LogQuery.of(scope, range, Direction.FORWARD), LogRows.EVENT_COLUMNS, LogRows::event,
                RecordedEvent::header, sink);
    }

    @Override
    public void scanEventsNewestFirst(EventScope scope, EventRange range, Consumer<RecordedEvent> sink) {
        scans.run(LogQuery.of(scope, range, Direction.BACKWARD), LogRows.EVENT_COLUMNS, LogRows::event,
                RecordedEvent::header, sink);
    }

    @Override
    public Optional<HeaderPage> copyHeaders(HeaderPage.Words words, long after, long upTo) {
        HeaderPage page = new HeaderPage(words, Math.clamp(upTo - after, 0, 1 << 18));
        database.copyTo("select " + LogRows.HEADER_COLUMNS + """

                from eventscope.event
                where position > ?
                  and position <= ?
                order by position""", page::add, after, upTo);
        return Optional.of(page);
    }

    @Override
    public boolean mayHaveClocks() {
        return clocks.mayExist();
    }

    @Override
    public void copyClocks(long after, long upTo, ClockSink sink) {
        clocks.copy(after, upTo, sink);
    }

    @Override
    public void scanByStream(@Nullable String category, @Nullable OrderToken upTo, Consumer<RecordedEvent> sink) {
        scans.byStream(category, upTo, sink);
    }

    @Override
    public Optional<RecordedEvent> findEvent(String eventId) {
        return lookups.events(List.of(eventId)).stream().findFirst();
    }

    @Override
    public List<RecordedEvent> readEvents(Collection<String> eventIds) {
        return lookups.events(eventIds);
    }

    @Override
    public List<String> findEventIds(String prefix, int limit) {
        return lookups.ids("event_id", prefix, limit);
    }

    @Override
    public List<String> findCorrelationIds(String prefix, int limit) {
        return lookups.ids("correlation_id", prefix, limit);
    }

    @Override
    public Optional<EventHeader> findCause(EventHeader effect) {
        return lookups.cause(effect);
    }

    @Override
    public List<EventHeader> readEffects(EventHeader cause, int limit) {
        return lookups.effects(cause, limit);
    }

    @Override
    public List<EventHeader> readEffects(List<EventHeader> causes, int limit) {
        return lookups.effects(causes, limit);
    }

    @Override
    public Count countEvents(EventScope scope) {
        return counts.events(scope);
    }

    @Override
    public List<String> readTypeNames(int limit) {
        return counts.typeNames(limit);
    }

    @Override
    public List<TypeSummary> readTypes() {
        return database.read(Database.LONG,
                tx -> tx.query(
                        """
                                select type, schema_version, count(*) as events, min(recorded_at) as first_at, max(recorded_at) as last_at
                                from eventscope.event
                                group by type, schema_version
                                order by type, schema_version""",
                        LogRows::type));
    }

    @Override
    public Head readHead() {
        long last = database.read(tx -> tx.query("select coalesce(max(position), 0) as position from eventscope.event",
                row -> row.longValue("position")).getFirst());
        OrderToken end = last == 0 ? null : OrderToken.of(last);
        if (Standby.isOne(database)) {
            return new Head(end, null, Standby.sentence(database));
        }
        OptionalLong proved = settled.advance();
        return new Head(end, proved.isPresent() ? OrderToken.of(proved.getAsLong()) : null);
    }

    private <T> List<T> read(EventQuery query, String columns, Function<Row, T> mapper) {
        LogQuery sql = LogQuery.of(query.scope(), query.range(), query.direction());
        return database.readByIndex(tx -> tx.query(sql.select(columns, query.limit()), mapper, sql.values()));
    }
}
