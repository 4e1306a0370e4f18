package dev.eventscope.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/// Many failed sagas, from the terminal.
class BulkRedriveTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec(), Clock.systemUTC());
    private final AtomicBoolean remoteThere = new AtomicBoolean();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private SagaRunner runner;

    @BeforeEach
    void fail() {
        SagaDefinition saga = new SagaDefinition("sync", List.of(
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {
                    if (!remoteThere.get()) {
                        throw new StepFailed("RemoteNotFound", "no repository", false);
                    }
                }, null), new StepDefinition("index", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {}, null)));
        STORE.execute("truncate eventscope.saga cascade");
        runner = new SagaRunner(STORE.database(), List.of(saga), "test", Clock.systemUTC(), executor);
        IntStream.rangeClosed(1, 8).forEach(n -> STORE.database().write(tx -> Sagas.start(tx, saga, "sync-"
                + System.nanoTime() + "-" + n, Json.object().put("size", n), null, null)));
        await("all are failed").atMost(Duration.ofSeconds(20))
                .until(() -> new SagaReader(STORE.database()).counts().get(SagaStatus.FAILED) == 8);
    }

    @AfterEach
    void stop() {
        runner.close();
        executor.shutdownNow();
    }

    @Test
    void a_group_is_dry_run_redriven_and_confirmed_and_nothing_is_left() {
        String group = new SagaReader(STORE.database()).groups().getFirst().id();
        remoteThere.set(true);

        Run dry = console.run("redrive", "--group", group, "--dry-run", "--rate", "2", "--json");
        Run done = console.run("redrive", "--group", group, "--reason", "remote is back", "--canary", "1,2", "--rate",
                "100", "--json");
        Run again = console.run("redrive", "--group", group, "--reason", "remote is back");
        Run jobs = console.run("jobs", "--json");
        Run groups = console.run("sagas", "--groups", "--json");

        assertThat(dry.exitCode()).as(dry.errors()).isZero();
        assertThat(dry.output()).startsWith("{\"scope\":\"group " + group + "\",\"mode\":\"retry\",\"instances\":8,"
                + "\"aggregates\":0,\"steps_done\":0,\"steps_after\":8,\"steps_to_undo\":0,\"unknown\":0,")
                .contains("\"minutes\":0.07}");
        assertThat(done.exitCode()).as(done.errors()).isZero();
        assertThat(done.lines()).hasSize(8)
                .allSatisfy(line -> assertThat(line).startsWith("{\"request_id\":\"")
                        .contains("\"outcome\":\"confirmed\""));
        assertThat(done.errors()).contains("done: every item was tried (8 confirmed)");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.errors()).contains("nothing is failed in group " + group);
        assertThat(jobs.lines().getFirst()).contains("\"status\":\"done\"", "\"items\":8", "\"confirmed\":8");
        assertThat(groups.output()).contains("\"last_redrive\":\"8 of 8 confirmed, 0 failed again\"");
    }

    @Test
    void a_filter_chooses_and_the_first_that_fails_again_stops_the_rest() {
        Run run = console.run("redrive", "--where", "type:sync data.size>=6 after:-1h", "--reason", "try", "--stop-at",
                "0", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().getFirst()).contains("\"outcome\":\"failed_again\"",
                "\"note\":\"RemoteNotFound: no repository\"");
        assertThat(run.lines().subList(1, 3))
                .allSatisfy(line -> assertThat(line).contains("\"outcome\":\"not_tried\""));
        assertThat(run.errors()).contains("stopped: 1 of 1 failed again", "(2 not tried, 1 failed again)");
        String job = run.lines().getFirst().replaceFirst(".*\"job_id\":\"([^\"]*)\".*", "$1");
        assertThat(console.run("jobs", job, "--json").lines()).hasSize(3);
        assertThat(console.run("jobs", job.strip(), "--stop").exitCode()).isEqualTo(4);
        assertThat(console.run("audit", "--target", job).output()).contains("start", "stop");
    }

    @Test
    void a_group_is_skipped_as_a_job_and_what_may_not_be_asked_says_why() {
        String group = new SagaReader(STORE.database()).groups().getFirst().id();

        Run dry = console.run("redrive", "--group", group, "--mode", "cancel", "--dry-run", "--json");
        Run pause = console.run("redrive", "--group", group, "--mode", "pause", "--reason", "wait");
        Run skip = console.run("redrive", "--group", group, "--mode", "skip", "--reason", "pushed by hand",
                "--evidence", "the remote's log", "--canary", "2", "--rate", "100", "--json");

        assertThat(dry.output()).startsWith("{\"scope\":\"group " + group + "\",\"mode\":\"cancel\",\"instances\":8,");
        assertThat(pause.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(pause.errors()).startsWith("eventscope: --mode pause may not be asked for in group " + group
                + ": 8 wait for a person: nothing moves that could be paused (sync-");
        assertThat(skip.exitCode()).as(skip.errors()).isZero();
        assertThat(skip.lines()).hasSize(8).allSatisfy(line -> assertThat(line).contains("\"outcome\":\"confirmed\""));
        assertThat(console.run("jobs", "--json").lines().getFirst()).contains("\"mode\":\"skip\"",
                "\"evidence\":\"the remote's log\"");
        await("all go on to their end").atMost(Duration.ofSeconds(20))
                .until(() -> new SagaReader(STORE.database()).counts().get(SagaStatus.COMPLETED) == 8);
    }

    @Test
    void a_filter_pauses_what_moves_and_resumes_it() {
        STORE.execute("update eventscope.saga set status = 'waiting' where saga_id like '%-1' or saga_id like '%-2'");

        Run pause = console.run("redrive", "--where", "type:sync", "--mode", "pause", "--reason", "remote moves",
                "--json");
        long paused = new SagaReader(STORE.database()).counts().get(SagaStatus.PAUSED);
        Run resume = console.run("redrive", "--where", "type:sync data.size=1", "--mode", "resume", "--reason",
                "remote has moved", "--json");

        assertThat(pause.exitCode()).as(pause.errors()).isZero();
        assertThat(pause.lines()).hasSize(2);
        assertThat(paused).isEqualTo(2);
        assertThat(resume.lines()).singleElement().asString().contains("-1\",\"outcome\":\"confirmed\"");
        assertThat(new SagaReader(STORE.database()).counts().get(SagaStatus.PAUSED)).isEqualTo(1);
    }

    @Test
    void a_note_is_kept_with_its_group() {
        String group = new SagaReader(STORE.database()).groups().getFirst().id();

        Run set = console.run("note", group, "ask ines");

        assertThat(set.exitCode()).as(set.errors()).isZero();
        assertThat(console.run("sagas", "--groups", "--json").output()).contains("\"note\":\"ask ines\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | redrive --reason x                                  | which one?
            2 | redrive sync-1 --group abc --reason x               | cannot go together
            2 | redrive --group abc --where type:x --reason x       | take one
            2 | redrive --group abc                                 | --reason
            2 | redrive sync-1 1 --reason x --rate 5                | are of --group and --where
            2 | redrive --group abc --reason x --wait 5s            | --wait is of one saga
            2 | redrive --group abc --reason x --mode succeeded     | mode succeeded needs evidence
            2 | redrive --group abc --reason x --mode dance         | no mode 'dance'
            1 | redrive --where type:x --reason x --mode resume     | nothing is there to resume in filter type:x
            2 | redrive --group abc --reason x --rate 0             | the rate must be above 0
            2 | redrive --group abc --reason x --canary one         | no list of numbers
            2 | redrive --group abc --reason x --stop-at most       | no share
            2 | redrive --where type: --reason x                    | --where
            1 | redrive --group abc --reason x                      | nothing is failed in group abc
            2 | jobs --resume                                       | which job?
            1 | jobs 00000000-0000-4000-8000-000000000000           | there is no job
            """)
    void what_cannot_be_is_one_line(int exitCode, String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: ").contains(sentence);
    }
}
