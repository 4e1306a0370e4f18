package dev.eventscope.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// T19 of the promises: an event that a handler fails on is parked with its cause, and others flow.
///
/// The seeded bug is the handler that catches what it cannot handle and goes on.
class PoisonTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int STREAMS = 100;
    private static final int EVENTS = 20;
    private static final Subscription.Timing QUICK = new Subscription.Timing(Duration.ofMillis(20),
            Duration.ofSeconds(10), new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5)));

    private final AtomicBoolean mended = new AtomicBoolean();

    @Test
    void t19_each_poison_event_is_parked_with_its_cause_and_others_flow() {
        Trials trials = Trials.of("T19", 1, 20);
        for (int trial = 0; trial < trials.count(); trial++) {
            String name = "poison" + trial;
            Map<String, Long> poison = choose(name, trials.random());
            Ledger ledger = new Ledger(STORE.database(), name, failingOn(poison));
            try (Subscription subscription = subscription(ledger)) {
                awaitParked(subscription, name);

                assertThat(parked(name)).as(trials.toString()).isEqualTo(causes(name, poison));
                assertThat(ledger.effects(1)).as(trials.toString()).isEqualTo(expected(name, poison));
            }
        }
    }

    @Test
    void t19_a_handler_that_swallows_what_it_cannot_handle_is_caught() {
        Map<String, Long> poison = choose("swallow", new Random(19));
        Ledger ledger = new Ledger(STORE.database(), "swallow", (_, _) -> {});
        EventHandler real = ledger.generation(1);
        EventHandler swallowing = (tx, event) -> {
            if (!isPoison(poison, event)) {
                real.handle(tx, event);
            }
        };
        Projection projection = Projection.handler("swallow", ledger.projection().scope(), swallowing);
        try (Subscription subscription = new Subscription(projection, setting(), QUICK)) {
            subscription.catchUp();

            assertThat(parked("swallow")).as("the seeded bug").isNotEqualTo(causes("swallow", poison));
            assertThat(ledger.effects(1)).isNotEqualTo(expected("swallow", poison));
        }
    }

    @Test
    void t19_an_event_that_ends_the_handler_with_an_error_is_parked_too() {
        Ledger.append(STORE.database(), "error-a", 3);
        Ledger.append(STORE.database(), "error-b", 2);
        Ledger ledger = new Ledger(STORE.database(), "error", (_, event) -> {
            if (isPoison(Map.of("error-a", 2L), event)) {
                throw new StackOverflowError();
            }
        });
        try (Subscription subscription = subscription(ledger)) {
            awaitParked(subscription, "error");

            assertThat(parked("error"))
                    .isEqualTo(Map.of("error-a", "2 3 StackOverflowError: it gives no reason, 2 wait"));
            assertThat(ledger.effects(1)).isEqualTo(Map.of("error-a", List.of(1L), "error-b", Ledger.upTo(2)));
        }
    }

    @Test
    void an_operator_releases_what_is_mended_and_skips_what_never_will_be() {
        Ledger.append(STORE.database(), "act-a", 4);
        Ledger.append(STORE.database(), "act-b", 3);
        Map<String, Long> poison = Map.of("act-a", 2L, "act-b", 1L);
        Ledger ledger = new Ledger(STORE.database(), "act", failingOn(poison));
        try (Subscription subscription = subscription(ledger)) {
            awaitParked(subscription, "act");
            Interventions interventions = new Interventions(STORE.database());
            BlockedStream a = blocked("act", "act-a");
            BlockedStream b = blocked("act", "act-b");

            UUID skip = UUID.randomUUID();
            interventions.request(Intervention.skip(skip, b, "it never happened", "ines"));
            interventions.request(Intervention.skip(skip, b, "it never happened", "ines"));
            subscription.catchUp();
            assertThatThrownBy(() -> interventions.request(Intervention.skip(UUID.randomUUID(), b, "again", "ole")))
                    .isInstanceOf(InterventionRefused.class).hasMessageContaining("is not blocked any more");
            mended.set(true);
            interventions.request(Intervention.release(UUID.randomUUID(), a, "mended", "ines"));
            subscription.catchUp();

            assertThat(ledger.effects(1)).isEqualTo(Map.of("act-a", Ledger.upTo(4), "act-b", List.of(2L, 3L)));
            assertThat(new ProjectionReader(STORE.database()).readBlocked("act", 10)).isEmpty();
            assertThat(audit("act#1 act-b")).containsExactly("skip true", "skip false");
        }
    }

    private void awaitParked(Subscription subscription, String name) {
        await("what fails is parked").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(() -> {
            subscription.catchUp();
            return new ProjectionReader(STORE.database()).readBlocked(name, 1_000).stream()
                    .allMatch(stream -> stream.state() == BlockedStream.State.PARKED);
        });
    }

    private Subscription subscription(Ledger ledger) {
        return new Subscription(ledger.projection(), setting(), QUICK);
    }

    private static Subscription.Setting setting() {
        return Subscription.Setting.of(STORE.store(), "test");
    }

    /// One event of a hundred, in a stream of its own.
    private static Map<String, Long> choose(String name, Random random) {
        Map<String, Long> poison = new HashMap<>();
        for (int i = 0; i < STREAMS; i++) {
            String stream = name + "-" + i;
            Ledger.append(STORE.database(), stream, EVENTS);
            if (i % 5 == 0) {
                poison.put(stream, 1L + random.nextInt(EVENTS));
            }
        }
        return poison;
    }

    private java.util.function.BiConsumer<Tx, RecordedEvent> failingOn(Map<String, Long> poison) {
        return (tx, event) -> {
            if (isPoison(poison, event) && !mended.get()) {
                if (Intake.version(event) % 2 == 0) {
                    tx.query("select 1 / 0 as n", row -> row.intValue("n"));
                }
                throw new IllegalArgumentException("cannot be handled: version " + Intake.version(event));
            }
        };
    }

    private static boolean isPoison(Map<String, Long> poison, RecordedEvent event) {
        return event.header().version() != null
                && event.header().version().equals(poison.get(event.stream().name()));
    }

    private static Map<String, String> parked(String name) {
        Map<String, String> parked = new HashMap<>();
        for (BlockedStream stream : new ProjectionReader(STORE.database()).readBlocked(name, 1_000)) {
            parked.put(stream.stream().name(), stream.version() + " " + stream.attempts() + " " + stream.errorClass()
                    + ": " + stream.errorMessage() + ", " + stream.waiting() + " wait");
        }
        return parked;
    }

    private static Map<String, String> causes(String name, Map<String, Long> poison) {
        Map<String, String> causes = new HashMap<>();
        poison.forEach((stream, version) -> causes.put(stream, version + " 3 "
                + (version % 2 == 0
                        ? "StatementRefused: division by zero"
                        : "IllegalArgumentException: cannot be handled: version " + version)
                + ", " + (EVENTS - version + 1) + " wait"));
        assertThat(causes).as(name).hasSize(STREAMS / 5);
        return causes;
    }

    private static Map<String, List<Long>> expected(String name, Map<String, Long> poison) {
        Map<String, List<Long>> expected = new HashMap<>();
        for (int i = 0; i < STREAMS; i++) {
            String stream = name + "-" + i;
            long last = poison.containsKey(stream) ? poison.get(stream) - 1 : EVENTS;
            if (last > 0) {
                expected.put(stream, Ledger.upTo(last));
            }
        }
        return expected;
    }

    private static BlockedStream blocked(String subscription, String stream) {
        return new ProjectionReader(STORE.database()).readBlocked(subscription, 10).stream()
                .filter(found -> found.stream().name().equals(stream)).findFirst().orElseThrow();
    }

    private static List<String> audit(String target) {
        return STORE.database().read(tx -> tx.query("""
                select action || ' ' || accepted as line from eventscope.operator_action
                where target = ? order by action_no""", row -> row.string("line"), target));
    }
}
