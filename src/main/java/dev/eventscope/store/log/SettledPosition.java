package dev.eventscope.store.log;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreUnusable;

/// Up to which position nothing can appear any more. Decided by proof, never by a clock.
///
/// Whoever draws a position holds the advisory lock K before, shared, until its transaction ends. So: read the highest
/// position drawn, *then* the holders of K; when exactly those transactions have gone, every position up to there is
/// decided. Holders are known by their virtual transaction, never by pid: a prepared transaction has none, and a busy
/// pid never goes.
///
/// Threads: confined to one reader at a time; `advance` is synchronized.
public final class SettledPosition {

    /// A transaction that holds delivery back.
    ///
    /// Shape: a running one has a `pid`, a prepared one (two-phase) has a `gid` and the pid 0.
    /// Units: `since` the transaction began, or was prepared, and `ageSeconds` from then on; null and -1 where that cannot
    ///        be told.
    public record Holder(String virtualTransaction, @Nullable String gid, long pid, @Nullable Instant since,
            long ageSeconds, String query) {

        private static final int QUERY_SHOWN = 120;

        /// Who this is, since when, and what ends it, in one sentence.
        public String sentence() {
            String when = since == null ? "" : " since " + since + " (" + ageSeconds + " s)";
            if (gid != null) {
                return "the prepared transaction '" + gid + "' has appended and waits" + when + ": commit prepared '"
                        + gid + "' or rollback prepared '" + gid + "' ends it";
            }
            String line = query.strip().lines().findFirst().orElse("");
            String shown = line.length() > QUERY_SHOWN ? line.substring(0, QUERY_SHOWN) + "…" : line;
            return "process " + pid + " (transaction " + virtualTransaction + ") has appended and not committed" + when
                    + ", last statement '" + shown + "': let it commit, or select pg_terminate_backend(" + pid
                    + ") ends it";
        }
    }

    private static final String HOLDERS = """
            select virtualtransaction
            from pg_locks
            where locktype = 'advisory' and granted and objsubid = 1
              and database = (select oid from pg_database where datname = current_database())
              and classid = (eventscope.position_lock_key() >> 32)::int::oid
              and objid = (eventscope.position_lock_key() & 4294967295)::bigint::oid""";

    /// A prepared transaction is found by its own number, which it holds locked under the same virtual transaction.
    private static final String NAMED_HOLDERS = """
            select l.virtualtransaction, p.gid, coalesce(l.pid, 0) as pid,
                   coalesce(extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared)), -1)::bigint as age,
                   coalesce(a.xact_start, p.prepared) as since, coalesce(a.query, '') as query
            from pg_locks l
                left join pg_stat_activity a on a.pid = l.pid
                left join pg_locks x on l.pid is null and x.pid is null and x.locktype = 'transactionid'
                    and x.virtualtransaction = l.virtualtransaction and x.granted
                left join pg_prepared_xacts p on p.transaction = x.transactionid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid = (eventscope.position_lock_key() >> 32)::int::oid
              and l.objid = (eventscope.position_lock_key() & 4294967295)::bigint::oid
            order by age desc""";

    private static final String DRAWN = """
            select case when pg_is_in_recovery() then -1 else eventscope.highest_drawn_position() end as position""";

    private final Database database;
    private long settled = -1;
    private long pending = -1;
    private Set<String> waitingFor = Set.of();

    public SettledPosition(Database database) {
        this.database = database;
    }

    /// Looks once and answers what is settled now, 0 in an empty store; absent while nothing could be proved yet.
    ///
    /// Errors: any [dev.eventscope.store.StoreException]; what was pending is forgotten then. [StoreUnusable] on a standby,
    ///         which sees none of the appenders' locks.
    public synchronized OptionalLong advance() {
        try {
            if (pending >= 0) {
                Set<String> left = new HashSet<>(holders());
                left.retainAll(waitingFor);
                waitingFor = left;
            }
            if (pending < 0 || waitingFor.isEmpty()) {
                settled = Math.max(settled, pending);
                pending = highestDrawn();
                waitingFor = new HashSet<>(holders());
                if (waitingFor.isEmpty()) {
                    settled = Math.max(settled, pending);
                    pending = -1;
                }
            }
        } catch (RuntimeException e) {
            pending = -1;
            waitingFor = Set.of();
            throw e;
        }
        return settled < 0 ? OptionalLong.empty() : OptionalLong.of(settled);
    }

    /// Who holds delivery back now, oldest first.
    public List<Holder> holding() {
        return database.read(tx -> tx.query(NAMED_HOLDERS, row -> new Holder(row.string("virtualtransaction"),
                row.nullableString("gid"), row.longValue("pid"), row.nullableInstant("since"),
                row.longValue("age"), row.string("query"))));
    }

    // Two transactions, not one: the holders must be read after the position, in a statement that sees them all.
    private long highestDrawn() {
        long drawn = database.read(tx -> tx.query(DRAWN, row -> row.longValue("position")).getFirst());
        if (drawn < 0) {
            throw new StoreUnusable(Standby.sentence(database) + ": consume events from the primary", null);
        }
        return drawn;
    }

    private List<String> holders() {
        return database.read(tx -> tx.query(HOLDERS, row -> row.string("virtualtransaction")));
    }
}
