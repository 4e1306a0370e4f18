package dev.eventscope.store.log;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreUnusable;

/// Which history a position counts in: the server's system identifier and timeline, and the store's own row.
///
/// Shape: `SYSTEM/TIMELINE/STORE`; a restore, a promoted replica and a copy each differ in one of them.
public record StoreEpoch(String system, String timeline, String store) {

    /// On a standby there is no answer: it cannot be known there which positions are settled.
    private static final String READ = """
            select pg_is_in_recovery() as standby,
                   (select system_identifier from pg_control_system())::text as system,
                   case when not pg_is_in_recovery()
                        then ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int::text end as timeline,
                   (select store_id from eventscope.store_identity)::text as store""";

    /// Errors: [StoreUnusable] on a standby.
    public static StoreEpoch read(Database database) {
        return database.read(tx -> tx.query(READ, row -> {
            if (row.booleanValue("standby")) {
                throw new StoreUnusable(Standby.sentence(database) + ": consume events from the primary", null);
            }
            return new StoreEpoch(row.string("system"), row.string("timeline"), row.string("store"));
        }).getFirst());
    }

    @Override
    public String toString() {
        return system + "/" + timeline + "/" + store;
    }
}
