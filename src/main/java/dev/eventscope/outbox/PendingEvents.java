package dev.eventscope.outbox;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.log.LogRows;

/// Reads what a shard has not published yet, in bounded pages.
///
/// Shape: a page ends at its number of events or at [#PAGE_BYTES], whichever comes first, and holds at least one event where
///        there is one.
final class PendingEvents {

    /// As PostgreSQL holds them: compressed where they are large.
    private static final int PAGE_BYTES = 8 * 1024 * 1024;

    private static final String PAGE = """
            select %s
            from (select p.*, sum(pg_column_size(p.payload) + pg_column_size(p.metadata)) over (order by p.position)
                             - pg_column_size(p.payload) - pg_column_size(p.metadata) as before
                  from (select e.*
                        from eventscope.event e
                        where %s
                        order by e.position
                        limit ?) p) q
            where before < %d
            order by position""";
    private static final String OF_SHARD = PAGE.formatted(LogRows.EVENT_COLUMNS, """
            e.position > ? and e.position <= ? and eventscope.relay_shard_of(e.stream) = ?
            and not exists (select from eventscope.relay_blocked_key b where b.stream = e.stream)""", PAGE_BYTES);
    private static final String OF_KEY = PAGE.formatted(LogRows.EVENT_COLUMNS,
            "e.stream = ? and e.version >= ? and e.position <= ?", PAGE_BYTES);
    private static final String LAST = """
            select position, event_id
            from eventscope.event
            where position > ? and position <= ?
            order by position desc
            limit 1""";
    /// The place of an event.
    record Place(long position, UUID eventId) {}

    private final Database store;
    private final int shard;
    private final int limit;

    PendingEvents(Database store, int shard, int limit) {
        this.store = store;
        this.shard = shard;
        this.limit = limit;
    }

    /// Events of keys that are not blocked, after a position and up to a settled one.
    List<RecordedEvent> after(long position, long settled) {
        return store.read(Database.LONG,
                tx -> tx.query(OF_SHARD, LogRows::event, position, settled, shard, limit));
    }

    /// Events of a blocked key, from its head up to the position that its shard has passed.
    List<RecordedEvent> ofKey(String stream, long fromVersion, long upTo) {
        return store.read(Database.LONG, tx -> tx.query(OF_KEY, LogRows::event, stream, fromVersion, upTo, limit));
    }

    /// The last event of the store in a range, of whichever shard.
    Optional<Place> last(long after, long upTo) {
        return store.read(tx -> tx.queryOne(LAST,
                row -> new Place(row.longValue("position"), row.uuid("event_id")), after, upTo));
    }
}
