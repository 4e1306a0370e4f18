package dev.eventscope.saga;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What an operator may ask for besides another try.
class OperatorModesTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final String type = "m" + TYPES.incrementAndGet();
    private final SagaDefinition saga = bench.undoable(type, Effect.IDEMPOTENT, "cache", "git", "index");
    private final AtomicBoolean remoteThere = new AtomicBoolean();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_failed_step_is_skipped_and_the_saga_goes_on_without_it() {
        String id = failed();

        UUID request = ask(id, 2, Mode.SKIP);

        assertThat(state(request)).isEqualTo(RedriveOutcome.State.CONFIRMED);
        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPLETED);
        assertThat(done.steps()).extracting(SagaStep::status).containsExactly(StepStatus.SUCCEEDED, StepStatus.SKIPPED,
                StepStatus.SUCCEEDED);
        assertThat(bench.types(id)).endsWith("SagaFailed", "StepSkipped", "StepStarted", "StepSucceeded",
                "SagaCompleted");
        assertThat(bench.isCausedInOrder(id)).isTrue();
    }

    @Test
    void the_last_step_declared_done_on_evidence_completes_the_saga() {
        SagaDefinition pay = bench.saga(type + "p", Effect.UNSAFE, "pay");
        String id = bench.start(pay);
        bench.leases("dies", java.time.Duration.ZERO, pay).take();
        bench.run(pay);
        bench.awaitStatus(id, SagaStatus.FAILED);

        UUID request = bench.redrive().request(bench.request(id, 1, Mode.SUCCEEDED, "receipt 4711"));

        assertThat(state(request)).isEqualTo(RedriveOutcome.State.CONFIRMED);
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(bench.types(id)).endsWith("SagaFailed", "StepMarkedSucceeded", "SagaCompleted");
        assertThat(evidence(request)).isEqualTo("receipt 4711");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"SKIP", "SUCCEEDED"})
    void what_drives_no_step_needs_evidence_in_the_program_and_in_the_database(Mode mode) {
        assertThatThrownBy(() -> new RedriveRequest(UUID.randomUUID(), "x", 1, 1, mode, "why", "ines", " "))
                .hasMessageContaining("needs evidence");
        assertThatThrownBy(() -> bench.database().write(tx -> tx.query(
                "select accepted from eventscope.redrive_step(gen_random_uuid(), 'x', 1, 1, ?, 'why', 'me')",
                row -> row.booleanValue("accepted"), mode.code()))).isInstanceOf(StatementRefused.class)
                .hasMessageContaining("needs evidence");
    }

    @Test
    void an_unsafe_step_that_may_have_happened_is_retried_on_evidence_only() {
        SagaDefinition pay = bench.saga(type + "u", Effect.UNSAFE, "pay");
        String id = bench.start(pay);
        bench.leases("dies", java.time.Duration.ZERO, pay).take();
        bench.run(pay);
        bench.awaitStatus(id, SagaStatus.FAILED);

        Reason without = bench.refusal(bench.request(id, 1)).reason();
        UUID with = bench.redrive().request(bench.request(id, 1, Mode.RETRY, "the bank has no such transfer"));

        assertThat(without).isEqualTo(Reason.NEEDS_EVIDENCE);
        bench.awaitOutcome(with, RedriveOutcome.State.CONFIRMED);
        bench.awaitStatus(id, SagaStatus.COMPLETED);
    }

    @Test
    void compensation_that_an_operator_starts_is_followed_to_its_end() {
        String id = failed();

        UUID request = ask(id, 2, Mode.COMPENSATE);

        bench.awaitOutcome(request, RedriveOutcome.State.CONFIRMED);
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(bench.types(id)).endsWith("SagaFailed", "CompensationStarted", "StepCompensationStarted",
                "StepCompensated", "SagaCompensated");
        assertThat(bench.refusal(bench.request(id, 2)).getMessage())
                .contains("compensation of " + id + " has begun (compensated)", "ines, database user postgres");
    }

    @Test
    void compensation_that_fails_is_no_success_of_the_request() {
        String id = failed();
        bench.whenUndoing(id, "cache", _ -> {
            throw new StepFailed("StillNo", "cannot be undone", false);
        });

        UUID request = ask(id, 2, Mode.COMPENSATE);

        assertThat(bench.awaitOutcome(request, RedriveOutcome.State.FAILED_AGAIN).error())
                .isEqualTo(new StepError("StillNo", "cannot be undone"));
        bench.whenUndoing(id, "cache", _ -> {});
        UUID again = ask(id, 1, Mode.COMPENSATE);
        bench.awaitOutcome(again, RedriveOutcome.State.CONFIRMED);
        assertThat(state(request)).as("the first answer stays").isEqualTo(RedriveOutcome.State.FAILED_AGAIN);
    }

    @Test
    void a_paused_saga_takes_no_step_until_it_is_resumed() {
        String id = bench.start(saga);
        UUID pause = ask(id, 1, Mode.PAUSE);
        String other = bench.start(saga);
        bench.run(saga);
        bench.awaitStatus(other, SagaStatus.COMPLETED);

        assertThat(state(pause)).isEqualTo(RedriveOutcome.State.CONFIRMED);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "SagaPaused");
        assertThat(bench.refusal(bench.request(id, 1)).reason()).isEqualTo(Reason.PAUSED);
        assertThat(bench.refusal(bench.request(id, 1, Mode.PAUSE, null)).reason()).isEqualTo(Reason.PAUSED);

        ask(id, 1, Mode.RESUME);

        bench.awaitStatus(id, SagaStatus.COMPLETED);
        assertThat(bench.types(id)).startsWith("SagaStarted", "SagaPaused", "SagaResumed", "StepStarted");
        assertThat(bench.isCausedInOrder(id)).isTrue();
    }

    @Test
    void a_step_that_runs_while_its_saga_is_paused_is_recorded_and_decided_on_when_it_is_resumed() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        String id = bench.start(saga);
        bench.when(id, "cache", _ -> {
            runs.countDown();
            go.await();
            throw new StepFailed("No", "no", false);
        });
        bench.run(saga);
        runs.await();

        ask(id, 1, Mode.PAUSE);
        go.countDown();
        org.awaitility.Awaitility.await("the step has failed")
                .until(() -> bench.find(id).step(1).orElseThrow().status() == StepStatus.FAILED);
        SagaStatus paused = bench.find(id).status();
        ask(id, 1, Mode.RESUME);

        assertThat(paused).isEqualTo(SagaStatus.PAUSED);
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.FAILED);
        assertThat(bench.types(id)).containsExactly("SagaStarted", "StepStarted", "SagaPaused", "StepFailed",
                "SagaResumed", "SagaFailed");
        assertThat(bench.isCausedInOrder(id)).isTrue();
    }

    @Test
    void a_cancelled_saga_ends_as_it_is_and_nothing_is_done_to_it_any_more() {
        String id = failed();

        UUID request = ask(id, 2, Mode.CANCEL);

        assertThat(state(request)).isEqualTo(RedriveOutcome.State.CONFIRMED);
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.CANCELLED);
        assertThat(bench.types(id)).endsWith("SagaFailed", "SagaCancelled");
        for (Mode mode : List.of(Mode.CANCEL, Mode.PAUSE, Mode.RESUME, Mode.COMPENSATE)) {
            assertThat(bench.refusal(bench.request(id, 2, mode, null)).reason()).isEqualTo(Reason.ENDED);
        }
        assertThat(bench.refusal(bench.request(id, 2)).reason()).isEqualTo(Reason.NOT_FAILED);
    }

    @Test
    void a_saga_whose_step_runs_is_neither_cancelled_nor_undone() {
        CountDownLatch go = new CountDownLatch(1);
        String id = bench.start(saga);
        bench.when(id, "cache", _ -> go.await());
        bench.run(saga);
        org.awaitility.Awaitility.await("the step runs")
                .until(() -> bench.find(id).step(1).orElseThrow().leasedUntil() != null);

        List<Reason> reasons = List.of(bench.refusal(bench.request(id, 1, Mode.CANCEL, null)).reason(),
                bench.refusal(bench.request(id, 1, Mode.COMPENSATE, null)).reason());
        go.countDown();

        assertThat(reasons).containsOnly(Reason.RUNNING);
        bench.awaitStatus(id, SagaStatus.COMPLETED);
    }

    @Test
    void a_redrive_that_a_cancellation_overtakes_is_superseded() {
        String id = failed();
        bench.close();
        UUID retry = bench.redrive().request(bench.request(id, 2));

        ask(id, 2, Mode.CANCEL);

        assertThat(state(retry)).isEqualTo(RedriveOutcome.State.SUPERSEDED);
    }

    private String failed() {
        String id = bench.start(saga);
        bench.when(id, "git", _ -> {
            if (!remoteThere.get()) {
                throw new StepFailed("RemoteNotFound", "no repository", false);
            }
        });
        bench.run(saga);
        bench.awaitStatus(id, SagaStatus.FAILED);
        return id;
    }

    private UUID ask(String id, int step, Mode mode) {
        return bench.redrive().request(bench.request(id, step, mode, mode.needsEvidence() ? "seen" : null));
    }

    private RedriveOutcome.State state(UUID request) {
        return bench.redrive().outcome(request).orElseThrow().state();
    }

    private String evidence(UUID request) {
        return bench.database().read(tx -> tx.query(
                "select evidence from eventscope.operator_action where request_id = ?", row -> row.string("evidence"),
                request)).getFirst();
    }
}
