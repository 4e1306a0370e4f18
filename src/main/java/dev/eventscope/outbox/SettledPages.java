package dev.eventscope.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.CopiedRow;
import dev.eventscope.store.Database;
import dev.eventscope.store.log.LogRows;
import dev.eventscope.store.log.StoreEpoch;

/// Reads settled events in bounded pages, once for all shards of a relay: what is settled never changes, so the shards that
/// have come equally far share a page.
///
/// Shape: a page ends at its number of events or past [#PAGE_BYTES], whichever comes first. The newest few are kept.
/// Threads: safe from any thread; whoever comes while a page is read waits for it.
final class SettledPages {

    private static final long PAGE_BYTES = 8 << 20;
    private static final int KEPT = 3;
    private static final String PAGE = "select " + LogRows.EVENT_COLUMNS + """
            , eventscope.relay_shard_of(stream)
            from eventscope.event
            where position > ? and position <= ?
            order by position
            limit ?""";
    private static final String OF_KEY = "select " + LogRows.EVENT_COLUMNS + """

            from eventscope.event
            where stream = ? and version >= ? and position <= ?
            order by version
            limit ?""";

    private final Database store;
    private final int most;
    private final Deque<Page> kept = new ArrayDeque<>();

    /// `most` is the number of events that a page ends at.
    SettledPages(Database store, int most) {
        this.store = store;
        this.most = most;
    }

    /// An event and the shard of its key.
    record Sharded(RecordedEvent event, int shard) {

        static Sharded of(CopiedRow row) {
            return new Sharded(LogRows.event(row), row.intValue());
        }

        long position() {
            return event.header().order().position();
        }
    }

    /// Events of all shards, without a gap in between.
    record Page(StoreEpoch epoch, long after, List<Sharded> events) {

        RecordedEvent last() {
            return events.getLast().event();
        }

        /// The first of them for a shard that has come to a position, at most `most`.
        List<RecordedEvent> of(int shard, long position, int most) {
            List<RecordedEvent> mine = new ArrayList<>();
            for (Sharded one : events) {
                if (one.shard() == shard && one.position() > position) {
                    mine.add(one.event());
                    if (mine.size() == most) {
                        break;
                    }
                }
            }
            return mine;
        }

        private boolean goesOnFrom(long position, StoreEpoch now) {
            return after <= position && position < events.getLast().position() && epoch.equals(now);
        }
    }

    /// The page that holds what comes next after a position; empty where nothing more is settled.
    synchronized Optional<Page> after(long position, long settled, StoreEpoch epoch) {
        if (settled <= position) {
            return Optional.empty();
        }
        Optional<Page> known = kept.stream().filter(one -> one.goesOnFrom(position, epoch)).findFirst();
        return known.isPresent() ? known : read(position, settled, epoch);
    }

    private Optional<Page> read(long position, long settled, StoreEpoch epoch) {
        List<Sharded> events = store.copy(PAGE, PAGE_BYTES, Sharded::of, position, settled, most).rows();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Page read = new Page(epoch, position, events);
        kept.addFirst(read);
        while (kept.size() > KEPT) {
            kept.removeLast();
        }
        return Optional.of(read);
    }

    /// Events of one key from a version on, up to a position that its shard has passed.
    List<RecordedEvent> ofKey(String stream, long fromVersion, long upTo, int atMost) {
        return store.copy(OF_KEY, PAGE_BYTES, LogRows::event, stream, fromVersion, upTo, atMost).rows();
    }
}
