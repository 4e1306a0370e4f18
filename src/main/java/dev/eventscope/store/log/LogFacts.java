package dev.eventscope.store.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventLinks;
import dev.eventscope.store.Row;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.Tx;

/// Facts of a screenful of rows, by a statement for all of them that reads a bounded number of events for each.
final class LogFacts {

    /// Newest 200: as many as [StreamFacts#LOOKED_AT].
    private static final String ENDS = """
            select s.name, s.version, f.at as first_at, l.at as last_at, w.failures
            from eventscope.stream s
            join lateral (select AT as at from eventscope.event e
                          where e.stream = s.name order by e.version limit 1) f on true
            join lateral (select AT as at from eventscope.event e
                          where e.stream = s.name order by e.version desc limit 1) l on true
            join lateral (select count(*) filter (where type like any (?)) as failures
                          from (select e.type from eventscope.event e
                                where e.stream = s.name order by e.version desc limit 200) newest) w on true
            where s.name = any (?)""";

    /// At most 120 versions of a stream are looked at: more are sampled at even steps. `cut` halves the versions of a long stream until it has the first one inside the time that is asked for; `low` is
    /// outside, `high` is inside or one beyond the end. Within a stream times hardly ever go back.
    private static final String ACTIVITY = """
            with recursive asked as materialized (
                select name, version from eventscope.stream where name = any (?) and version > 0
            ), cut (name, version, low, high) as (
                select name, version, 0::bigint, case when version <= 120 then 1 else version + 1 end from asked
                union all
                select m.name, m.version, case when e.at < ? then m.mid else m.low end,
                       case when e.at < ? then m.high else m.mid end
                from (select name, version, low, high, (low + high) / 2 as mid from cut where high - low > 1) m
                join lateral (select AT as at from eventscope.event e
                              where e.stream = m.name and e.version >= m.mid order by e.version limit 1) e on true
            ), step as materialized (
                select name, version, high as since, (version - high + 120) / 120 as step
                from cut where high - low = 1 and high <= version
            )
            select s.name, min(s.step) as step, floor(extract(epoch from e.at - ?::timestamptz) * 1000 / ?)::int as bucket,
                   sum(s.step)::bigint as events
            from step s
            cross join lateral generate_series(s.version, s.since, -s.step) as v (version)
            join lateral (select AT as at from eventscope.event e
                          where e.stream = s.name and e.version = v.version limit 1) e on e.at >= ? and e.at < ?
            group by s.name, 3""";

    private record Ends(String name, long version, Instant firstAt, Instant lastAt, long failures) {}

    private record Part(String name, long step, int bucket, long events) {}

    private final Database database;

    LogFacts(Database database) {
        this.database = database;
    }

    List<StreamFacts> read(StreamFactQuery query) {
        return database.readByIndex(tx -> {
            List<String> names = query.streams().stream().map(StreamId::name).toList();
            Map<String, List<Part>> parts = new HashMap<>();
            for (Part part : activity(tx, names, query)) {
                parts.computeIfAbsent(part.name(), _ -> new ArrayList<>()).add(part);
            }
            return ends(tx, names, query).stream()
                    .map(ends -> facts(ends, parts.getOrDefault(ends.name(), List.of()), query)).toList();
        });
    }

    /// Causes by their ids, effects by a bounded count each.
    Map<String, EventLinks> links(List<EventHeader> events, int mostEffects) {
        List<UUID> causes = events.stream().map(EventHeader::causeId).filter(Objects::nonNull).map(LogRows::uuid)
                .filter(Objects::nonNull).distinct().toList();
        List<UUID> ids = events.stream().map(event -> LogRows.uuid(event.id())).filter(Objects::nonNull).toList();
        Map<String, EventHeader> known = new HashMap<>();
        Map<String, Integer> effects = new HashMap<>();
        database.readByIndex(tx -> {
            tx.query("select " + LogRows.HEADER_COLUMNS + "\nfrom eventscope.event\nwhere event_id = any (?::uuid[])",
                    LogRows::header, causes).forEach(header -> known.put(header.id(), header));
            tx.query("""
                    select c.id, (select count(*) from (select from eventscope.event e
                                  where e.causation_id = c.id limit ?) known) as effects
                    from unnest(?::uuid[]) as c (id)""",
                    row -> effects.put(row.string("id"), (int) row.longValue("effects")),
                    mostEffects, ids);
            return null;
        });
        Map<String, EventLinks> links = new LinkedHashMap<>();
        for (EventHeader event : events) {
            String cause = event.causeId();
            links.put(event.id(), new EventLinks(cause == null ? null : known.get(cause),
                    effects.getOrDefault(event.id(), 0)));
        }
        return links;
    }

    private static List<Ends> ends(Tx tx, List<String> names, StreamFactQuery query) {
        List<String> failing = query.failureEndings().stream().map(ending -> "%" + ending.replace("_", "\\_")).toList();
        return tx.query(onClock(ENDS, query.clock()), LogFacts::ends, failing, names);
    }

    private static Ends ends(Row row) {
        return new Ends(row.string("name"), row.longValue("version"), row.instant("first_at"), row.instant("last_at"),
                row.longValue("failures"));
    }

    private static List<Part> activity(Tx tx, List<String> names, StreamFactQuery query) {
        Instant from = query.from();
        return tx.query(onClock(ACTIVITY, query.clock()),
                row -> new Part(row.string("name"), row.longValue("step"), (int) row.longValue("bucket"),
                        row.longValue("events")),
                names, from, from, from, query.bucket().toMillis(), from, query.to());
    }

    private static StreamFacts facts(Ends ends, List<Part> parts, StreamFactQuery query) {
        List<Long> activity = new ArrayList<>(Collections.nCopies(query.buckets(), 0L));
        boolean exact = true;
        for (Part part : parts) {
            activity.set(Math.clamp(part.bucket(), 0, query.buckets() - 1), part.events());
            exact &= part.step() == 1;
        }
        return new StreamFacts(new StreamId(ends.name()), ends.firstAt(), ends.lastAt(), ends.failures(),
                ends.version() <= StreamFacts.LOOKED_AT, activity, exact);
    }

    /// The statement with the column of that clock for `AT`.
    private static String onClock(String sql, EventClock clock) {
        return sql.replace("AT as at", switch (clock) {
            case OCCURRED -> "e.occurred_at as at";
            case RECORDED -> "e.recorded_at as at";
        });
    }
}
