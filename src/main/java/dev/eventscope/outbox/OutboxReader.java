package dev.eventscope.outbox;

import java.util.List;
import java.util.Optional;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Reads how the outbox stands; it needs no broker, and a read-only connection is enough.
///
/// Errors: every [dev.eventscope.store.StoreException].
/// Threads: safe from any thread; blocks.
public final class OutboxReader {

    private static final String LAG = """
            with waiting as (
                select count(*) as events, min(e.recorded_at) as oldest
                from eventscope.relay_blocked_key b
                join eventscope.relay_shard s on s.shard = b.shard
                join eventscope.event e on e.stream = b.stream and e.version >= b.version and e.position <= s.position
            ), pending as (
                select min(e.recorded_at) as oldest
                from eventscope.relay_shard s
                cross join lateral (
                    select p.recorded_at
                    from eventscope.event p
                    where p.position > s.position and eventscope.relay_shard_of(p.stream) = s.shard
                    order by p.position
                    limit 1) e
            ), shard as (
                select sum(passed) as passed, max(moved_at) as moved_at, min(trouble) as trouble,
                       min(trouble_at) as trouble_at, min(diverged) as diverged,
                       bool_or(lease_until is not null and lease_until > clock_timestamp()) as relaying
                from eventscope.relay_shard
            ), blocked as (
                select count(*) as keys, count(*) filter (where state = 'parked') as parked
                from eventscope.relay_blocked_key
            )
            select (greatest((select coalesce(sum(version), 0) from eventscope.stream) - shard.passed, 0)
                        + waiting.events)::bigint as events,
                   greatest(coalesce(extract(epoch from clock_timestamp() - least(waiting.oldest, pending.oldest)), 0),
                        0)::float8 as age,
                   waiting.events as waiting, blocked.keys, blocked.parked, shard.relaying, shard.moved_at,
                   shard.trouble, shard.trouble_at, shard.diverged
            from waiting, pending, shard, blocked""";
    private static final String BLOCKED = """
            select b.stream, b.shard, b.state, b.version, b.event_id, b.attempts, b.next_attempt_at, b.error_class,
                   b.error_message, b.blocked_at,
                   (select count(*)
                    from eventscope.event e
                    where e.stream = b.stream and e.version >= b.version and e.position <= s.position) as waiting
            from eventscope.relay_blocked_key b
            join eventscope.relay_shard s on s.shard = b.shard
            where b.stream > ?
            order by b.stream
            limit ?""";

    private final Database store;

    public OutboxReader(Database store) {
        this.store = store;
    }

    public OutboxLag lag() {
        return store.read(tx -> tx.query(LAG, OutboxReader::lag).getFirst());
    }

    /// A page of blocked keys by name; the first page comes after "".
    public List<BlockedKey> blocked(String afterStream, int limit) {
        return store.read(tx -> tx.query(BLOCKED, OutboxReader::key, afterStream, limit));
    }

    /// The status of one event as the view `outbox` gives it: `pending`, `published` or `parked`.
    public Optional<String> status(String eventId) {
        return store.read(tx -> tx.queryOne("select status from eventscope.outbox where event = ?::uuid",
                row -> row.string("status"), eventId));
    }

    private static OutboxLag lag(Row row) {
        return new OutboxLag(row.longValue("events"), row.doubleValue("age"), row.longValue("waiting"),
                row.longValue("keys"), row.longValue("parked"), row.booleanValue("relaying"),
                row.nullableInstant("moved_at"), row.nullableString("trouble"), row.nullableInstant("trouble_at"),
                row.nullableString("diverged"));
    }

    private static BlockedKey key(Row row) {
        return new BlockedKey(new StreamId(row.string("stream")), row.intValue("shard"),
                row.string("state").equals("parked"), row.longValue("version"), row.nullableString("event_id"),
                row.intValue("attempts"), row.nullableInstant("next_attempt_at"), row.string("error_class"),
                row.string("error_message"), row.instant("blocked_at"), row.longValue("waiting"));
    }
}
