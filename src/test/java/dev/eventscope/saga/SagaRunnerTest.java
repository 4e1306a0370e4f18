package dev.eventscope.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SagaRunnerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final String type = "t" + TYPES.incrementAndGet();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void steps_run_one_after_the_other_and_every_transition_is_an_event_with_its_cause() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "cache", "git");
        String id = bench.start(saga);
        bench.when(id, "cache", context -> ran.add(context.idempotencyKey()));
        bench.when(id, "git", context -> ran.add(context.idempotencyKey()));
        bench.run(saga);

        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPLETED);

        assertThat(ran).containsExactly(id + "/1", id + "/2");
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepSucceeded", "StepStarted",
                "StepSucceeded", "SagaCompleted");
        assertThat(eachCausedByTheOneBefore(id)).isTrue();
        assertThat(done.version()).isEqualTo(6);
        assertThat(done.steps()).extracting(SagaStep::status).containsExactly(StepStatus.SUCCEEDED,
                StepStatus.SUCCEEDED);
    }

    @Test
    void a_saga_is_started_once_whoever_asks_again() {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "cache");
        String id = type + "-" + UUID.randomUUID();

        List<Boolean> started = List.of(bench.start(saga, id), bench.start(saga, id));

        assertThat(started).containsExactly(true, false);
        assertThat(bench.types(id)).containsExactly("SagaStarted");
    }

    @Test
    void a_step_is_tried_three_times_and_then_waits_for_a_person() {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "cache", "git", "index");
        String id = bench.start(saga);
        bench.when(id, "git", _ -> {
            throw new StepFailed("RemoteNotFound", "remote docs: no repository", true);
        });
        bench.run(saga);

        SagaInstance failed = bench.awaitStatus(id, SagaStatus.FAILED);

        SagaStep git = failed.failedStep().orElseThrow();
        assertThat(git.no()).isEqualTo(2);
        assertThat(git.error()).isEqualTo(new StepError("RemoteNotFound", "remote docs: no repository"));
        assertThat(git.attempts()).extracting(SagaAttempt::attempt).containsExactly(1, 2, 3);
        assertThat(git.nextRetryAt()).isNull();
        assertThat(failed.steps().get(2).status()).isEqualTo(StepStatus.PENDING);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepSucceeded", "StepStarted",
                "StepFailed", "StepStarted", "StepFailed", "StepStarted", "StepFailed", "SagaFailed");
        assertThat(eachCausedByTheOneBefore(id)).isTrue();
    }

    @Test
    void a_failure_that_no_retry_can_help_stops_the_saga_at_once() {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "git");
        String id = bench.start(saga);
        bench.when(id, "git", _ -> {
            throw new StepFailed("BadPath", "no such path", false);
        });
        bench.run(saga);

        assertThat(bench.awaitStatus(id, SagaStatus.FAILED).step(1).orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void work_for_the_outcome_is_committed_with_it_or_not_at_all() {
        STORE.execute("create table if not exists effect (saga text, attempt int)");
        SagaDefinition saga = bench.saga(type, Effect.LOCAL_TRANSACTION, "cache");
        String id = bench.start(saga);
        bench.when(id, "cache", context -> {
            context.withOutcome(tx -> tx.update("insert into effect values (?, ?)", id, context.attempt()));
            if (context.attempt() == 1) {
                context.withOutcome(_ -> {
                    throw new IllegalStateException("broken after the effect");
                });
            }
        });
        bench.run(saga);

        bench.awaitStatus(id, SagaStatus.COMPLETED);

        List<Integer> effects = bench.database().read(tx -> tx.query("select attempt from effect where saga = ?",
                row -> row.intValue("attempt"), id));
        assertThat(effects).containsExactly(2);
        assertThat(bench.types(id)).containsSubsequence("StepFailed", "StepStarted", "StepSucceeded");
    }

    @Test
    void a_step_whose_runner_died_is_run_again_where_that_is_safe() {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "git");
        String id = bench.start(saga);
        takeAndDie(saga);
        bench.run(saga);

        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPLETED);

        assertThat(done.step(1).orElseThrow().attempts()).extracting(SagaAttempt::status)
                .containsExactly(StepStatus.UNKNOWN, StepStatus.SUCCEEDED);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepUnknown", "StepStarted",
                "StepSucceeded", "SagaCompleted");
    }

    @Test
    void an_unsafe_step_whose_runner_died_is_unknown_and_not_run_again() {
        AtomicInteger runs = new AtomicInteger();
        SagaDefinition saga = bench.saga(type, Effect.UNSAFE, "pay");
        String id = bench.start(saga);
        bench.when(id, "pay", _ -> runs.incrementAndGet());
        takeAndDie(saga);
        bench.run(saga);

        SagaInstance failed = bench.awaitStatus(id, SagaStatus.FAILED);

        assertThat(failed.step(1).orElseThrow().status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepUnknown", "SagaFailed");
        assertThat(runs).hasValue(0);
    }

    @Test
    void an_outcome_counts_only_under_the_token_of_its_lease() {
        SagaDefinition saga = bench.saga(type, Effect.UNSAFE, "pay");
        String id = bench.start(saga);
        StepLease lease = takeAndDie(saga);
        bench.run(saga);
        bench.awaitStatus(id, SagaStatus.FAILED);

        boolean counted = bench.record(lease, SagaBench.SUCCEEDED);

        SagaStep step = bench.find(id).step(1).orElseThrow();
        assertThat(counted).isFalse();
        assertThat(step.status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(step.attempts().getFirst().lateResult()).isEqualTo("succeeded");
        assertThat(bench.types(id)).endsWith("SagaFailed", "StepAnsweredLate").doesNotContain("StepSucceeded",
                "SagaCompleted");
    }

    @Test
    void the_same_outcome_recorded_twice_counts_once() {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "git");
        String id = bench.start(saga);
        StepLease lease = bench.leases("patient", Duration.ofSeconds(30), saga).take().orElseThrow();

        List<Boolean> counted = List.of(bench.record(lease, SagaBench.SUCCEEDED),
                bench.record(lease, SagaBench.SUCCEEDED));

        assertThat(counted).containsExactly(true, false);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepSucceeded", "SagaCompleted");
    }

    @Test
    void a_running_step_keeps_its_lease_while_its_runner_lives() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        SagaDefinition saga = bench.saga(type, Effect.UNSAFE, "pay");
        String id = bench.start(saga);
        bench.when(id, "pay", _ -> go.await());
        try (SagaRunner _ = bench.newRunner("short",
                new SagaRunner.Timing(Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(900),
                        Duration.ofSeconds(10)),
                saga)) {
            bench.awaitStatus(id, SagaStatus.RUNNING);
            await("the step runs").until(() -> bench.find(id).step(1).orElseThrow().leasedUntil() != null);
            var first = bench.find(id).step(1).orElseThrow().leasedUntil();

            await("the lease is renewed beyond its first end").atMost(Duration.ofSeconds(10)).until(() -> bench.find(id)
                    .step(1).orElseThrow().leasedUntil().isAfter(first.plusMillis(900)));
            go.countDown();

            bench.awaitStatus(id, SagaStatus.COMPLETED);
        }
    }

    @Test
    void many_sagas_are_each_run_once_by_two_runners() {
        AtomicInteger runs = new AtomicInteger();
        SagaDefinition saga = bench.saga(type, Effect.UNSAFE, "a", "b");
        List<String> ids = IntStream.range(0, 40).mapToObj(_ -> bench.start(saga)).toList();
        ids.forEach(id -> bench.when(id, "a", _ -> runs.incrementAndGet()));
        bench.run(saga);
        try (SagaRunner _ = bench.newRunner("second", SagaBench.TIMING, saga)) {

            await("all completed").atMost(Duration.ofSeconds(40)).until(() -> bench.reader()
                    .list(SagaQuery.all(1_000).withType(type).withStatuses(java.util.Set.of(SagaStatus.COMPLETED)))
                    .size() == 40);
        }

        assertThat(runs).hasValue(40);
        assertThat(ids).allSatisfy(id -> assertThat(bench.types(id)).hasSize(6));
    }

    /// Leases the step as a runner that is killed before it can say more; the lease has run out at once.
    private StepLease takeAndDie(SagaDefinition saga) {
        return bench.leases("dying-runner", Duration.ZERO, saga).take().orElseThrow();
    }

    private boolean eachCausedByTheOneBefore(String id) {
        List<EventHeader> events = bench.events(id);
        return IntStream.range(1, events.size())
                .allMatch(i -> events.get(i).cause() instanceof Cause.ById(var cause)
                        && cause.equals(events.get(i - 1).id()));
    }
}
