package dev.eventscope.projection;

import java.util.UUID;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreUnusable;

/// Which history a position counts in: the server's system identifier and timeline, and the store's own row.
///
/// Shape: a restore, a promoted replica and a copy each differ in one of them.
record Epoch(long systemIdentifier, int timeline, UUID storeId) {

    /// On a replica there is no answer: it cannot be known there which positions are settled.
    private static final String READ = """
            select pg_is_in_recovery() as replica,
                   (select system_identifier from pg_control_system()) as system_identifier,
                   case when not pg_is_in_recovery()
                        then ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end as timeline,
                   (select store_id from eventscope.store_identity) as store_id""";

    /// Errors: [StoreUnusable] on a replica.
    static Epoch read(Database store) {
        return store.read(tx -> tx.query(READ, row -> {
            if (row.booleanValue("replica")) {
                throw new StoreUnusable("the server at " + store.spec().host() + ":" + store.spec().port()
                        + " is a replica, where no position can be proved settled: run subscriptions on the primary",
                        null);
            }
            return new Epoch(row.longValue("system_identifier"), row.intValue("timeline"), row.uuid("store_id"));
        }).getFirst());
    }

    @Override
    public String toString() {
        return "system " + systemIdentifier + ", timeline " + timeline + ", store " + storeId;
    }
}
