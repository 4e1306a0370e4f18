package dev.eventscope.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.Json;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepAction;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What an operator may ask for from the terminal, and each way that a request can end.
class RedriveModesTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final StepAction NOTHING = _ -> {};

    private final Console console = new Console(STORE.spec());

    @AfterAll
    static void stop() {
        NEVER.countDown();
        THREADS.shutdownNow();
    }

    @Test
    void a_step_is_skipped_and_the_saga_goes_on() {
        SagaDefinition saga = failing("skip");
        try (SagaRunner _ = run(saga)) {
            failed("skip-1");

            Run run = console.run("redrive", "skip-1", "2", "--mode", "skip", "--reason", "not needed", "--evidence",
                    "ticket 12", "--json");

            assertThat(run.exitCode()).as(run.errors()).isZero();
            assertThat(run.output()).contains(
                    "\"saga_id\":\"skip-1\",\"outcome\":\"confirmed\",\"mode\":\"skip\",\"step_no\":2");
            awaitStatus("skip-1", SagaStatus.COMPLETED);
        }
    }

    @Test
    void a_step_is_marked_succeeded_on_evidence_and_not_without() {
        SagaDefinition saga = failing("mark");
        try (SagaRunner _ = run(saga)) {
            failed("mark-1");

            Run without = console.run("redrive", "mark-1", "2", "--mode", "succeeded", "--reason", "by hand");
            Run with = console.run("redrive", "mark-1", "2", "--mode", "succeeded", "--reason", "by hand",
                    "--evidence", "receipt 4711", "--json");

            assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(without.errors().lines()).singleElement().asString().contains("evidence");
            assertThat(with.exitCode()).as(with.errors()).isZero();
            assertThat(with.output()).contains("\"outcome\":\"confirmed\",\"mode\":\"succeeded\"");
            assertThat(evidence("mark-1")).isEqualTo("receipt 4711");
        }
    }

    @Test
    void compensation_is_followed_to_its_end_and_then_refused() {
        SagaDefinition saga = failing("undo");
        try (SagaRunner _ = run(saga)) {
            failed("undo-1");

            Run run = console.run("redrive", "undo-1", "--mode", "compensate", "--reason", "wrong commit", "--wait",
                    "20s", "--json");
            Run again = console.run("redrive", "undo-1", "2", "--reason", "try");

            assertThat(run.exitCode()).as(run.errors()).isZero();
            assertThat(run.output()).contains("\"outcome\":\"confirmed\",\"mode\":\"compensate\"");
            assertThat(status("undo-1")).isEqualTo(SagaStatus.COMPENSATED);
            assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(again.errors().lines()).singleElement().asString().contains("has begun (compensated)");
        }
    }

    @Test
    void a_saga_is_paused_resumed_and_cancelled_without_naming_a_step() {
        start(failing("pause"), "pause-1");

        Run paused = ofSaga("pause-1", "pause");
        Run twice = ofSaga("pause-1", "pause");
        SagaStatus between = status("pause-1");
        Run resumed = ofSaga("pause-1", "resume");
        Run cancelled = ofSaga("pause-1", "cancel");
        Run ended = ofSaga("pause-1", "resume");

        assertThat(List.of(paused, resumed, cancelled)).allSatisfy(run -> {
            assertThat(run.exitCode()).as(run.errors()).isZero();
            assertThat(run.output()).contains("\"outcome\":\"confirmed\"");
        });
        assertThat(between).isEqualTo(SagaStatus.PAUSED);
        assertThat(List.of(twice, ended)).extracting(Run::exitCode).containsOnly(ExitCode.REFUSED);
        assertThat(ended.errors()).contains("has ended: it is cancelled");
        assertThat(status("pause-1")).isEqualTo(SagaStatus.CANCELLED);
    }

    @Test
    void a_request_that_another_operator_overtakes_ends_superseded_with_1() {
        SagaDefinition saga = failing("over");
        try (SagaRunner _ = run(saga)) {
            failed("over-1");
        }
        CompletableFuture<Run> retry = CompletableFuture.supplyAsync(
                () -> console.run("redrive", "over-1", "2", "--reason", "try", "--wait", "30s", "--json"), THREADS);
        awaitStatus("over-1", SagaStatus.RUNNING);

        Run cancel = ofSaga("over-1", "cancel");
        Run run = retry.join();

        assertThat(cancel.exitCode()).as(cancel.errors()).isZero();
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(run.output()).contains("\"saga_id\":\"over-1\",\"outcome\":\"superseded\"");
        assertThat(run.errors().lines()).singleElement().asString().contains("something else decided");
    }

    @Test
    void where_no_runner_polls_the_request_ends_without_an_answer_and_with_1() {
        SagaDefinition saga = failing("alone");
        try (SagaRunner _ = run(saga)) {
            failed("alone-1");
        }
        Run run = console.run("redrive", "alone-1", "2", "--reason", "try", "--wait", "30s", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(run.output()).contains("\"outcome\":\"no_answer\"", "\"attempt\":null");
        assertThat(run.errors().lines()).singleElement().asString().contains("no runner has polled for 10 s");
    }

    @Test
    void an_attempt_that_ends_without_an_answer_may_have_happened_and_ends_with_1() {
        SagaDefinition saga = new SagaDefinition("pay", List.of(new StepDefinition("pay", Effect.UNSAFE,
                RetryPolicy.never(), _ -> NEVER.await(), null).within(Duration.ofMillis(50))));
        try (SagaRunner _ = run(saga)) {
            failed("pay-1");

            Run refused = console.run("redrive", "pay-1", "1", "--reason", "try", "--wait", "20s");
            Run run = console.run("redrive", "pay-1", "1", "--reason", "try", "--evidence", "the bank has no transfer",
                    "--wait", "20s", "--json");

            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.errors()).contains("not re-driven without evidence");
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.NO);
            assertThat(run.output()).contains("\"outcome\":\"no_answer\"", "\"attempt\":2", "StepTimedOut");
            assertThat(run.errors().lines()).singleElement().asString()
                    .contains("attempt 2 was begun and never ended: it may have happened");
        }
    }

    private Run ofSaga(String saga, String mode) {
        return console.run("redrive", saga, "--mode", mode, "--reason", "why", "--json");
    }

    /// Two steps, of which the second fails and the first can be undone.
    private static SagaDefinition failing(String type) {
        return new SagaDefinition(type, List.of(
                new StepDefinition("cache", Effect.IDEMPOTENT, RetryPolicy.never(), NOTHING, NOTHING),
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {
                    throw new StepFailed("RemoteNotFound", "no repository", false);
                }, null)));
    }

    /// A runner, and a saga for it.
    private static SagaRunner run(SagaDefinition saga) {
        start(saga, saga.type() + "-1");
        return new SagaRunner(STORE.database(), List.of(saga), "test", Clock.systemUTC(), THREADS);
    }

    private static void start(SagaDefinition saga, String id) {
        STORE.database().write(tx -> Sagas.start(tx, saga, id, Json.object(), null, UUID.randomUUID()));
    }

    private static String evidence(String saga) {
        return STORE.database().read(tx -> tx.query(
                "select evidence from eventscope.operator_action where saga_id = ? and accepted",
                row -> row.string("evidence"), saga)).getFirst();
    }

    private static SagaStatus status(String id) {
        return new SagaReader(STORE.database()).find(id).orElseThrow().status();
    }

    private static void failed(String id) {
        awaitStatus(id, SagaStatus.FAILED);
    }

    private static void awaitStatus(String id, SagaStatus status) {
        await("saga " + id + " is " + status).atMost(Duration.ofSeconds(30)).until(() -> status(id) == status);
    }
}
