package dev.eventscope.projection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Several processes run one subscription: one owns it at a time, another takes over when it is gone.
class OneOwnerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Subscription.Timing QUICK = new Subscription.Timing(Duration.ofMillis(20),
            Duration.ofSeconds(1), RetryPolicy.USUAL);

    @TempDir
    static Path temporary;

    @Test
    void of_two_one_works_and_the_other_takes_over_at_once_when_it_is_closed() {
        Ledger ledger = Ledger.of(STORE.database(), "two");
        Ledger.append(STORE.database(), "two-a", 3);
        try (Subscription second = subscription(ledger, "second")) {
            try (Subscription first = subscription(ledger, "first")) {
                long byFirst = first.catchUp();
                Ledger.append(STORE.database(), "two-a", 2);
                long bySecond = second.catchUp();

                assertThat(List.of(byFirst, bySecond)).containsExactly(3L, 0L);
                assertThat(owner("two")).isEqualTo("first");
            }
            long afterClose = second.catchUp();

            assertThat(afterClose).isEqualTo(2);
            assertThat(owner("two")).isEqualTo("second");
            assertThat(ledger.effects(1)).isEqualTo(Map.of("two-a", Ledger.upTo(5)));
        }
    }

    @Test
    void owners_killed_and_frozen_under_appends_lose_nothing_and_do_nothing_twice() throws Exception {
        Ledger ledger = Ledger.of(STORE.database(), "kill");
        AtomicBoolean stop = new AtomicBoolean();
        int[] appended = {0};
        try (ExecutorService executor = Executors.newCachedThreadPool();
                ChildProcess one = child(1);
                ChildProcess two = child(2)) {
            one.await("started");
            two.await("started");
            Map<String, ChildProcess> children = Map.of("child-" + one.pid(), one, "child-" + two.pid(), two);
            Future<?> appending = executor.submit(() -> {
                while (!stop.get()) {
                    Ledger.append(STORE.database(), "kill-" + appended[0]++ % 5, 1);
                }
            });
            String frozen;
            String successor;
            try {
                frozen = awaitProgress(ledger, null);
                ChildProcess victim = Objects.requireNonNull(children.get(frozen));
                victim.freeze();
                successor = awaitProgress(ledger, frozen);
                victim.thaw();
                awaitProgress(ledger, frozen);
                Objects.requireNonNull(children.get(successor)).kill();
                awaitProgress(ledger, successor);
            } finally {
                stop.set(true);
            }
            appending.get();

            await("everything is delivered").atMost(PATIENCE).until(() -> ledger.count(1) >= appended[0]);
            assertThat(successor).isNotEqualTo(frozen);
            assertThat(ledger.effects(1)).hasSize(5).allSatisfy((_, versions) -> assertThat(versions)
                    .isEqualTo(Ledger.upTo(versions.size())));
            assertThat(ledger.count(1)).isEqualTo(appended[0]);
        }
    }

    @Test
    void what_an_owner_does_after_it_was_taken_over_is_rolled_back() {
        Late late = new Late("late");

        assertThatThrownBy(() -> late.run(SubscriptionLease::hold)).isInstanceOf(LeaseLost.class);

        assertThat(late.position()).isEqualTo(late.newest());
    }

    @Test
    void an_owner_that_does_not_look_at_its_token_is_caught() {
        Late late = new Late("unfenced");

        late.run((_, _) -> {});

        assertThat(late.position()).as("the seeded bug: the checkpoint went back").isLessThan(late.newest());
    }

    /// An owner that stood still from before it read its page until another one was done.
    private static final class Late {
        private final Ledger ledger;
        private final String name;

        Late(String name) {
            this.name = name;
            this.ledger = Ledger.of(STORE.database(), name);
            Ledger.append(STORE.database(), name + "-a", 5);
        }

        void run(java.util.function.BiConsumer<SubscriptionLease, Tx> check) {
            Generations generations = new Generations(STORE.database(), ledger.projection());
            generations.register("store");
            SubscriptionLease stale = SubscriptionLease.take(STORE.database(), name, "late", Duration.ZERO)
                    .orElseThrow();
            List<RecordedEvent> page = events().subList(0, 2);
            try (Subscription other = subscription(ledger, "other")) {
                other.catchUp();
                Generation live = generations.read().getFirst();
                new Delivery(new Delivery.Setting(STORE.database(), ledger.projection(), RetryPolicy.USUAL,
                        Telemetry.none()), live, fence(tx -> check.accept(stale, tx), generations, live)).deliver(page);
            }
        }

        long newest() {
            return events().getLast().header().order().position();
        }

        long position() {
            return new Generations(STORE.database(), ledger.projection()).read().getFirst().checkpoint().position();
        }

        private List<RecordedEvent> events() {
            return STORE.reader().readEvents(EventQuery.forward(EventScope.category(name), 100));
        }

        private static Fence fence(java.util.function.Consumer<Tx> hold, Generations generations, Generation live) {
            dev.eventscope.store.log.StoreEpoch epoch = dev.eventscope.store.log.StoreEpoch.read(STORE.database());
            return new Fence() {
                @Override
                public void hold(Tx tx) {
                    hold.accept(tx);
                }

                @Override
                public void delivered(Tx tx, RecordedEvent last) {
                    generations.move(tx, live.handler(), last, epoch);
                }
            };
        }
    }

    /// Answers who owns the subscription once it gets on, and is not the one who must not.
    private static String awaitProgress(Ledger ledger, String not) {
        long before = ledger.count(1);
        await("somebody else gets on").atMost(PATIENCE).until(() -> {
            String owner = owner("kill");
            return ledger.count(1) > before && owner != null && !owner.equals(not);
        });
        return owner("kill");
    }

    private static ChildProcess child(int no) {
        return ChildProcess.start(temporary.resolve("owner-" + no + ".log"), OwnerMain.class,
                Integer.toString(STORE.spec().port()), STORE.spec().database(), "kill");
    }

    private static String owner(String name) {
        return new ProjectionReader(STORE.database()).readAll().stream()
                .filter(status -> status.name().equals(name)).findFirst().map(ProjectionStatus::owner).orElse(null);
    }

    private static Subscription subscription(Ledger ledger, String owner) {
        return new Subscription(ledger.projection(), Subscription.Setting.of(STORE.store(), owner), QUICK);
    }
}
