package dev.eventscope.projection;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.SettledPosition;
import dev.eventscope.store.log.Standby;
import dev.eventscope.store.log.StoreEpoch;
import dev.eventscope.telemetry.Telemetry;

/// Feeds one projection from the settled events of a native store, for as long as it lives.
///
/// Shape: any number of processes may run the same subscription: one owns it, the others stand by and take over within
///        seconds of its end. Effects, inbox and checkpoint live in `effects`, which may be another database than the
///        store's and must have the native schema too. Nothing runs inside an appending transaction.
/// Errors: what fails is logged and tried again. A history that diverged, a parked event and a gap are kept in rows, where
///         [ProjectionReader] finds them.
/// Threads: [#startOn] takes one thread of the executor until closed; [#catchUp] is for a caller without one.
public final class Subscription implements AutoCloseable {

    /// Where it works.
    ///
    /// Shape: events come from `store`, effects go to `effects`. `owner` tells this process from others: host and number.
    public record Setting(Database store, EventReader reader, Database effects, String owner, Telemetry telemetry) {

        /// Effects beside the events, in one database.
        public static Setting of(OpenStore store, String owner) {
            return new Setting(store.database(), store.reader(), store.database(), owner, Telemetry.none());
        }
    }

    /// How it spaces its work. `lease` is how long an owner may be silent.
    record Timing(Duration poll, Duration lease, RetryPolicy retry) {
        static final Timing USUAL = new Timing(Duration.ofMillis(200), Duration.ofSeconds(10), RetryPolicy.USUAL);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Projection projection;
    private final Setting setting;
    private final Database effects;
    private final Timing timing;
    private final boolean rebuildsOnly;
    private final Generations generations;
    private final GenerationFeed feed;
    private final SettledPosition settled;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private boolean registered;
    private boolean troubled;
    private @Nullable SubscriptionLease lease;

    public Subscription(Projection projection, Setting setting) {
        this(projection, setting, Timing.USUAL);
    }

    Subscription(Projection projection, Setting setting, Timing timing) {
        this(projection, setting, timing, false);
    }

    private Subscription(Projection projection, Setting setting, Timing timing, boolean rebuildsOnly) {
        this.rebuildsOnly = rebuildsOnly;
        this.projection = projection;
        this.setting = setting;
        this.effects = setting.effects();
        this.timing = timing;
        this.generations = new Generations(effects, projection);
        this.feed = new GenerationFeed(setting,
                new Delivery.Setting(effects, projection, timing.retry(), setting.telemetry()), rebuildsOnly,
                generations,
                () -> closing.getCount() > 0);
        this.settled = new SettledPosition(setting.store());
    }

    /// One that leaves the live generation to a [KafkaFeed], and builds it again from the store when it is asked to.
    public static Subscription rebuilding(Projection projection, Setting setting) {
        return new Subscription(projection, setting, Timing.USUAL, true);
    }

    /// Works until closed, on a thread of the executor.
    ///
    /// Errors: [dev.eventscope.store.StoreUnusable] where the store is on a standby.
    public void startOn(Executor executor) {
        Standby.refuse(setting.store(), "subscription '" + projection.name() + "'");
        started = true;
        executor.execute(() -> {
            try {
                Duration pause = turnSafely();
                while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    pause = turnSafely();
                }
                giveBack();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        });
    }

    /// Takes in everything that is settled now, as the owner. Answers how many events were delivered; 0 where another one
    /// is the owner.
    ///
    /// Errors: every [StoreException]; [HistoryDiverged].
    public long catchUp() {
        long delivered = 0;
        try {
            GenerationFeed.Turn turn = turn();
            while (turn.more()) {
                delivered += turn.delivered();
                turn = turn();
            }
            delivered += turn.delivered();
        } catch (LeaseLost e) {
            lease = null;
        }
        throwIfDiverged();
        return delivered;
    }

    /// Asks for the read model to be built again from the first event, beside the one in use. The owner does it, and swaps
    /// the two where the new one has all that the old one has.
    ///
    /// Errors: [InterventionRefused] where a rebuild runs already, or the handler's effects are for good.
    public void rebuild(String reason, String actor) {
        register();
        new Interventions(effects).request(Intervention.rebuild(UUID.randomUUID(), projection.name(), reason, actor));
    }

    /// Finishes the page under way and lets another process take over at once.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!started) {
                giveBack();
            } else if (!ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("subscription {}: still at work at the end", projection.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration turnSafely() {
        try {
            boolean more = turn().more();
            if (troubled) {
                LOG.info("subscription {}: works again", projection.name());
                troubled = false;
            }
            return more ? Duration.ZERO : timing.poll();
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        } catch (StoreException e) {
            if (!troubled) {
                LOG.warn("subscription {}: {}", projection.name(), e.getMessage());
                troubled = true;
            }
        } catch (RuntimeException | Error e) {
            LOG.error("subscription {}", projection.name(), e);
        }
        lease = null;
        return AFTER_TROUBLE;
    }

    private GenerationFeed.Turn turn() {
        StoreEpoch epoch = StoreEpoch.read(setting.store());
        register();
        SubscriptionLease held = lease();
        if (held == null) {
            return GenerationFeed.Turn.IDLE;
        }
        effects.write(tx -> {
            held.hold(tx);
            return null;
        });
        OptionalLong upTo = settled.advance();
        return upTo.isPresent() ? feed.turn(held, upTo.getAsLong(), epoch) : GenerationFeed.Turn.IDLE;
    }

    private void register() {
        if (!registered) {
            generations.register(rebuildsOnly ? "kafka" : "store");
            registered = true;
        }
    }

    private @Nullable SubscriptionLease lease() {
        if (lease == null) {
            lease = SubscriptionLease.take(effects, projection.name(), setting.owner(), timing.lease()).orElse(null);
        }
        return lease;
    }

    private void throwIfDiverged() {
        for (Generation generation : generations.read()) {
            if (generation.diverged() != null) {
                throw new HistoryDiverged(generation.diverged());
            }
        }
    }

    private void giveBack() {
        SubscriptionLease held = lease;
        lease = null;
        if (held != null) {
            try {
                held.giveBack(effects);
            } catch (StoreException e) {
                LOG.warn("subscription {}: {}", projection.name(), e.getMessage());
            }
        }
    }
}
