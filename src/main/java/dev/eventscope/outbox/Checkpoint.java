package dev.eventscope.outbox;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.log.StoreEpoch;

/// The last event of the store that a shard has passed: it is published, or waits behind a blocked key, or belongs to
/// another shard.
///
/// Shape: position 0 and no event before the first one.
record Checkpoint(long position, @Nullable UUID eventId, @Nullable String epoch) {

    private static final String IS_THERE = """
            select 1 as one
            from eventscope.event
            where position = ? and event_id = ?""";

    static Checkpoint of(Row row) {
        return new Checkpoint(row.longValue("position"), row.nullableUuid("event_id"), row.nullableString("epoch"));
    }

    Checkpoint at(long newPosition, UUID event, StoreEpoch now) {
        return new Checkpoint(newPosition, event, now.toString());
    }

    /// Errors: [HistoryDiverged] where the epoch differs, or another event, or none, is at this position.
    void check(Database store, StoreEpoch now, int shard) {
        if (epoch != null && !epoch.equals(now.toString())) {
            throw new HistoryDiverged(shard, "the checkpoint was written in " + epoch + ", this store is " + now);
        }
        if (eventId != null && store.read(tx -> tx.queryOne(IS_THERE, row -> row.intValue("one"), position, eventId))
                .isEmpty()) {
            throw new HistoryDiverged(shard, "event " + Objects.toString(eventId) + " is not at position " + position);
        }
    }
}
