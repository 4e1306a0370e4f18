package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Time-outs, waits, open outcomes, and how a runner stops.
class TimersTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration SOON = Duration.ofMillis(300);
    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final String type = "w" + TYPES.incrementAndGet();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void waits_double_and_are_spread_by_the_random_that_is_given() {
        RetryPolicy policy = RetryPolicy.doubling(9, Duration.ofSeconds(1));

        List<Duration> waits = waits(policy, new Random(1));

        assertThat(waits(policy, new Random(1))).isEqualTo(waits).isNotEqualTo(waits(policy, new Random(2)));
        assertThat(IntStream.range(0, 4)).allSatisfy(i -> assertThat(waits.get(i))
                .isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i)));
        assertThat(waits(policy.withJitter(0), new Random(1))).containsExactly(Duration.ofSeconds(1),
                Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(RetryPolicy.doubling(99, Duration.ofSeconds(1)).withJitter(0).delayAfter(60, new Random(1)))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_step_that_takes_too_long_is_interrupted_and_its_outcome_is_open() {
        CountDownLatch interrupted = new CountDownLatch(1);
        SagaDefinition saga = one(Effect.UNSAFE, SOON);
        String id = bench.start(saga);
        bench.when(id, "pay", _ -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });
        bench.run(saga);

        SagaInstance failed = bench.awaitStatus(id, SagaStatus.FAILED);

        assertThat(failed.step(1).orElseThrow().error())
                .isEqualTo(new StepError("StepTimedOut", "the step took longer than it may"));
        assertThat(failed.step(1).orElseThrow().status()).isEqualTo(StepStatus.UNKNOWN);
        await("the action was interrupted").until(() -> interrupted.getCount() == 0);
        assertThat(bench.types(id)).startsWith("SagaStarted", "StepStarted", "StepUnknown", "SagaFailed");
    }

    @Test
    void an_attempt_that_was_taken_over_says_that_its_lease_had_expired() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        SagaDefinition saga = one(Effect.UNSAFE, null);
        String id = bench.start(saga);
        bench.when(id, "pay", _ -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        bench.run(saga);
        begun.await();

        await("another one takes it over").pollInterval(Duration.ofMillis(5)).until(() -> {
            STORE.execute(
                    "update eventscope.saga_step set lease_until = now() - interval '1 s' where status = 'running'");
            bench.sweep(saga);
            return bench.find(id).status() == SagaStatus.FAILED;
        });

        await("its runner has given it up").until(() -> attempt(id).lateResult() != null);
        assertThat(attempt(id).lateResult())
                .isEqualTo("unknown: LeaseExpired: runner test-runner stopped while the step ran");
        assertThat(bench.types(id)).endsWith("StepUnknown", "SagaFailed", "StepAnsweredLate");
    }

    private SagaAttempt attempt(String id) {
        return bench.find(id).step(1).orElseThrow().attempts().getFirst();
    }

    @Test
    void a_saga_that_takes_too_long_fails_at_its_next_step_and_is_seen_in_its_group() {
        SagaDefinition saga = new SagaDefinition(type,
                List.of(new StepDefinition("pay", Effect.IDEMPOTENT,
                        RetryPolicy.doubling(9, Duration.ofMinutes(10)).withJitter(0), _ -> {
                            throw new StepFailed("Busy", "come again", true);
                        }, null)))
                .within(SOON);
        String id = bench.start(saga);
        bench.run(saga);

        SagaInstance failed = bench.awaitStatus(id, SagaStatus.FAILED);

        assertThat(failed.failedStep().orElseThrow().error().errorClass()).isEqualTo("SagaTimedOut");
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepFailed", "SagaTimedOut",
                "SagaFailed");
        assertThat(bench.isCausedInOrder(id)).isTrue();
        assertThat(bench.reader().groups()).anySatisfy(group -> {
            assertThat(group.type()).isEqualTo(type);
            assertThat(group.errorClass()).isEqualTo("SagaTimedOut");
        });
    }

    @Test
    void a_saga_without_a_runner_in_its_time_is_compensated_where_that_is_its_policy() {
        SagaDefinition saga = one(Effect.IDEMPOTENT, null).compensating().within(Duration.ofMillis(1));
        String id = bench.start(saga);
        STORE.execute(
                "update eventscope.saga_step set due_at = due_at + interval '1 hour' where saga_id = '" + id + "'");
        bench.run(saga);

        bench.awaitStatus(id, SagaStatus.COMPENSATED);

        assertThat(bench.types(id)).containsExactly("SagaStarted", "SagaTimedOut", "CompensationStarted",
                "SagaCompensated");
    }

    @Test
    void an_open_outcome_is_asked_for_where_the_other_side_can_tell() {
        for (StepAnswer answer : StepAnswer.values()) {
            AtomicInteger runs = new AtomicInteger();
            SagaDefinition saga = new SagaDefinition(type + answer.code().charAt(0) + answer.code().length(),
                    List.of(new StepDefinition("pay", Effect.QUERYABLE, RetryPolicy.never(),
                            _ -> runs.incrementAndGet(),
                            null).askedBy(_ -> answer)));
            String id = bench.start(saga);
            bench.leases("dies", Duration.ZERO, saga).take();
            try (SagaRunner _ = bench.newRunner("asks", SagaBench.TIMING, saga)) {
                SagaStatus expected = answer == StepAnswer.NOT_KNOWN ? SagaStatus.FAILED : SagaStatus.COMPLETED;
                SagaInstance saw = bench.awaitStatus(id, expected);

                assertThat(runs).as(answer.code()).hasValue(answer == StepAnswer.DID_NOT_HAPPEN ? 1 : 0);
                assertThat(saw.step(1).orElseThrow().attempts()).hasSize(2);
                assertThat(bench.types(id)).startsWith("SagaStarted", "StepStarted", "StepUnknown", "StepStarted",
                        answer == StepAnswer.NOT_KNOWN ? "StepUnknown" : "StepSucceeded");
            }
        }
    }

    @Test
    void a_runner_that_is_stopped_waits_for_its_steps() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SagaDefinition saga = one(Effect.UNSAFE, null);
        String id = bench.start(saga);
        bench.when(id, "pay", _ -> {
            runs.countDown();
            go.await();
        });
        SagaRunner runner = bench.newRunner("stops", SagaBench.TIMING, saga);
        runs.await();
        Thread closer = Thread.startVirtualThread(runner::close);
        go.countDown();
        closer.join();

        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void a_step_that_does_not_end_in_time_is_handed_back_and_taken_by_another_runner_at_once() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        SagaDefinition saga = one(Effect.IDEMPOTENT, null);
        String id = bench.start(saga);
        bench.when(id, "pay", context -> {
            if (context.attempt() == 1) {
                runs.countDown();
                new CountDownLatch(1).await();
            }
        });
        SagaRunner stopped = bench.newRunner("stops", new SagaRunner.Timing(Duration.ofMillis(20),
                Duration.ofMillis(50), Duration.ofMinutes(10), Duration.ofMillis(100)), saga);
        runs.await();

        stopped.close();
        SagaStep handedBack = bench.find(id).step(1).orElseThrow();
        bench.run(saga);
        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPLETED);

        assertThat(handedBack.leasedUntil()).isNull();
        assertThat(handedBack.error().errorClass()).isEqualTo("RunnerStopped");
        assertThat(done.step(1).orElseThrow().attempts()).extracting(SagaAttempt::runner).containsExactly("stops",
                "test-runner");
    }

    @Test
    void what_stands_round_the_steps_sees_each_of_them_and_what_undoes_them() {
        List<String> seen = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        SagaDefinition saga = new SagaDefinition(type, bench.undoable(type, Effect.IDEMPOTENT, "a", "b").steps())
                .compensating();
        String id = bench.start(saga);
        bench.when(id, "b", _ -> {
            throw new StepFailed("No", "no", false);
        });
        RunnerSetting setting = RunnerSetting.of("seen", Clock.systemUTC()).withAround((context, action) -> {
            seen.add((context.compensating() ? "undo " : "") + context.step());
            action.run(context);
        });
        try (SagaRunner _ = bench.newRunner(setting, SagaBench.TIMING, saga)) {
            bench.awaitStatus(id, SagaStatus.COMPENSATED);
        }

        assertThat(seen).containsExactly("a", "b", "undo a");
    }

    private SagaDefinition one(Effect effect, @org.jspecify.annotations.Nullable Duration timeout) {
        SagaDefinition saga = bench.undoable(type, effect, "pay");
        return timeout == null
                ? saga
                : new SagaDefinition(type, saga.steps().stream().map(step -> step.within(timeout)).toList());
    }

    private static List<Duration> waits(RetryPolicy policy, Random random) {
        return IntStream.rangeClosed(1, 4).mapToObj(failures -> policy.delayAfter(failures, random)).toList();
    }
}
