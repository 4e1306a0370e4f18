package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.Standby;
import dev.eventscope.store.log.StoreEpoch;
import dev.eventscope.telemetry.Telemetry;

/// Relays settled events of a native store to Kafka until closed, at least once, in order by key.
///
/// Shape: any number of relays may run, in any process: they share the shards evenly, and take over those whose owner
///        has gone silent for as long as a lease. A record may come twice, with the same event id; never too late.
/// Errors: none comes out; a store or a broker that is not there is waited for, and shows in [OutboxReader].
/// Threads: takes one thread a shard of the executor until closed, and one more to read ahead; platform threads are meant.
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(15);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended;
    private final TopicCatalog catalog;
    private final FairShare share;

    private Relay(int shards, TopicCatalog catalog, FairShare share) {
        this.ended = new CountDownLatch(shards);
        this.catalog = catalog;
        this.share = share;
    }

    /// Starts relaying. The store must be open for writing.
    ///
    /// Errors: [dev.eventscope.store.StoreUnusable] on a standby.
    public static Relay start(Database store, RelaySettings settings, Executor executor, Clock clock) {
        TopicCatalog catalog = new TopicCatalog(settings.bootstrap());
        return start(new Setting(store, settings, clock, kafka(settings, catalog), newOwner()), catalog, executor);
    }

    /// As above, with a span round each event that is published.
    public static Relay start(Database store, RelaySettings settings, Executor executor, Clock clock,
            Telemetry telemetry) {
        TopicCatalog catalog = new TopicCatalog(settings.bootstrap());
        Publishers kafka = kafka(settings, catalog);
        return start(new Setting(store, settings, clock,
                (shard, epoch) -> new TracedPublisher(kafka.open(shard, epoch), telemetry), newOwner()), catalog,
                executor);
    }

    private static Publishers kafka(RelaySettings settings, TopicCatalog catalog) {
        return (shard, epoch) -> new KafkaPublisher("eventscope-" + epoch.store() + "-" + shard, settings,
                epoch.toString(), catalog);
    }

    /// With publishers of the caller's.
    static Relay start(Setting setting, TopicCatalog catalog, Executor executor) {
        Standby.refuse(setting.store(), "a relay");
        List<Integer> shards = setting.store().read(tx -> tx.query(
                "select shard from eventscope.relay_shard order by shard", row -> row.intValue("shard")));
        FairShare share = new FairShare(setting);
        Relay relay = new Relay(shards.size(), catalog, share);
        Sources sources = new Sources(
                new SettledTail(setting.store(), setting.clock(), setting.poll().dividedBy(2)),
                new SettledPages(setting.store(), setting.page() * shards.size(), executor));
        shards.forEach(shard -> executor.execute(() -> relay.live(new ShardWorker(setting, shard, sources, share,
                relay.closing))));
        return relay;
    }

    /// Stops after the pages at work, and gives the leases back.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("outbox: a shard is still at work at the end; its lease runs out by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave();
        catalog.close();
    }

    // Where the store is not there at the end, the others see it when a lease has passed.
    private void leave() {
        try {
            share.leave();
        } catch (StoreException e) {
            LOG.warn("outbox: {}", e.getMessage());
        }
    }

    static String newOwner() {
        return ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void live(ShardWorker worker) {
        try {
            worker.run();
        } finally {
            ended.countDown();
        }
    }

    /// Opens the publisher of a shard.
    @FunctionalInterface
    interface Publishers {
        EventPublisher open(int shard, StoreEpoch epoch);
    }

    /// What all workers of one relay read from.
    record Sources(SettledTail tail, SettledPages pages) {}

    /// What the workers of one relay share.
    record Setting(Database store, RelaySettings settings, Clock clock, Publishers publishers, String owner) {

        Duration lease() {
            return settings.lease();
        }

        Duration poll() {
            return settings.poll();
        }

        int page() {
            return settings.page();
        }

        KeyRetry retry() {
            return settings.retry();
        }
    }
}
