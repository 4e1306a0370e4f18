package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.causality.CausalOrder;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.portfolio.content.ContentReadModel;
import dev.eventscope.portfolio.sync.TopFolder;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaQuery;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.store.embedded.DataFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The demo store on a real embedded server, from the bundled repository.
class DemoStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path temporary;

    @Test
    void a_demo_store_is_built_reopened_repaired_and_reset() throws IOException {
        DataFolder folder = new DataFolder(temporary.resolve("data"), temporary.resolve("shared"));
        List<String> lines = new ArrayList<>();

        try (Demo demo = DemoStore.open(folder, null, Clock.systemUTC(), lines::add);
                OpenStore store = demo.openStore(Access.READ_WRITE)) {
            assertThat(lines).anyMatch(line -> line.startsWith("importing the Git history of"));
            assertThat(demo.missingRemote()).isEqualTo("src");
            Map<SagaStatus, Long> counts = new SagaReader(store.database()).counts();
            assertThat(counts).containsEntry(SagaStatus.RUNNING, 0L).containsEntry(SagaStatus.WAITING, 0L)
                    .containsEntry(SagaStatus.FAILED, 14L).containsEntry(SagaStatus.COMPLETED, 26L);
            assertThat(concurrentSteps(store)).as("pairs of steps on two runners that did not know of each other")
                    .isPositive();
            SagaStep failed = failedStep(store);
            assertThat(failed.attempt()).isEqualTo(3);
            assertThat(failed.error()).hasToString("RemoteNotFound: remote src: no repository");
        }

        lines.clear();
        try (Demo demo = DemoStore.open(folder, null, Clock.systemUTC(), lines::add);
                OpenStore store = demo.openStore(Access.READ_WRITE);
                ExecutorService executor = Executors.newCachedThreadPool();
                DemoServices _ = demo.startServices(executor, Map.of(), null)) {
            assertThat(lines).isEmpty();
            SagaInstance saga = failed(store).getFirst();
            assertThat(redrive(store, saga, 3)).isEqualTo(RedriveOutcome.State.FAILED_AGAIN);
            KilledServer.kill(store.database());
            await("the services have started the server again").atMost(PATIENCE).ignoreException(StoreUnreachable.class)
                    .until(() -> failed(store).size() == 14);
            demo.repair();
            assertThat(redrive(store, saga, 4)).isEqualTo(RedriveOutcome.State.CONFIRMED);
            await("the saga completes").atMost(PATIENCE).until(() -> new SagaReader(store.database())
                    .find(saga.sagaId()).orElseThrow().status() == SagaStatus.COMPLETED);
            ContentReadModel content = new ContentReadModel(store.database());
            await("the read side is filled").atMost(PATIENCE).until(() -> content.search("deploy", 1).size() == 1
                    && content.count() > 1);
            assertThat(folder.path().resolve("remotes").resolve(new TopFolder("src").directory()))
                    .isDirectoryContaining(path -> path.endsWith("HEAD"));
        }

        DemoStore.reset(folder);
        assertThat(folder.path().resolve("remotes")).doesNotExist();
        assertThat(Files.exists(folder.path().resolve("demo-store.json"))).isFalse();
    }

    private static long concurrentSteps(OpenStore store) {
        List<RecordedEvent> steps = store.reader().readEvents(EventQuery.forward(EventScope.type("StepStarted"), 100));
        return steps.stream().mapToLong(a -> steps.stream()
                .filter(b -> CausalOrder.order(a, b) == CausalOrder.CONCURRENT).count()).sum();
    }

    private static SagaStep failedStep(OpenStore store) {
        SagaInstance saga = new SagaReader(store.database()).find(failed(store).getFirst().sagaId()).orElseThrow();
        return saga.failedStep().orElseThrow();
    }

    private static List<SagaInstance> failed(OpenStore store) {
        return new SagaReader(store.database()).list(SagaQuery.all(100).withStatuses(Set.of(SagaStatus.FAILED)));
    }

    private static RedriveOutcome.State redrive(OpenStore store, SagaInstance saga, int attempt) {
        Redrive redrive = new Redrive(store.database());
        UUID id = UUID.randomUUID();
        redrive.request(new RedriveRequest(id, saga.sagaId(), 2, attempt, RedriveRequest.Mode.RETRY, "a test", "test"));
        await("the re-drive ends").atMost(PATIENCE).until(() -> redrive.outcome(id).orElseThrow().state().isFinal());
        return redrive.outcome(id).orElseThrow().state();
    }
}
