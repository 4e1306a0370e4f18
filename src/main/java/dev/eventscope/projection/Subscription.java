package dev.eventscope.projection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.Tx;
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
    private static final int PAGE = 500;
    /// A rebuild takes turns with the live generation, so many pages each.
    private static final int PAGES_A_TURN = 10;
    private static final int RETRIES_A_TURN = 200;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Projection projection;
    private final Setting setting;
    private final Database effects;
    private final Timing timing;
    private final boolean rebuildsOnly;
    private final Generations generations;
    private final History history;
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
        this.history = new History(setting.store(), projection.name());
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
            Turn turn = turn();
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

    /// What one look at the store came to.
    private record Turn(long delivered, boolean more) {

        static final Turn IDLE = new Turn(0, false);

        Turn and(Turn other) {
            return new Turn(delivered + other.delivered, more || other.more);
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
        } catch (RuntimeException e) {
            LOG.error("subscription {}", projection.name(), e);
        }
        lease = null;
        return AFTER_TROUBLE;
    }

    private Turn turn() {
        StoreEpoch epoch = StoreEpoch.read(setting.store());
        register();
        SubscriptionLease held = lease();
        if (held == null) {
            return Turn.IDLE;
        }
        effects.write(tx -> {
            held.hold(tx);
            return null;
        });
        OptionalLong upTo = settled.advance();
        Turn turn = Turn.IDLE;
        if (upTo.isPresent()) {
            List<Generation> all = generations.read();
            for (Generation generation : all) {
                turn = turn.and(serve(held, generation, upTo.getAsLong(), epoch));
            }
            turn = turn.and(swap(held, upTo.getAsLong()));
        }
        return turn;
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

    private Turn serve(SubscriptionLease held, Generation generation, long upTo, StoreEpoch epoch) {
        if (generation.status() == Generation.Status.RETIRED) {
            return new Turn(0, generations.clear(held, generation));
        }
        boolean isFedElsewhere = rebuildsOnly && generation.status() == Generation.Status.LIVE;
        if (generation.diverged() != null || isFedElsewhere) {
            return Turn.IDLE;
        }
        try {
            history.check(generation.checkpoint(), epoch);
        } catch (HistoryDiverged e) {
            LOG.error("{}", e.getMessage());
            generations.markDiverged(held, generation.handler(), String.valueOf(e.getMessage()));
            return Turn.IDLE;
        }
        if (generation.checkpoint().eventId() != null && generation.checkpoint().epoch() == null) {
            generations.adopt(held, generation.handler(), epoch);
        }
        return deliver(held, generation, upTo, epoch);
    }

    private Turn deliver(SubscriptionLease held, Generation generation, long upTo, StoreEpoch epoch) {
        Delivery delivery = new Delivery(
                new Delivery.Setting(effects, projection, timing.retry(), setting.telemetry()), generation,
                fence(held, generation, epoch));
        long position = generation.checkpoint().position();
        long delivered = 0;
        for (int pages = 0; pages < PAGES_A_TURN && closing.getCount() > 0; pages++) {
            Cancellation.check();
            List<RecordedEvent> page = setting.reader().readEvents(EventQuery.forward(projection.scope(), PAGE)
                    .in(new EventRange.Orders(OrderToken.of(position), OrderToken.of(upTo))));
            if (page.isEmpty()) {
                return new Turn(delivered, delivery.retryDue(RETRIES_A_TURN) > 0);
            }
            delivery.deliver(page);
            delivered += page.size();
            position = page.getLast().header().order().position();
        }
        delivery.retryDue(RETRIES_A_TURN);
        return new Turn(delivered, closing.getCount() > 0);
    }

    private Fence fence(SubscriptionLease held, Generation generation, StoreEpoch epoch) {
        return new Fence() {
            @Override
            public void hold(Tx tx) {
                held.hold(tx);
            }

            @Override
            public void delivered(Tx tx, RecordedEvent last) {
                generations.move(tx, generation.handler(), last, epoch);
            }
        };
    }

    /// Where the generation being built has been delivered as much as the live one and all that is settled.
    private Turn swap(SubscriptionLease held, long upTo) {
        List<Generation> all = generations.read();
        Optional<Generation> built = with(all, Generation.Status.BUILDING);
        Optional<Generation> live = with(all, Generation.Status.LIVE);
        if (built.isEmpty() || live.isEmpty() || built.get().diverged() != null) {
            return Turn.IDLE;
        }
        long target = live.get().diverged() == null ? live.get().checkpoint().position() : 0;
        boolean caughtUp = built.get().checkpoint().position() >= target && !hasEventsAfter(built.get(), upTo);
        return new Turn(0, caughtUp && generations.swap(held, live.get(), built.get()));
    }

    private boolean hasEventsAfter(Generation generation, long upTo) {
        return !setting.reader().readHeaders(EventQuery.forward(projection.scope(), 1).in(new EventRange.Orders(
                OrderToken.of(generation.checkpoint().position()), OrderToken.of(upTo)))).isEmpty();
    }

    private static Optional<Generation> with(List<Generation> all, Generation.Status status) {
        return all.stream().filter(generation -> generation.status() == status).findFirst();
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
