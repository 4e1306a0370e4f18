package dev.eventscope.saga;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Three runner processes on one store share the work; one is killed in the middle of a push.
class ThreeRunnersTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final int SAGAS = 60;

    @TempDir
    private Path folder;
    private final SagaReader reader = new SagaReader(STORE.database());

    @Test
    void they_share_the_work_and_take_over_from_one_that_is_killed_in_the_middle_of_a_push() {
        Pushes.makeTable(STORE);
        Pushes pushes = new Pushes(STORE.database(), "test", 0);
        List<String> ids = IntStream.range(0, SAGAS).mapToObj(i -> "pushing-" + i).toList();
        String interrupted;
        try (ChildProcess one = start("one", RunnerMain.Kind.PUSHES);
                ChildProcess two = start("two", RunnerMain.Kind.PUSHES);
                ChildProcess doomed = start("doomed", RunnerMain.Kind.IN_A_PUSH)) {
            List.of(one, two, doomed).forEach(each -> each.await("ready"));
            ids.forEach(pushes::start);
            interrupted = doomed.await("at ").substring("at ".length());
            doomed.kill();
            await("all sagas complete").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100))
                    .until(() -> reader.counts().get(SagaStatus.COMPLETED) == SAGAS);
        }

        Map<String, Long> shares = attempts(ids).collect(Collectors.groupingBy(SagaAttempt::runner,
                Collectors.counting()));
        System.out.println("three runners: " + shares + " successful attempts each");
        assertThat(shares).containsOnlyKeys("one", "two", "doomed");
        assertThat(step(interrupted, 2).attempts()).extracting(SagaAttempt::status)
                .containsExactly(StepStatus.UNKNOWN, StepStatus.SUCCEEDED);
        assertThat(step(interrupted, 2).attempts()).extracting(SagaAttempt::runner).first().isEqualTo("doomed");
        assertEachHappenedOnceUnderTheTokenThatCounted(pushes, ids);
    }

    private void assertEachHappenedOnceUnderTheTokenThatCounted(Pushes pushes, List<String> ids) {
        Map<String, Pushes.Pushed> pushed = pushes.all().stream()
                .collect(Collectors.toMap(Pushes.Pushed::key, Function.identity()));
        assertThat(pushed).hasSize(ids.size() * Pushes.STEPS.size());
        assertThat(pushed.values()).extracting(Pushes.Pushed::done).containsOnly(1);
        assertThat(pushed.values()).allSatisfy(each -> {
            Counted counted = counted(each.key());
            assertThat(each.token()).as(each.key()).isLessThanOrEqualTo(counted.token());
            assertThat(each.token() == counted.token() || counted.attempts() > 1).as(each.key()).isTrue();
        });
    }

    /// The token of the attempt that succeeded, and how many there were.
    private record Counted(long token, int attempts) {}

    private Counted counted(String key) {
        return STORE.database().read(tx -> tx.query("""
                select max(token) filter (where status = 'succeeded') as token, count(*)::int as attempts
                from eventscope.saga_attempt where saga_id || '/' || no = ?""",
                row -> new Counted(row.longValue("token"), row.intValue("attempts")), key).getFirst());
    }

    private Stream<SagaAttempt> attempts(List<String> ids) {
        return ids.stream().flatMap(id -> reader.find(id).orElseThrow().steps().stream())
                .flatMap(step -> step.attempts().stream())
                .filter(attempt -> attempt.status() == StepStatus.SUCCEEDED);
    }

    private SagaStep step(String id, int no) {
        return reader.find(id).orElseThrow().step(no).orElseThrow();
    }

    private ChildProcess start(String name, RunnerMain.Kind kind) {
        return RunnerMain.start(folder.resolve(name + ".log"), STORE, name, LEASE, kind);
    }
}
