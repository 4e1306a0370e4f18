package dev.eventscope.projection;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.PageSize;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.StoreEpoch;

/// Brings the generations of one projection forward by what is settled, as the owner of its lease, and swaps them when the
/// one being built has all.
///
/// Threads: one at a time.
final class GenerationFeed {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationFeed.class);
    /// Small, for nobody knows yet how large the events are.
    private static final PageSize FIRST_PAGE = new PageSize(16, 500);
    /// A rebuild takes turns with the live generation, so many pages each.
    private static final int PAGES_A_TURN = 10;
    private static final int RETRIES_A_TURN = 200;

    private final Projection projection;
    private final Subscription.Setting setting;
    private final Delivery.Setting delivering;
    private final boolean rebuildsOnly;
    private final Generations generations;
    private final History history;
    private final BooleanSupplier goesOn;

    /// `goesOn` is asked before each page.
    GenerationFeed(Subscription.Setting setting, Delivery.Setting delivering, boolean rebuildsOnly,
            Generations generations, BooleanSupplier goesOn) {
        this.projection = delivering.projection();
        this.setting = setting;
        this.delivering = delivering;
        this.rebuildsOnly = rebuildsOnly;
        this.generations = generations;
        this.history = new History(setting.store(), projection.name());
        this.goesOn = goesOn;
    }

    /// What one look at the store came to.
    record Turn(long delivered, boolean more) {

        static final Turn IDLE = new Turn(0, false);

        Turn and(Turn other) {
            return new Turn(delivered + other.delivered, more || other.more);
        }
    }

    /// Delivers some pages to each generation.
    ///
    /// Errors: [LeaseLost].
    Turn turn(SubscriptionLease held, long upTo, StoreEpoch epoch) {
        Turn turn = Turn.IDLE;
        for (Generation generation : generations.read()) {
            turn = turn.and(serve(held, generation, upTo, epoch));
        }
        return turn.and(swap(held, upTo));
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
        Delivery delivery = new Delivery(delivering, generation, fence(held, generation, epoch));
        long position = generation.checkpoint().position();
        long delivered = 0;
        PageSize size = FIRST_PAGE;
        for (int pages = 0; pages < PAGES_A_TURN && goesOn.getAsBoolean(); pages++) {
            Cancellation.check();
            List<RecordedEvent> page = setting.reader().readEvents(EventQuery.forward(projection.scope(), size.rows())
                    .in(new EventRange.Orders(OrderToken.of(position), OrderToken.of(upTo))));
            if (page.isEmpty()) {
                return new Turn(delivered, delivery.retryDue(RETRIES_A_TURN) > 0);
            }
            delivery.deliver(page);
            delivered += page.size();
            position = page.getLast().header().order().position();
            size = size.after(page.size(), page.stream().mapToLong(GenerationFeed::bytes).sum());
        }
        delivery.retryDue(RETRIES_A_TURN);
        return new Turn(delivered, goesOn.getAsBoolean());
    }

    private static long bytes(RecordedEvent event) {
        return (long) event.payload().size() + event.metadata().size();
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
}
