package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// T25 of the promises: a saga is compensated in reverse order, or visibly failed.
class CompensationTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int MOST_STEPS = 4;
    private static final StepFailed NO = new StepFailed("No", "the other side says no", false);
    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final String type = "c" + TYPES.incrementAndGet();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void t25_every_compensation_fails_once_and_all_is_undone_in_reverse_order() {
        List<Failing> all = everyFailure();
        System.out.println("T25: " + all.size() + " trials (all), no seed");
        run(all);

        assertThat(all).allSatisfy(this::assertUndoneInReverse);
    }

    @Test
    void t25_catches_a_runtime_that_undoes_the_first_step_first() {
        List<Failing> one = everyFailure().stream().filter(failing -> failing.failsAt() == 3).limit(1).toList();
        STORE.execute(nextToUndo("min"));
        try {
            run(one);

            assertThatThrownBy(() -> assertUndoneInReverse(one.getFirst())).isInstanceOf(AssertionError.class);
        } finally {
            STORE.execute(nextToUndo("max"));
        }
    }

    @Test
    void a_compensation_that_fails_for_good_is_seen_and_driven_once_more_by_an_operator() {
        Failing saga = start(3, 3);
        bench.whenUndoing(saga.id(), "s1", _ -> {
            throw new StepFailed("StillNo", "cannot be undone now", true);
        });
        bench.run(saga.definition());
        SagaInstance stuck = bench.awaitStatus(saga.id(), SagaStatus.COMPENSATION_FAILED);

        assertThat(stuck.steps()).extracting(SagaStep::status).containsExactly(StepStatus.COMPENSATION_FAILED,
                StepStatus.COMPENSATED, StepStatus.FAILED);
        assertThat(stuck.failedStep().orElseThrow().attempts()).filteredOn(SagaAttempt::undoes).hasSize(3);
        assertThat(bench.reader().groups()).anySatisfy(group -> {
            assertThat(group.step()).isEqualTo("undo s1");
            assertThat(group.count()).isEqualTo(1);
        });
        for (Mode mode : List.of(Mode.RETRY, Mode.SKIP, Mode.PAUSE, Mode.RESUME, Mode.CANCEL)) {
            assertThat(bench.refusal(bench.request(saga.id(), 1, mode, mode.needsEvidence() ? "seen" : null)).reason())
                    .isEqualTo(RedriveRefused.Reason.COMPENSATION_BEGUN);
        }

        bench.whenUndoing(saga.id(), "s1", saga.world()::undo);
        RedriveRequest request = bench.request(saga.id(), 1, Mode.COMPENSATE, null);
        bench.redrive().request(request);

        bench.awaitOutcome(request.requestId(), RedriveOutcome.State.CONFIRMED);
        bench.awaitStatus(saga.id(), SagaStatus.COMPENSATED);
        assertThat(saga.world().left()).isEmpty();
        assertThat(bench.types(saga.id())).endsWith("CompensationFailed", "StepRedriven", "StepCompensationStarted",
                "StepCompensated", "SagaCompensated");
        assertThat(bench.isCausedInOrder(saga.id())).isTrue();
    }

    @Test
    void a_compensation_of_what_never_happened_finds_nothing_to_do() {
        World world = new World();
        SagaDefinition definition = new SagaDefinition(type, bench.undoable(type, Effect.UNSAFE, "pay").steps())
                .compensating();
        String id = bench.start(definition);
        bench.whenUndoing(id, "pay", world::undo);
        bench.leases("dies", Duration.ZERO, definition).take();
        bench.run(definition);

        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPENSATED);

        assertThat(world.undone()).containsExactly("pay");
        assertThat(done.step(1).orElseThrow().status()).isEqualTo(StepStatus.COMPENSATED);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepUnknown", "CompensationStarted",
                "StepCompensationStarted", "StepCompensated", "SagaCompensated");
    }

    @Test
    void what_is_in_the_transaction_of_its_outcome_is_not_undone_where_that_is_missing() {
        RetryPolicy once = RetryPolicy.never();
        SagaDefinition definition = new SagaDefinition(type, List.of(
                new StepDefinition("row", Effect.LOCAL_TRANSACTION, once, _ -> {}, _ -> {}))).compensating();
        String id = bench.start(definition);
        bench.leases("dies", Duration.ZERO, definition).take();
        bench.run(definition);

        bench.awaitStatus(id, SagaStatus.COMPENSATED);

        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "StepUnknown", "CompensationStarted",
                "SagaCompensated");
    }

    @Test
    void a_step_without_a_compensation_stays_as_it_is() {
        SagaDefinition definition = new SagaDefinition(type, List.of(
                new StepDefinition("read", Effect.IDEMPOTENT, SagaBench.QUICK, _ -> {}, null),
                new StepDefinition("write", Effect.IDEMPOTENT, SagaBench.QUICK, _ -> {
                    throw NO;
                }, null))).compensating();
        String id = bench.start(definition);
        bench.run(definition);

        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPENSATED);

        assertThat(done.steps()).extracting(SagaStep::status).containsExactly(StepStatus.SUCCEEDED, StepStatus.FAILED);
    }

    @Test
    void a_compensation_that_hangs_is_given_up_and_tried_again() {
        World world = new World();
        CountDownLatch never = new CountDownLatch(1);
        SagaDefinition slow = bench.undoable(type, Effect.IDEMPOTENT, "a", "b");
        SagaDefinition definition = new SagaDefinition(type,
                slow.steps().stream().map(step -> step.within(Duration.ofMillis(300))).toList()).compensating();
        String id = bench.start(definition);
        AtomicInteger tries = new AtomicInteger();
        bench.when(id, "b", _ -> {
            throw NO;
        });
        bench.whenUndoing(id, "a", context -> {
            if (tries.incrementAndGet() == 1) {
                awaitDeafly(never);
            }
            world.undo(context);
        });
        bench.run(definition);

        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPENSATED);
        assertThat(done.step(1).orElseThrow().attempts()).extracting(SagaAttempt::status)
                .containsExactly(StepStatus.SUCCEEDED, StepStatus.UNKNOWN, StepStatus.SUCCEEDED);

        never.countDown();
        await("the late one is kept").atMost(Duration.ofSeconds(20)).until(() -> bench.find(id).step(1).orElseThrow()
                .attempts().get(1).lateResult() != null);
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(world.undone()).as("the world knows the later token").containsExactly("a");
    }

    @Test
    void an_effect_that_comes_after_its_compensation_is_fenced_off() {
        World world = new World();
        SagaDefinition definition = new SagaDefinition(type, bench.undoable(type, Effect.UNSAFE, "pay").steps())
                .compensating();
        String id = bench.start(definition);
        bench.whenUndoing(id, "pay", world::undo);
        StepLease stalled = bench.leases("stalls", Duration.ZERO, definition).take().orElseThrow();
        bench.run(definition);
        bench.awaitStatus(id, SagaStatus.COMPENSATED);

        StepResult late = new StepRun(new Definitions(List.of(new SagaDefinition(type,
                List.of(new StepDefinition("pay", Effect.UNSAFE, RetryPolicy.never(), world::happen, null))))),
                RunnerSetting.of("stalls", java.time.Clock.systemUTC())).run(new Running(stalled));

        assertThat(world.left()).isEmpty();
        assertThat(bench.record(stalled, late)).isFalse();
        assertThat(bench.find(id).step(1).orElseThrow().attempts().getFirst().lateResult())
                .isEqualTo("failed: Fenced: somebody with a later token was here");
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void a_step_that_failed_in_part_is_undone_too() {
        Failing saga = start(2, 2);
        bench.when(saga.id(), "s2", context -> {
            saga.world().happen(context);
            throw new StepFailed("HalfWay", "two of three", false).inPart();
        });
        bench.run(saga.definition());

        bench.awaitStatus(saga.id(), SagaStatus.COMPENSATED);

        assertThat(saga.world().undone()).containsExactly("s2", "s1");
        assertThat(saga.world().left()).isEmpty();
    }

    /// A saga of some steps that fails for good at one of them.
    private record Failing(SagaDefinition definition, String id, int failsAt, World world) {}

    private List<Failing> everyFailure() {
        return IntStream.rangeClosed(1, MOST_STEPS).boxed().flatMap(steps -> IntStream.rangeClosed(1, steps)
                .mapToObj(failsAt -> start(steps, failsAt))).toList();
    }

    private Failing start(int steps, int failsAt) {
        String[] names = IntStream.rangeClosed(1, steps).mapToObj(no -> "s" + no).toArray(String[]::new);
        String own = type + "x" + steps;
        SagaDefinition definition = bench.undoable(own, Effect.IDEMPOTENT, names).compensating();
        String id = bench.start(definition);
        World world = new World();
        Set<String> tried = ConcurrentHashMap.newKeySet();
        for (String name : names) {
            bench.when(id, name, context -> {
                if (context.no() == failsAt) {
                    throw NO;
                }
                world.happen(context);
            });
            bench.whenUndoing(id, name, context -> {
                if (tried.add(name)) {
                    throw new IllegalStateException("the first try to undo fails");
                }
                world.undo(context);
            });
        }
        return new Failing(definition, id, failsAt, world);
    }

    private void run(List<Failing> sagas) {
        bench.run(sagas.stream().map(Failing::definition).distinct().toArray(SagaDefinition[]::new));
        sagas.forEach(saga -> bench.awaitStatus(saga.id(), SagaStatus.COMPENSATED));
    }

    private void assertUndoneInReverse(Failing saga) {
        List<String> reversed = IntStream.range(1, saga.failsAt()).mapToObj(no -> "s" + no).toList().reversed();
        assertThat(saga.world().undone()).isEqualTo(reversed);
        assertThat(saga.world().left()).isEmpty();
        SagaInstance done = bench.find(saga.id());
        assertThat(done.steps()).filteredOn(step -> step.no() < saga.failsAt()).allSatisfy(step -> {
            assertThat(step.status()).isEqualTo(StepStatus.COMPENSATED);
            assertThat(step.attempts()).filteredOn(SagaAttempt::undoes).extracting(SagaAttempt::status)
                    .containsExactly(StepStatus.FAILED, StepStatus.SUCCEEDED);
        });
        assertThat(bench.types(saga.id())).endsWith("SagaCompensated")
                .containsSubsequence("StepFailed", "CompensationStarted").doesNotContain("SagaFailed");
        assertThat(bench.isCausedInOrder(saga.id())).isTrue();
    }

    private static void awaitDeafly(CountDownLatch latch) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                latch.await();
                interrupted = false;
            } catch (InterruptedException _) {
                // deaf
            }
        }
    }

    private static String nextToUndo(String which) {
        return """
                create or replace function eventscope.next_to_undo(p_saga text) returns int
                language sql stable security definer set search_path = eventscope, pg_temp as $$
                    select %s(s.no) from saga_step s where s.saga_id = p_saga and s.compensating and s.status <> 'compensated'
                $$"""
                .formatted(which);
    }
}
