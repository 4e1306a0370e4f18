package dev.eventscope.outbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.log.StoreEpoch;

/// The steps of relaying one shard under one lease: what is published first, and written down after.
///
/// Shape: Kafka acknowledges before the checkpoint moves, so a crash between the two publishes again, never too little.
/// Errors: [BrokerFailed], [PublisherFenced], [LeaseLost], any [dev.eventscope.store.StoreException].
final class ShardRelay {

    private final Database store;
    private final ShardLease lease;
    private final StoreEpoch epoch;
    private final EventPublisher publisher;
    private final SettledPages pages;
    private final int most;
    private final BlockedKeys blocked;
    private final Renewal renewal;
    private boolean troubled;

    ShardRelay(Relay.Setting setting, SettledPages pages, ShardLease lease, StoreEpoch epoch,
            EventPublisher publisher) {
        this.store = setting.store();
        this.lease = lease;
        this.epoch = epoch;
        this.publisher = publisher;
        this.pages = pages;
        this.most = setting.page();
        this.blocked = new BlockedKeys(store, lease.shard(), setting.retry());
        this.renewal = new Renewal(setting.clock(), setting.lease());
    }

    /// Publishes one page of what is settled; answers the checkpoint after it, the same one where there was nothing.
    Checkpoint publish(Checkpoint from, long settled) {
        publisher.takeOver();
        Optional<SettledPages.Page> page = pages.after(from.position(), settled, epoch);
        if (page.isEmpty()) {
            keepUp();
            return from;
        }
        List<RecordedEvent> mine = page.get().of(lease.shard(), from.position(), most);
        RecordedEvent last = mine.size() == most ? mine.getLast() : page.get().last();
        Checkpoint to = from.at(last.header().order().position(), UUID.fromString(last.id()), epoch);
        Set<String> waiting = blocked.among(mine);
        List<RecordedEvent> due = mine.stream().filter(event -> !waiting.contains(event.stream().name())).toList();
        List<RefusedEvent> refused = due.isEmpty() ? List.of() : publisher.publish(due);
        lease.write(store, tx -> {
            lease.move(tx, from, to, mine.size());
            refused.forEach(head -> blocked.refused(tx, head, 1));
        });
        renewal.done();
        troubled = false;
        return to;
    }

    /// Tries the keys whose time has come; answers whether there was one.
    boolean retryBlocked(Checkpoint checkpoint) {
        List<BlockedKeys.Due> due = blocked.due();
        due.forEach(key -> retry(key, checkpoint.position()));
        return !due.isEmpty();
    }

    /// Writes down that the shard waits for its broker, and keeps the lease; answers whether that is new.
    boolean trouble(String why) {
        lease.trouble(store, why);
        renewal.done();
        boolean isNew = !troubled;
        troubled = true;
        return isNew;
    }

    private void retry(BlockedKeys.Due key, long upTo) {
        List<RecordedEvent> page = pages.ofKey(key.stream(), key.version(), upTo, most);
        List<RefusedEvent> refused = page.isEmpty() ? List.of() : publisher.publish(page);
        lease.write(store, tx -> {
            lease.hold(tx);
            if (page.isEmpty()) {
                blocked.freed(tx, key.stream());
            } else if (refused.isEmpty()) {
                blocked.advanced(tx, key.stream(), versionOf(page.getLast()) + 1);
            } else {
                RefusedEvent head = refused.getFirst();
                blocked.refused(tx, head, head.version() == key.version() ? key.attempts() + 1 : 1);
            }
        });
        renewal.done();
    }

    /// Nothing more is settled: the lease is renewed, and trouble is over.
    private void keepUp() {
        if (troubled || renewal.isDue()) {
            lease.trouble(store, null);
            troubled = false;
            renewal.done();
        }
    }

    private static long versionOf(RecordedEvent event) {
        return Objects.requireNonNull(event.header().version());
    }
}
