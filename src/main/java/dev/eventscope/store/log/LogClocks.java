package dev.eventscope.store.log;

import dev.eventscope.event.Payload;
import dev.eventscope.event.VectorClock;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.ClockReader.ClockSink;
import dev.eventscope.store.Database;

/// Reads the vector clocks of the native schema.
///
/// Shape: the server sends the metadata of those events alone in which the name of the field stands.
/// Source: `eventscope.event` (position, metadata), `eventscope.node_clock`.
final class LogClocks {

    private static final long SLICE = 1 << 17;
    private static final String NAMED = "metadata::text like '%\"" + VectorClock.NAME + "\"%'";

    private final Database database;

    LogClocks(Database database) {
        this.database = database;
    }

    /// A node that writes has a row; events that were brought from elsewhere are told by the newest.
    boolean mayExist() {
        return database.read(tx -> tx.query("""
                select exists (select from eventscope.node_clock)
                    or exists (select from (
                        select metadata from eventscope.event order by position desc limit 1000) newest
                        where %s) as clocked""".formatted(NAMED), row -> row.booleanValue("clocked")).getFirst());
    }

    void copy(long after, long upTo, ClockSink sink) {
        for (long from = after; from < upTo; from += SLICE) {
            Cancellation.check();
            database.copyTo("""
                    select position, metadata
                    from eventscope.event
                    where position > ?
                      and position <= ?
                      and %s
                    order by position""".formatted(NAMED), row -> {
                long position = row.longValue();
                VectorClock.ofMetadata(Payload.json(row.bytes())).ifPresent(clock -> sink.take(position, clock));
            }, from, Math.min(upTo, from + SLICE));
        }
    }
}
