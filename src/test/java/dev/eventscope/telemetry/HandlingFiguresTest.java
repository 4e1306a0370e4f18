package dev.eventscope.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// What the reader tells of handling times, held against sums and ranks of the very times.
class HandlingFiguresTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
    private static final double[] SHARES = {0.5, 0.9, 0.99};

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private record Once(HandlingKey key, long us, boolean failed, Instant at) {}

    @Test
    void a_bucket_holds_its_value_and_is_at_most_a_sixteenth_of_it_wide() {
        Random random = Trials.of("buckets", 1, 1).random();
        for (int i = 0; i < 100_000; i++) {
            long us = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            int bucket = Buckets.of(us);

            assertThat(Buckets.from(bucket)).isLessThanOrEqualTo(us);
            if (bucket < 959) {
                assertThat(Buckets.from(bucket + 1)).isGreaterThan(us);
                assertThat(Buckets.from(bucket + 1) - Buckets.from(bucket))
                        .isLessThanOrEqualTo(Math.max(1, Buckets.from(bucket) / 16));
            }
        }
        assertThat(Buckets.of(Long.MAX_VALUE)).isEqualTo(959);
    }

    @Test
    void figures_of_several_processes_are_what_their_times_come_to() {
        Trials trials = Trials.of("handling figures", 20, 2_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            List<Once> all = handlings(random);
            STORE.execute("truncate eventscope.handling cascade");

            for (int process = 0; process < 3; process++) {
                write(all.subList(all.size() * process / 3, all.size() * (process + 1) / 3));
            }

            TelemetryReader reader = new TelemetryReader(STORE.database());
            Map<String, List<Once>> byType = new HashMap<>();
            all.stream().filter(once -> once.key().operation() != Operation.PUBLISH)
                    .forEach(once -> byType.computeIfAbsent(once.key().eventType(), _ -> new ArrayList<>()).add(once));
            Map<String, HandlingFigures> types = reader.types();
            assertThat(types).as(trials + ", trial " + trial).containsOnlyKeys(byType.keySet());
            byType.forEach((type, handlings) -> check(types.get(type), handlings));
            Map<HandlingKey, List<Once>> byKey = new HashMap<>();
            all.forEach(once -> byKey.computeIfAbsent(once.key(), _ -> new ArrayList<>()).add(once));
            Map<HandlingKey, HandlingFigures> handlers = reader.handlers();
            assertThat(handlers).containsOnlyKeys(byKey.keySet());
            byKey.forEach((key, handlings) -> check(handlers.get(key), handlings));
        }
    }

    private static void check(HandlingFigures figures, List<Once> handlings) {
        List<Long> times = handlings.stream().map(Once::us).sorted().toList();
        assertThat(figures.count()).isEqualTo(times.size());
        assertThat(figures.meanUs()).isEqualTo(times.stream().mapToLong(Long::longValue).average().orElseThrow());
        assertThat(figures.errorRate())
                .isEqualTo((double) handlings.stream().filter(Once::failed).count() / handlings.size());
        assertThat(figures.lastAt())
                .isEqualTo(handlings.stream().map(Once::at).max(Instant::compareTo).orElseThrow());
        for (double share : SHARES) {
            long exact = times.get((int) Math.ceil(share * times.size()) - 1);
            assertThat(figures.percentileUs(share)).isCloseTo(exact, Offset.offset(Math.max(0.5, exact / 32.0)));
        }
        assertThat(figures.below(1_024)).isEqualTo(times.stream().filter(us -> us < 1_024).count());
    }

    private static List<Once> handlings(Random random) {
        List<Once> all = new ArrayList<>();
        for (int i = 0; i < 30 + random.nextInt(300); i++) {
            HandlingKey key = new HandlingKey("T" + random.nextInt(3), Operation.values()[1 + random.nextInt(3)],
                    "handler-" + random.nextInt(2));
            all.add(new Once(key, (long) Math.exp(random.nextDouble() * 18), random.nextInt(10) == 0,
                    START.plusMillis(random.nextInt(1_000_000))));
        }
        return all;
    }

    private static void write(List<Once> handlings) {
        HandlingCounts counts = new HandlingCounts();
        handlings.forEach(once -> counts.add(once.key(), HandlingFigures.once(once.us(), once.failed(), once.at())));
        Map<HandlingKey, HandlingFigures> taken = counts.take();
        STORE.database().write(tx -> {
            HandlingRows.write(tx, taken);
            return null;
        });
    }
}
