package dev.eventscope.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.log.LogRows;
import dev.eventscope.store.log.StoreEpoch;

/// Reads settled events in bounded pages, once for all shards of a relay: what is settled never changes, so the shards that
/// have come equally far share a page.
///
/// Shape: a page ends at its number of events or past [#PAGE_BYTES], whichever comes first. The newest few are kept.
/// Threads: safe from any thread; whoever comes while a page is read waits for it. The page after the newest is read ahead.
final class SettledPages {

    private static final long PAGE_BYTES = 8 << 20;
    private static final int KEPT = 3;
    private static final String PAGE = "select " + LogRows.EVENT_COLUMNS + """

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
    private final Executor executor;
    private final Deque<Page> kept = new ArrayDeque<>();
    private Optional<Ahead> ahead = Optional.empty();

    /// `most` is the number of events that a page ends at; the executor reads ahead.
    SettledPages(Database store, int most, Executor executor) {
        this.store = store;
        this.most = most;
        this.executor = executor;
    }

    /// An event and the shard of its key.
    record Sharded(RecordedEvent event, int shard) {

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
        Optional<Page> read = ahead.filter(one -> one.leadsOnFrom(position, epoch)).flatMap(Ahead::page)
                .or(() -> page(position, settled, epoch));
        ahead = Optional.empty();
        read.ifPresent(page -> {
            kept.addFirst(page);
            while (kept.size() > KEPT) {
                kept.removeLast();
            }
            lookAhead(page, settled);
        });
        return read;
    }

    private Optional<Page> page(long position, long settled, StoreEpoch epoch) {
        ShardOf shardOf = new ShardOf();
        List<Sharded> events = store.copy(PAGE, PAGE_BYTES, row -> shardOf.of(LogRows.event(row)), position, settled,
                most).rows();
        return events.isEmpty() ? Optional.empty() : Optional.of(new Page(epoch, position, events));
    }

    /// Reads what follows while this page is on its way to the broker.
    private void lookAhead(Page page, long settled) {
        long position = page.last().header().order().position();
        if (position < settled) {
            ahead = Optional.of(new Ahead(position, page.epoch(),
                    CompletableFuture.supplyAsync(() -> page(position, settled, page.epoch()), executor)));
        }
    }

    /// A page that is being read before it is asked for.
    private record Ahead(long after, StoreEpoch epoch, CompletableFuture<Optional<Page>> reading) {

        boolean leadsOnFrom(long position, StoreEpoch now) {
            return after == position && epoch.equals(now);
        }

        /// Empty where that came to nothing: then who asks reads by himself, and hears why.
        Optional<Page> page() {
            try {
                return reading.join();
            } catch (CompletionException e) {
                return Optional.empty();
            }
        }
    }

    /// Events of one key from a version on, up to a position that its shard has passed.
    List<RecordedEvent> ofKey(String stream, long fromVersion, long upTo, int atMost) {
        return store.copy(OF_KEY, PAGE_BYTES, LogRows::event, stream, fromVersion, upTo, atMost).rows();
    }
}
