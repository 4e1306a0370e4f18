package dev.eventscope.projection;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// A read model is built again beside itself while appends go on: whoever reads never sees less than before.
class RebuildTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int STREAMS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Reads the live read model without a pause, and remembers how often it held less than the time before.
    private static final class Watcher implements Runnable {
        private final Ledger ledger;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private long less;
        private long reads;

        Watcher(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void run() {
            long most = 0;
            while (!stopped.get()) {
                long now = ledger.liveCount();
                less += now < most ? 1 : 0;
                most = Math.max(most, now);
                reads++;
            }
        }
    }

    @Test
    void readers_never_see_a_model_that_is_half_built() throws Exception {
        Ledger ledger = Ledger.of(STORE.database(), "beside");
        fill("beside", 100);
        Watcher watcher = new Watcher(ledger);
        try (ExecutorService executor = Executors.newCachedThreadPool();
                Subscription subscription = subscription(ledger.projection())) {
            subscription.catchUp();
            Future<?> watching = executor.submit(watcher);
            Future<?> appending = executor.submit(() -> fill("beside", 20));

            subscription.rebuild("a test", "ada");
            await("the new generation is live").atMost(PATIENCE).until(() -> {
                subscription.catchUp();
                return ledger.liveCount() > 0 && liveGeneration("beside") == 2;
            });
            appending.get();
            subscription.catchUp();
            watcher.stopped.set(true);
            watching.get();

            assertThat(watcher.less).as(watcher.reads + " reads").isZero();
            assertThat(ledger.count(1)).as("the old rows are gone").isZero();
            assertThat(ledger.effects(2)).hasSize(STREAMS)
                    .allSatisfy((_, versions) -> assertThat(versions).isEqualTo(Ledger.upTo(6)));
        }
    }

    @Test
    void a_rebuild_in_place_is_caught_by_the_same_readers() throws Exception {
        Ledger ledger = Ledger.of(STORE.database(), "inplace");
        fill("inplace", 100);
        Watcher watcher = new Watcher(ledger);
        try (ExecutorService executor = Executors.newCachedThreadPool();
                Subscription subscription = subscription(ledger.projection())) {
            subscription.catchUp();
            Future<?> watching = executor.submit(watcher);
            await("a first read").atMost(PATIENCE).until(() -> watcher.reads > 0);

            STORE.execute("""
                    delete from eventscope.handled_event h using eventscope.subscription_generation g
                        where g.handler = h.handler and g.name = 'inplace';
                    delete from eventscope.handled_stream h using eventscope.subscription_generation g
                        where g.handler = h.handler and g.name = 'inplace';
                    update eventscope.subscription_generation set position = 0, event_id = null where name = 'inplace';
                    delete from public.effect where ledger = 'inplace'""");
            long before = watcher.reads;
            await("a read meanwhile").atMost(PATIENCE).until(() -> watcher.reads > before + 1);
            subscription.catchUp();
            watcher.stopped.set(true);
            watching.get();

            assertThat(watcher.less).as("the seeded bug is caught").isPositive();
        }
    }

    @Test
    void a_handler_with_effects_for_good_is_not_rebuilt() {
        Projection projection = Projection.handler("for-good", EventScope.category("g"), (_, _) -> {});
        try (Subscription subscription = subscription(projection)) {
            subscription.catchUp();

            assertThatThrownBy(() -> subscription.rebuild("a test", "ada")).isInstanceOf(InterventionRefused.class)
                    .hasMessageContaining("cannot be built again");
        }
    }

    @Test
    void a_second_rebuild_is_refused_while_one_runs() {
        Ledger ledger = Ledger.of(STORE.database(), "twice");
        try (Subscription subscription = subscription(ledger.projection())) {
            subscription.catchUp();
            subscription.rebuild("a test", "ada");

            assertThatThrownBy(() -> new Interventions(STORE.database())
                    .request(Intervention.rebuild(UUID.randomUUID(), "twice", "again", "ole")))
                    .isInstanceOf(InterventionRefused.class).hasMessageContaining("being built again already");
        }
    }

    @Test
    void what_kafka_brought_to_the_live_generation_alone_is_waited_for_in_a_scope_of_types_too() {
        Projection projection = Projection.readModel("typed", EventScope.type("Rare"),
                Ledger.of(STORE.database(), "typed"));
        try (Subscription subscription = subscription(projection)) {
            subscription.catchUp();
            subscription.rebuild("a test", "ada");
            handled("typed", 1);

            subscription.catchUp();
            int while_it_lacks = liveGeneration("typed");
            handled("typed", 2);
            subscription.catchUp();

            assertThat(while_it_lacks).isEqualTo(1);
            assertThat(liveGeneration("typed")).isEqualTo(2);
        }
    }

    @Test
    void old_rows_that_cannot_be_deleted_do_not_hold_up_the_live_generation() {
        Ledger ledger = Ledger.of(STORE.database(), "stubborn");
        ReadModel model = new ReadModel() {
            @Override
            public EventHandler generation(int generation) {
                return ledger.generation(generation);
            }

            @Override
            public int clear(Tx tx, int generation, int limit) {
                throw new IllegalStateException("cannot be deleted");
            }
        };
        fill("stubborn", 10);
        try (Subscription subscription = subscription(
                Projection.readModel("stubborn", EventScope.category("stubborn"), model))) {
            subscription.catchUp();
            subscription.rebuild("a test", "ada");
            assertThatThrownBy(subscription::catchUp).hasMessage("cannot be deleted");
            fill("stubborn", 1);

            assertThatThrownBy(subscription::catchUp).hasMessage("cannot be deleted");

            assertThat(ledger.liveCount()).isEqualTo(11);
        }
    }

    /// As if another feed had brought an event to one generation.
    private static void handled(String name, int generation) {
        STORE.execute("""
                insert into eventscope.handled_stream (handler, stream, version)
                select handler, 'rare-1', 7 from eventscope.subscription_generation
                where name = '%s' and generation = %d""".formatted(name, generation));
    }

    private static void fill(String category, int rounds) {
        for (int i = 0; i < rounds; i++) {
            Ledger.append(STORE.database(), category + "-" + i % STREAMS, 1);
        }
    }

    private static int liveGeneration(String name) {
        return new ProjectionReader(STORE.database()).readAll().stream()
                .filter(status -> status.name().equals(name) && status.state() == ProjectionStatus.State.LIVE)
                .findFirst().orElseThrow().generation();
    }

    private static Subscription subscription(Projection projection) {
        return new Subscription(projection, Subscription.Setting.of(STORE.store(), "test"));
    }
}
