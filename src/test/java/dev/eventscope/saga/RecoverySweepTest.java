package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T22 of the promises: a step has one owner, also while a sweep takes it from a runner that lives.
class RecoverySweepTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int LONGEST_MS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SagaBench bench = new SagaBench(STORE);
    private final SagaDefinition saga = new SagaDefinition("owned", List.of(new StepDefinition("work",
            Effect.IDEMPOTENT, RetryPolicy.doubling(3, Duration.ofMillis(2)), _ -> {}, null)));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void t22_each_attempt_has_one_owner_and_one_outcome() throws Exception {
        Trials trials = Trials.of("T22", 200, 20_000);
        int swept = run(trials.count(), trials.random(), Outcomes::record);

        System.out.println("T22: " + swept + " of " + trials.count() + " leases were swept from a live runner");
        assertThat(swept).as("sweeps that were in time").isBetween(trials.count() / 20, trials.count() * 19 / 20);
    }

    @Test
    void t22_catches_an_outcome_that_is_recorded_whatever_its_token() {
        assertThatThrownBy(() -> run(200, new Random(22), CarelessOutcomes::record)).isInstanceOf(AssertionError.class);
    }

    /// How the live runner records.
    private interface Recording {
        boolean record(Tx tx, StepLease lease, StepResult result);
    }

    private int run(int trials, Random random, Recording recording) throws Exception {
        int swept = 0;
        for (int trial = 0; trial < trials; trial++) {
            swept += race(random, recording, "trial " + trial);
        }
        return swept;
    }

    /// A runner with a short lease records its outcome, in every second trial after it has renewed the lease, while another
    /// one sweeps, takes over and records too. Answers 1 where the sweep was first.
    private int race(Random random, Recording recording, String trial) throws Exception {
        String id = bench.start(saga);
        Leases own = bench.leases("live", Duration.ofMillis(1 + random.nextInt(LONGEST_MS)), saga);
        StepLease lease = own.take().orElseThrow();
        long workNanos = random.nextInt(LONGEST_MS * 1_000_000);
        boolean renews = random.nextBoolean();
        boolean counted;
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            Future<Boolean> live = executor.submit(() -> {
                LockSupport.parkNanos(workNanos);
                if (renews) {
                    own.beat(List.of(lease));
                }
                return bench.database().write(tx -> recording.record(tx, lease, SagaBench.SUCCEEDED));
            });
            takeOver(id, trial);
            counted = live.get();
        }

        check(id, counted, trial);
        return counted ? 0 : 1;
    }

    private void takeOver(String id, String trial) {
        Leases leases = bench.leases("sweeper", Duration.ofSeconds(30), saga);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (bench.find(id).status() != SagaStatus.COMPLETED) {
            assertThat(System.nanoTime()).as("%s: the saga comes to its end", trial).isLessThan(end);
            bench.sweep(saga);
            leases.take().ifPresent(lease -> bench.record(lease, SagaBench.SUCCEEDED));
        }
    }

    private void check(String id, boolean counted, String trial) {
        List<SagaAttempt> attempts = bench.find(id).step(1).orElseThrow().attempts();
        SagaAttempt first = attempts.getFirst();
        Map<String, Long> ends = bench.types(id).stream()
                .filter(type -> type.equals("StepSucceeded") || type.equals("StepUnknown"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counted).as(trial).isEqualTo(attempts.size() == 1);
        assertThat(tokens(id)).as(trial).doesNotHaveDuplicates().isSorted().hasSize(attempts.size());
        assertThat(ends).as(trial).isEqualTo(counted
                ? Map.of("StepSucceeded", 1L)
                : Map.of("StepSucceeded", 1L, "StepUnknown", 1L));
        assertThat(first.status()).as(trial).isEqualTo(counted ? StepStatus.SUCCEEDED : StepStatus.UNKNOWN);
        assertThat(first.lateResult()).as(trial).isEqualTo(counted ? null : "succeeded");
        assertThat(bench.find(id).status()).as(trial).isEqualTo(SagaStatus.COMPLETED);
    }

    private List<Long> tokens(String id) {
        return bench.database().read(tx -> tx.query(
                "select token from eventscope.saga_attempt where saga_id = ? order by attempt",
                row -> row.longValue("token"), id));
    }
}
