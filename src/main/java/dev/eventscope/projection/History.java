package dev.eventscope.projection;

import java.util.UUID;

import dev.eventscope.store.Database;
import dev.eventscope.store.log.StoreEpoch;

/// Compares a checkpoint with the store before anything is delivered past it.
final class History {

    private final Database store;
    private final String subscription;

    History(Database store, String subscription) {
        this.store = store;
        this.subscription = subscription;
    }

    /// Errors: [HistoryDiverged] where the epoch differs, or another event, or none, is at the checkpoint's position.
    void check(Checkpoint checkpoint, StoreEpoch now) {
        String then = checkpoint.epoch();
        if (then != null && !then.equals(now.toString())) {
            throw HistoryDiverged.of(subscription, "the checkpoint was written in " + then + ", this store is " + now);
        }
        UUID expected = checkpoint.eventId();
        if (expected != null && !isThere(expected, checkpoint.position())) {
            throw HistoryDiverged.of(subscription,
                    "event " + expected + " is not at position " + checkpoint.position());
        }
    }

    private boolean isThere(UUID event, long position) {
        return store.read(tx -> tx.queryOne("""
                select 1 as one
                from eventscope.event
                where position = ? and event_id = ?""", row -> row.intValue("one"), position, event)).isPresent();
    }
}
