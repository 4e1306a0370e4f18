package dev.eventscope.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// How the subscriptions of a store stand: lag, owner, what is blocked and why.
///
/// Shape: a lag is what is still to be handled: for a feed from the store what comes after its checkpoint, for one from
///        Kafka what the inbox has not.
/// Threads: safe from any thread; blocks.
/// Source: `eventscope.subscription`, `subscription_generation`, `blocked_stream`, `parked_event`, `event`.
public final class ProjectionReader {

    private static final String GENERATIONS = """
            select g.handler, g.name, g.generation, g.status, g.fed_by, g.scope_kind, g.scope_value, g.start_after,
                   g.position, g.event_id, g.moved_at, g.diverged, case when s.lease_until > clock_timestamp() then s.lease_owner end as owner,
                   count(b.stream) as blocked, count(*) filter (where b.state = 'parked') as parked,
                   count(*) filter (where b.reason = 'gap') as gaps
            from eventscope.subscription s
            join eventscope.subscription_generation g on g.name = s.name
            left join eventscope.blocked_stream b on b.handler = g.handler
            group by s.name, g.handler
            order by g.name, g.generation""";
    private static final String WAITING = """
            select handler, count(*) as waiting
            from eventscope.parked_event
            where handler = ?
            group by handler""";
    /// What the store has of a category and the inbox has not: the place of a feed from Kafka is in Kafka.
    private static final String LAG_BY_STREAM = """
            select count(*) as events, min(e.recorded_at) as oldest, clock_timestamp() as now
            from (
                select e.recorded_at
                from eventscope.stream s
                left join eventscope.handled_stream h on h.handler = ? and h.stream = s.name
                join eventscope.event e on e.stream = s.name and e.version > coalesce(h.version, 0)
                    and e.position > ?
                where s.version > coalesce(h.version, 0) and (? = 'all' or s.category = ? or s.name = ?)
                limit ?) e""";
    private static final String BLOCKED = """
            select g.name, g.generation, b.stream, b.reason, b.state, b.event_id, b.version, b.attempts,
                   b.next_attempt_at, b.error_class, b.error_message, b.blocked_at,
                   (select count(*) from eventscope.parked_event p where p.handler = b.handler and p.stream = b.stream)
                       as waiting
            from eventscope.blocked_stream b
            join eventscope.subscription_generation g on g.handler = b.handler
            where g.name = ? and g.status <> 'retired'
            order by b.state = 'parked' desc, b.blocked_at, b.stream
            limit ?""";

    private final Database database;

    public ProjectionReader(Database database) {
        this.database = database;
    }

    /// All generations of all subscriptions, by name; a lag is counted up to [ProjectionStatus#MOST_COUNTED].
    public List<ProjectionStatus> readAll() {
        return database.read(tx -> tx.query(GENERATIONS, Found::of).stream().map(found -> status(tx, found)).toList());
    }

    /// The streams of a subscription that do not get on, those that wait for an operator first.
    public List<BlockedStream> readBlocked(String subscription, int limit) {
        return database.read(tx -> tx.query(BLOCKED, ProjectionReader::blocked, subscription, limit));
    }

    private record Lag(long events, Duration age) {

        static Lag of(Row row) {
            Instant oldest = row.nullableInstant("oldest");
            Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, row.instant("now"));
            return new Lag(row.longValue("events"), age.isNegative() ? Duration.ZERO : age);
        }
    }

    private record Found(int handler, String name, int generation, String status, String fedBy, String scopeKind,
            String scopeValue, long startAfter, long position, @Nullable UUID eventId, @Nullable Instant movedAt,
            @Nullable String diverged, @Nullable String owner, long blocked, long parked, long gaps) {

        static Found of(Row row) {
            return new Found(row.intValue("handler"), row.string("name"), row.intValue("generation"),
                    row.string("status"), row.string("fed_by"), row.string("scope_kind"), row.string("scope_value"),
                    row.longValue("start_after"), row.longValue("position"), row.nullableUuid("event_id"),
                    row.nullableInstant("moved_at"),
                    row.nullableString("diverged"), row.nullableString("owner"), row.longValue("blocked"),
                    row.longValue("parked"), row.longValue("gaps"));
        }

        ProjectionStatus.State state() {
            return diverged != null && status.equals("live")
                    ? ProjectionStatus.State.DIVERGED
                    : ProjectionStatus.State.valueOf(status.toUpperCase(Locale.ROOT));
        }
    }

    private static ProjectionStatus status(Tx tx, Found found) {
        Lag lag = found.status().equals("retired") ? new Lag(0, Duration.ZERO) : lag(tx, found);
        long waiting = tx.queryOne(WAITING, row -> row.longValue("waiting"), found.handler()).orElse(0L);
        return new ProjectionStatus(found.name(), found.generation(), found.state(),
                ProjectionStatus.Feed.valueOf(found.fedBy().toUpperCase(Locale.ROOT)), found.position(),
                found.eventId(), lag.events(), lag.age(), found.blocked(), found.parked(), found.gaps(), waiting,
                found.owner(), found.movedAt(), found.diverged());
    }

    private static Lag lag(Tx tx, Found found) {
        String kind = found.scopeKind();
        if (found.fedBy().equals("store")) {
            return lagByPosition(tx, found);
        }
        return kind.equals("type") || kind.equals("correlation")
                ? lagByEvent(tx, found)
                : tx.query(LAG_BY_STREAM, Lag::of, found.handler(), found.startAfter(), kind,
                        kind.equals("category") ? found.scopeValue() : "",
                        kind.equals("stream") ? found.scopeValue() : "", ProjectionStatus.MOST_COUNTED).getFirst();
    }

    private static Lag lagByPosition(Tx tx, Found found) {
        return tx.query("""
                select count(*) as events, min(e.recorded_at) as oldest, clock_timestamp() as now
                from (select recorded_at from eventscope.event where %s and position > ? order by position limit ?) e"""
                .formatted(inScope(found)), Lag::of, found.scopeValue(), found.position(),
                ProjectionStatus.MOST_COUNTED).getFirst();
    }

    /// By what the inbox has, as by stream, but where a scope holds some events of a stream only: so event by event, and
    /// only among the newest.
    private static Lag lagByEvent(Tx tx, Found found) {
        return tx.query("""
                select count(*) as events, min(e.recorded_at) as oldest, clock_timestamp() as now
                from (
                    select e.recorded_at
                    from (
                        select event_id, recorded_at
                        from eventscope.event
                        where %s and position > ?
                        order by position desc
                        limit ?) e
                    where not exists (
                        select from eventscope.handled_event h where h.handler = ? and h.event_id = e.event_id)
                    limit ?) e""".formatted(inScope(found)), Lag::of, found.scopeValue(), found.startAfter(),
                ProjectionStatus.MOST_LOOKED_AT, found.handler(), ProjectionStatus.MOST_COUNTED).getFirst();
    }

    private static String inScope(Found found) {
        return switch (found.scopeKind()) {
            case "category" -> "category = ?";
            case "type" -> "type = ?";
            case "stream" -> "stream = ?";
            case "correlation" -> "correlation_id = ?::uuid";
            default -> "? = ''";
        };
    }

    private static BlockedStream blocked(Row row) {
        return new BlockedStream(row.string("name"), row.intValue("generation"),
                new StreamId(row.string("stream")),
                BlockedStream.Reason.valueOf(row.string("reason").toUpperCase(Locale.ROOT)),
                BlockedStream.State.valueOf(row.string("state").toUpperCase(Locale.ROOT)), row.uuid("event_id"),
                row.longValue("version"), row.intValue("attempts"), row.nullableInstant("next_attempt_at"),
                row.string("error_class"), row.string("error_message"), row.instant("blocked_at"),
                row.longValue("waiting"));
    }
}
