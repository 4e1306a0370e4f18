package dev.eventscope.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.Json;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The whole way of a failed step, from the terminal.
class SagaVerbsTest {

    private static final String CORRELATION = "dddd0000-0000-4000-8000-000000000009";

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());
    private final AtomicBoolean remoteThere = new AtomicBoolean();

    @Test
    void a_failed_step_fails_again_is_confirmed_once_repaired_and_then_refused() {
        SagaDefinition saga = saga("sync");
        start(saga, "sync-1");
        try (ExecutorService executor = Executors.newCachedThreadPool();
                SagaRunner _ = new SagaRunner(STORE.database(), List.of(saga), "test", Clock.systemUTC(), executor)) {
            awaitStatus("sync-1", SagaStatus.FAILED);

            Run failed = console.run("sagas", "--status", "failed", "--json");
            Run groups = console.run("sagas", "--groups", "--type", "sync", "--json");
            Run again = redrive("sync-1", "2", "--wait", "20s");
            remoteThere.set(true);
            awaitStatus("sync-1", SagaStatus.FAILED);
            Run confirmed = redrive("sync-1", "2", "--wait", "20s");
            awaitStatus("sync-1", SagaStatus.COMPLETED);
            Run refused = redrive("sync-1", "2", "--wait", "20s");

            assertThat(failed.output().replaceFirst("\"group\":\"[0-9a-f]{10}\"", "\"group\":0")).isEqualTo(
                    "{\"saga_id\":\"sync-1\",\"group\":0,\"type\":\"sync\",\"status\":\"failed\",\"about\":null,\"correlation_id\":\""
                            + CORRELATION + "\",\"steps\":["
                            + "{\"no\":1,\"name\":\"cache\",\"status\":\"succeeded\",\"attempt\":1,\"error\":null},"
                            + "{\"no\":2,\"name\":\"git\",\"status\":\"failed\",\"attempt\":1,"
                            + "\"error\":\"RemoteNotFound: no repository\"}]}\n");
            String group = failed.output().replaceFirst("(?s).*\"group\":(\"[0-9a-f]{10}\").*", "$1");
            assertThat(groups.lines()).singleElement().asString()
                    .startsWith("{\"group\":" + group + ",\"type\":\"sync\"");
            assertThat(again.exitCode()).as(again.errors()).isEqualTo(1);
            assertThat(again.output()).contains("\"saga_id\":\"sync-1\",\"outcome\":\"failed_again\"");
            assertThat(confirmed.exitCode()).as(confirmed.errors()).isZero();
            assertThat(confirmed.output()).contains("\"outcome\":\"confirmed\"")
                    .matches("\\{\"request_id\":\"[^\"]{36}\".*\n");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors().lines()).singleElement().asString().contains("not failed any more");
        }
    }

    @Test
    void without_a_runner_a_redrive_is_queued_and_the_wait_ends_with_1() {
        SagaDefinition saga = saga("lonely");
        start(saga, "lonely-1");
        try (ExecutorService executor = Executors.newCachedThreadPool();
                SagaRunner _ = new SagaRunner(STORE.database(), List.of(saga), "test", Clock.systemUTC(), executor)) {
            awaitStatus("lonely-1", SagaStatus.FAILED);
        }

        Run run = redrive("lonely-1", "2", "--wait", "300ms");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("\"outcome\":\"queued\"");
        assertThat(run.errors()).isEqualTo("eventscope: the wait is over and the request is still queued\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | redrive nothing 1 --reason x              | there is no saga 'nothing'
            2 | redrive nothing 1                         | --reason
            2 | redrive nothing --reason x                | --mode retry needs a STEP_NO
            2 | redrive nothing 1 --reason x --mode dance | no mode 'dance': use retry, skip, succeeded, compensate, pause
            1 | redrive nothing --mode pause --reason x   | there is no saga 'nothing'
            2 | redrive nothing one --reason x            | STEP_NO
            2 | redrive nothing 1 --reason x --wait soon  | no length of time
            2 | sagas --status broken                     | no saga status 'broken'
            """)
    void what_cannot_be_is_one_line(int exitCode, String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: ").contains(sentence);
    }

    private Run redrive(String saga, String step, String... more) {
        List<String> line = new java.util.ArrayList<>(
                List.of("redrive", saga, step, "--reason", "remote is back", "--json"));
        line.addAll(List.of(more));
        return console.run(line.toArray(String[]::new));
    }

    private SagaDefinition saga(String type) {
        return new SagaDefinition(type, List.of(
                new StepDefinition("cache", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {}, null),
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {
                    if (!remoteThere.get()) {
                        throw new StepFailed("RemoteNotFound", "no repository", false);
                    }
                }, null)));
    }

    private static void start(SagaDefinition saga, String id) {
        STORE.database().write(tx -> Sagas.start(tx, saga, id, Json.object(), null, UUID.fromString(CORRELATION)));
    }

    private static void awaitStatus(String id, SagaStatus status) {
        await("saga " + id + " is " + status).atMost(Duration.ofSeconds(20)).until(
                () -> new SagaReader(STORE.database()).find(id).orElseThrow().status() == status);
    }
}
