package dev.eventscope.store.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.Tx;

/// Counts streams and events of the native schema: exactly where the tables are small, else by the planner's statistics.
final class LogCounts {

    /// Beyond so many rows by the statistics, nothing is counted by reading them.
    static final int MOST_COUNTED = 100_000;

    private static final Duration COUNT_BOUND = Duration.ofMillis(400);
    private static final int MOST_CATEGORIES = 1_000;

    private final Database database;

    LogCounts(Database database) {
        this.database = database;
    }

    /// The names by walking from one to the next in the index, never by a pass over the table.
    List<CategorySummary> categories() {
        return database.readByIndex(tx -> {
            long streams = streams(tx);
            List<String> names = tx.query("""
                    with recursive known (category) as (
                        (select category from eventscope.stream order by category limit 1)
                        union all
                        select (select s.category from eventscope.stream s
                                where s.category > known.category order by s.category limit 1)
                        from known where known.category is not null)
                    select category from known where category is not null limit ?""",
                    row -> row.string("category"), MOST_CATEGORIES);
            return names.stream().map(name -> category(tx, name, streams)).toList();
        });
    }

    List<String> typeNames(int limit) {
        return database.readByIndex(tx -> tx.query("""
                with recursive known (type) as (
                    (select type from eventscope.event order by type limit 1)
                    union all
                    select (select e.type from eventscope.event e where e.type > known.type order by e.type limit 1)
                    from known where known.type is not null)
                select type from known where type is not null limit ?""", row -> row.string("type"), limit));
    }

    Count events(EventScope scope) {
        return switch (scope) {
            case EventScope.AllEvents() -> all();
            case EventScope.OfStream(var stream) -> database.readByIndex(tx -> new Count(
                    tx.queryOne("select version from eventscope.stream where name = ?",
                            row -> row.longValue("version"), stream.name()).orElse(0L),
                    true));
            case EventScope.OfCategory(var category) -> bounded(scope, "category", category);
            case EventScope.OfType(var type) -> bounded(scope, "type", type);
            case EventScope.OfCorrelation _ -> bounded(scope, "", "");
        };
    }

    private Count all() {
        return database.read(tx -> {
            if (streams(tx) <= MOST_COUNTED) {
                return new Count(tx.query("select coalesce(sum(version), 0)::bigint as n from eventscope.stream",
                        row -> row.longValue("n")).getFirst(), true);
            }
            return new Count(events(tx), false);
        });
    }

    /// By the index up to a bound; beyond it the share that the statistics give to the value.
    private Count bounded(EventScope scope, String column, String value) {
        LogQuery query = LogQuery.of(scope, EventRange.EVERYTHING, EventQuery.Direction.FORWARD);
        try {
            long counted = database.readByIndex(tx -> tx.query("select count(*) as n from ("
                    + query.select(query.key(), MOST_COUNTED + 1) + ") counted", row -> row.longValue("n"),
                    query.values()).getFirst());
            if (counted <= MOST_COUNTED) {
                return new Count(counted, true);
            }
        } catch (StoreTimedOut e) {
            // the estimate says enough
        }
        return database.read(COUNT_BOUND, tx -> {
            long rows = events(tx);
            return new Count(share(tx, "event", column, value).map(share -> Math.round(share * rows)).orElse(rows),
                    false);
        });
    }

    private static CategorySummary category(Tx tx, String name, long streams) {
        Optional<Double> share = streams <= MOST_COUNTED ? Optional.empty() : share(tx, "stream", "category", name);
        if (share.isPresent() && share.get() * streams > MOST_COUNTED / 10.0) {
            return new CategorySummary(name, Math.round(share.get() * streams), false);
        }
        long counted = tx.query("select count(*) as n from (select name from eventscope.stream where category = ?"
                + " order by name limit " + (MOST_COUNTED + 1) + ") counted", row -> row.longValue("n"), name)
                .getFirst();
        return new CategorySummary(name, Math.min(counted, MOST_COUNTED), counted <= MOST_COUNTED);
    }

    /// Where nobody has looked, the size tells whether there may be many.
    private static long streams(Tx tx) {
        long estimated = estimate(tx, "stream");
        return estimated > 0
                ? estimated
                : tx.query("select pg_relation_size('eventscope.stream') / 100 as n", row -> row.longValue("n"))
                        .getFirst();
    }

    /// A store that was never analysed has its positions, which are nearly dense.
    private static long events(Tx tx) {
        long estimated = estimate(tx, "event");
        return estimated > 0
                ? estimated
                : tx.query("select coalesce(max(position), 0) as n from eventscope.event", row -> row.longValue("n"))
                        .getFirst();
    }

    /// Rows by the planner's reckoning: the density when the table was last looked at, by its size now; 0 where nobody
    /// has looked.
    private static long estimate(Tx tx, String table) {
        return tx.query("""
                select (case when reltuples > 0 and relpages > 0
                             then reltuples / relpages * (pg_relation_size(oid) / current_setting('block_size')::int)
                             else 0 end)::bigint as n
                from pg_class
                where oid = ('eventscope.' || ?)::regclass""", row -> row.longValue("n"), table).getFirst();
    }

    /// Which share of the rows has a value, where it is a common one.
    private static Optional<Double> share(Tx tx, String table, String column, String value) {
        return tx.query("""
                select most_common_freqs[array_position(most_common_vals::text::text[], ?)]::float8 as share
                from pg_stats
                where schemaname = 'eventscope' and tablename = ? and attname = ?""",
                row -> Optional.ofNullable(row.nullableString("share")), value, table, column).stream()
                .flatMap(Optional::stream).map(Double::valueOf).findFirst();
    }
}
