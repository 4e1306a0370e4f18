package dev.eventscope.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.StoreEpoch;

/// Relays one shard: waits for its lease, then publishes page by page until the lease is lost, another
/// relay has too few shards, or this one closes.
///
/// Threads: confined to the thread that runs it.
final class ShardWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Relay.Setting setting;
    private final int shard;
    private final SettledTail tail;
    private final SettledPages pages;
    private final FairShare share;
    private final CountDownLatch closing;
    private final Database store;

    ShardWorker(Relay.Setting setting, int shard, Relay.Sources sources, FairShare share, CountDownLatch closing) {
        this.setting = setting;
        this.shard = shard;
        this.tail = sources.tail();
        this.pages = sources.pages();
        this.share = share;
        this.closing = closing;
        this.store = setting.store();
    }

    @Override
    public void run() {
        try {
            while (isOpen()) {
                pause(attempt());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Serves the shard once, if its lease is free; answers how long to wait before the next time.
    private Duration attempt() throws InterruptedException {
        try {
            if (!share.mayTake()) {
                return setting.poll();
            }
            Optional<ShardLease.Taken> taken = ShardLease.take(store, shard, setting.owner(), setting.lease());
            if (taken.isPresent()) {
                serve(taken.get());
            }
            return setting.poll();
        } catch (LeaseLost | PublisherFenced e) {
            LOG.warn("outbox: {}", e.getMessage());
        } catch (StoreException e) {
            LOG.warn("outbox: shard {} waits for the store: {}", shard, e.getMessage());
        } catch (RuntimeException | Error e) {
            // Also an error, want of memory first of all: a worker that ends leaves its shard to nobody in this process.
            LOG.error("outbox: shard {} begins again", shard, e);
        }
        return AFTER_FAILURE;
    }

    private void serve(ShardLease.Taken taken) throws InterruptedException {
        ShardLease lease = taken.lease();
        try {
            StoreEpoch epoch = StoreEpoch.read(store);
            taken.checkpoint().check(store, epoch, shard);
            try (EventPublisher publisher = setting.publishers().open(shard, epoch)) {
                relay(new ShardRelay(setting, pages, lease, epoch, publisher), taken.checkpoint());
            }
        } catch (HistoryDiverged e) {
            LOG.error("outbox: {}", e.getMessage());
            lease.diverged(store, String.valueOf(e.getMessage()));
        } finally {
            giveBack(lease);
        }
    }

    private void relay(ShardRelay relay, Checkpoint from) throws InterruptedException {
        Checkpoint checkpoint = from;
        while (isOpen() && !share.mustYield(shard)) {
            try {
                OptionalLong settled = tail.read();
                boolean tried = relay.retryBlocked(checkpoint);
                Checkpoint next = settled.isEmpty() ? checkpoint : relay.publish(checkpoint, settled.getAsLong());
                boolean idle = !tried && next.equals(checkpoint);
                checkpoint = next;
                pause(idle ? setting.poll() : Duration.ZERO);
            } catch (BrokerFailed e) {
                if (relay.trouble(String.valueOf(e.getMessage()))) {
                    LOG.warn("outbox: shard {} waits: {}", shard, e.getMessage());
                }
                pause(AFTER_FAILURE);
            }
        }
    }

    // A store that is not there at the end must not hide why it ended: the lease runs out by itself then.
    private void giveBack(ShardLease lease) {
        try {
            lease.giveBack(store);
        } catch (StoreException e) {
            LOG.warn("outbox: the lease of shard {} runs out by itself: {}", shard, e.getMessage());
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause(Duration time) throws InterruptedException {
        boolean _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
