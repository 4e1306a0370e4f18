package dev.eventscope.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T18 of the promises: a handler takes effect once, whatever a feed does.
///
/// The seeded bug is the inbox of many a textbook: a set in memory, which a crash empties.
class ExactlyOnceTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1));

    /// Whatever a process dies of; nobody catches it.
    private static final class Crash extends Error {}

    /// Who takes deliveries; a crash takes its memory.
    private interface Receiver {
        void deliver(List<RecordedEvent> events);

        void crash();
    }

    private static final class OursIsDurable implements Receiver {
        private final Projection projection;
        private final Generation generation;

        OursIsDurable(Projection projection) {
            this.projection = projection;
            Generations generations = new Generations(STORE.database(), projection);
            generations.register("kafka");
            this.generation = generations.read().getFirst();
        }

        @Override
        public void deliver(List<RecordedEvent> events) {
            Delivery delivery = new Delivery(
                    new Delivery.Setting(STORE.database(), projection, POLICY, Telemetry.none()), generation,
                    new Unfenced());
            delivery.deliver(events);
            delivery.retryDue(1_000);
        }

        @Override
        public void crash() {
            // nothing is remembered here
        }
    }

    private static final class Unfenced implements Fence {
        @Override
        public void hold(Tx tx) {}

        @Override
        public void delivered(Tx tx, RecordedEvent last) {}
    }

    private static final class SetInMemory implements Receiver {
        private final EventHandler handler;
        private final Set<String> processed = new HashSet<>();

        SetInMemory(EventHandler handler) {
            this.handler = handler;
        }

        @Override
        public void deliver(List<RecordedEvent> events) {
            for (RecordedEvent event : events) {
                if (!processed.contains(event.id())) {
                    STORE.database().write(tx -> {
                        handler.handle(tx, event);
                        return null;
                    });
                    processed.add(event.id());
                }
            }
        }

        @Override
        public void crash() {
            processed.clear();
        }
    }

    @Test
    void t18_each_event_takes_effect_once_and_in_order() {
        Trials trials = Trials.of("T18", 500, 50_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            String name = "ours" + trial;
            CrashPlan plan = new CrashPlan(random);
            Ledger ledger = new Ledger(STORE.database(), name, plan);

            Map<String, List<Long>> expected = run(name, plan, random, new OursIsDurable(ledger.projection()));

            assertThat(ledger.effects(1)).as(trials + ", trial " + trial).isEqualTo(expected);
        }
    }

    @Test
    void t18_a_set_in_memory_is_caught() {
        Trials trials = Trials.of("T18 seeded bug", 20, 20);
        Random random = trials.random();
        int wrong = 0;
        for (int trial = 0; trial < trials.count(); trial++) {
            String name = "theirs" + trial;
            CrashPlan plan = new CrashPlan(random);
            Ledger ledger = new Ledger(STORE.database(), name, plan);
            Map<String, List<Long>> expected = run(name, plan, random, new SetInMemory(ledger.generation(1)));
            wrong += ledger.effects(1).equals(expected) ? 0 : 1;
        }

        assertThat(wrong).as("the seeded bug is caught").isGreaterThan(trials.count() / 2);
    }

    @Test
    void t18_a_gap_raises_an_alarm_and_heals_when_the_event_comes() {
        Ledger ledger = Ledger.of(STORE.database(), "gap");
        Ledger.append(STORE.database(), "gap-a", 4);
        Ledger.append(STORE.database(), "gap-b", 2);
        List<RecordedEvent> all = events("gap");
        List<RecordedEvent> lacking = all.stream().filter(event -> !isSecondOfA(event)).toList();
        OursIsDurable ours = new OursIsDurable(ledger.projection());

        ours.deliver(lacking);
        List<BlockedStream> alarms = alarms("gap");
        Map<String, List<Long>> while_it_lacks = ledger.effects(1);
        ours.deliver(all.stream().filter(ExactlyOnceTest::isSecondOfA).toList());

        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.stream().name()).isEqualTo("gap-a");
            assertThat(alarm.reason()).isEqualTo(BlockedStream.Reason.GAP);
            assertThat(alarm.waiting()).isEqualTo(2);
            assertThat(alarm.errorMessage()).isEqualTo("version 2 was expected and has not come");
        });
        assertThat(while_it_lacks).isEqualTo(Map.of("gap-a", List.of(1L), "gap-b", List.of(1L, 2L)));
        assertThat(alarms("gap")).isEmpty();
        assertThat(ledger.effects(1)).isEqualTo(Map.of("gap-a", Ledger.upTo(4), "gap-b", Ledger.upTo(2)));
    }

    @Test
    void t18_a_handler_that_does_not_look_at_versions_is_caught() {
        Ledger ledger = Ledger.of(STORE.database(), "unseen");
        Ledger.append(STORE.database(), "unseen-a", 4);
        Projection blind = Projection.readModel("unseen", EventScope.type("Happened"), ledger);

        new OursIsDurable(blind).deliver(events("unseen").stream().filter(event -> version(event) != 2).toList());

        assertThat(alarms("unseen")).as("the seeded bug: no alarm").isEmpty();
        assertThat(ledger.effects(1)).isEqualTo(Map.of("unseen-a", List.of(1L, 3L, 4L)));
    }

    /// Crashes before the commit, in the middle of a batch, when it is armed.
    private static final class CrashPlan implements java.util.function.BiConsumer<Tx, RecordedEvent> {
        private final Random random;
        private int eventsLeft = -1;

        CrashPlan(Random random) {
            this.random = random;
        }

        void arm(int events) {
            eventsLeft = random.nextInt(events);
        }

        @Override
        public void accept(Tx tx, RecordedEvent event) {
            if (eventsLeft-- == 0) {
                throw new Crash();
            }
        }
    }

    /// Each event five times, in any order, some batches cut by a crash; then everything again from the beginning.
    private static Map<String, List<Long>> run(String name, CrashPlan plan, Random random, Receiver receiver) {
        Map<String, List<Long>> expected = new java.util.HashMap<>();
        for (String stream : List.of(name + "-a", name + "-b")) {
            int events = 1 + random.nextInt(3);
            Ledger.append(STORE.database(), stream, events);
            expected.put(stream, Ledger.upTo(events));
        }
        List<RecordedEvent> events = events(name);
        List<RecordedEvent> deliveries = new ArrayList<>();
        for (int copy = 0; copy < 5; copy++) {
            deliveries.addAll(events);
        }
        Collections.shuffle(deliveries, random);
        for (int from = 0; from < deliveries.size();) {
            int to = Math.min(deliveries.size(), from + 1 + random.nextInt(12));
            deliver(deliveries.subList(from, to), plan, random, receiver);
            from = to;
        }
        receiver.deliver(events);
        return expected;
    }

    private static void deliver(List<RecordedEvent> batch, CrashPlan plan, Random random, Receiver receiver) {
        switch (random.nextInt(4)) {
            case 0 -> { // before the commit
                plan.arm(batch.size());
                try {
                    receiver.deliver(batch);
                } catch (Crash crash) {
                    receiver.crash();
                }
                plan.eventsLeft = -1;
                receiver.deliver(batch);
            }
            case 1 -> { // after the commit, before the feed knows
                receiver.deliver(batch);
                receiver.crash();
                receiver.deliver(batch);
            }
            default -> receiver.deliver(batch);
        }
    }

    private static List<RecordedEvent> events(String category) {
        return STORE.reader().readEvents(EventQuery.forward(EventScope.category(category), 1_000));
    }

    private static List<BlockedStream> alarms(String subscription) {
        return new ProjectionReader(STORE.database()).readBlocked(subscription, 10);
    }

    private static boolean isSecondOfA(RecordedEvent event) {
        return event.stream().name().equals("gap-a") && version(event) == 2;
    }

    private static long version(RecordedEvent event) {
        return Intake.version(event);
    }
}
