package dev.eventscope.outbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final PendingEvents pending;
    private final BlockedKeys blocked;
    private final Renewal renewal;
    private boolean troubled;

    ShardRelay(Relay.Setting setting, ShardLease lease, StoreEpoch epoch, EventPublisher publisher) {
        this.store = setting.store();
        this.lease = lease;
        this.epoch = epoch;
        this.publisher = publisher;
        this.pending = new PendingEvents(store, lease.shard(), setting.page());
        this.blocked = new BlockedKeys(store, lease.shard(), setting.retry());
        this.renewal = new Renewal(setting.clock(), setting.lease());
    }

    /// Publishes one page of what is settled; answers the checkpoint after it, the same one where there was nothing.
    Checkpoint publish(Checkpoint from, long settled) {
        publisher.takeOver();
        List<RecordedEvent> page = settled <= from.position() ? List.of() : pending.after(from.position(), settled);
        if (page.isEmpty()) {
            return passOthers(from, settled);
        }
        List<RefusedEvent> refused = publisher.publish(page);
        RecordedEvent last = page.getLast();
        Checkpoint to = from.at(last.header().order().position(), UUID.fromString(last.id()), epoch);
        lease.write(store, tx -> {
            long events = page.size() + blocked.waitingIn(tx, from.position(), to.position());
            lease.move(tx, from, to, events);
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
        List<RecordedEvent> page = pending.ofKey(key.stream(), key.version(), upTo);
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

    /// Nothing of this shard is left up to the settled position: the events of others, and of blocked keys, are passed.
    private Checkpoint passOthers(Checkpoint from, long settled) {
        Optional<PendingEvents.Place> last = settled <= from.position()
                ? Optional.empty()
                : pending.last(from.position(), settled);
        if (last.isPresent()) {
            Checkpoint to = from.at(last.get().position(), last.get().eventId(), epoch);
            lease.write(store, tx -> {
                lease.move(tx, from, to, blocked.waitingIn(tx, from.position(), to.position()));
            });
            renewal.done();
            troubled = false;
            return to;
        }
        if (troubled || renewal.isDue()) {
            lease.trouble(store, null);
            troubled = false;
            renewal.done();
        }
        return from;
    }

    private static long versionOf(RecordedEvent event) {
        return Objects.requireNonNull(event.header().version());
    }
}
