package dev.eventscope.store.log;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import dev.eventscope.store.Database;

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
    /// Units: `ageSeconds` since the transaction began, -1 where it cannot be told.
    public record Holder(String virtualTransaction, long pid, long ageSeconds, String query) {}

    private static final String HOLDERS = """
            select virtualtransaction
            from pg_locks
            where locktype = 'advisory' and granted and objsubid = 1
              and database = (select oid from pg_database where datname = current_database())
              and classid = (eventscope.position_lock_key() >> 32)::int::oid
              and objid = (eventscope.position_lock_key() & 4294967295)::bigint::oid""";

    private static final String NAMED_HOLDERS = """
            select l.virtualtransaction, coalesce(l.pid, 0) as pid,
                   coalesce(extract(epoch from clock_timestamp() - a.xact_start), -1)::bigint as age,
                   coalesce(a.query, 'a prepared transaction: see pg_prepared_xacts') as query
            from pg_locks l left join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid = (eventscope.position_lock_key() >> 32)::int::oid
              and l.objid = (eventscope.position_lock_key() & 4294967295)::bigint::oid
            order by age desc""";

    private final Database database;
    private long settled = -1;
    private long pending = -1;
    private Set<String> waitingFor = Set.of();

    public SettledPosition(Database database) {
        this.database = database;
    }

    /// Looks once and answers what is settled now, 0 in an empty store; absent while nothing could be proved yet.
    ///
    /// Errors: any [dev.eventscope.store.StoreException]; what was pending is forgotten then.
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
                row.longValue("pid"), row.longValue("age"), row.string("query"))));
    }

    // Two transactions, not one: the holders must be read after the position, in a statement that sees them all.
    private long highestDrawn() {
        return database.read(tx -> tx.query("select eventscope.highest_drawn_position() as position",
                row -> row.longValue("position")).getFirst());
    }

    private List<String> holders() {
        return database.read(tx -> tx.query(HOLDERS, row -> row.string("virtualtransaction")));
    }
}
