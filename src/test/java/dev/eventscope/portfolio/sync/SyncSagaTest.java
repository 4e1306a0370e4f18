package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.portfolio.git.GitImport;
import dev.eventscope.portfolio.git.ImportProgress;
import dev.eventscope.portfolio.git.IsolatedConfig;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SyncSagaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopFolder DOCS = new TopFolder("docs");
    private static final Set<SagaStatus> ENDED = Set.of(SagaStatus.COMPLETED, SagaStatus.FAILED);

    private final OpenStore store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);

    @TempDir
    Path temporary;

    private String commit = "";
    private String blob = "";

    @BeforeEach
    void import_one_commit() throws IOException, GitAPIException {
        IsolatedConfig.install();
        Path checkout = Files.createDirectories(temporary.resolve("checkout"));
        Path file = checkout.resolve("docs").resolve("guide.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# The traveller's guide\n\nMostly harmless.\n");
        try (Git git = Git.init().setDirectory(checkout.toFile()).call()) {
            git.add().addFilepattern(".").call();
            commit = git.commit().setMessage("Add the guide").setAuthor("Ada", "ada@example.org")
                    .setCommitter("Ada", "ada@example.org").setSign(false).call().name();
            blob = git.getRepository().resolve("HEAD:docs/guide.md").name();
        }
        new GitImport(store.database()).run(checkout, null, ImportProgress.NONE);
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void should_handle_complete_sync_workflow() throws Exception {
        ContentCache cache = new ContentCache();
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);

            SagaInstance saga = runToItsEnd(new SyncSaga(new ContentEvents(store.reader()), cache, remotes, index));

            assertThat(saga.sagaId()).isEqualTo("sync-" + commit.substring(0, 10));
            assertThat(saga.status()).isEqualTo(SagaStatus.COMPLETED);
            assertThat(cache.find("docs/guide.md")).map(ContentCache.Cached::title).contains("The traveller's guide");
            assertThat(remotes.findBlob(DOCS, "guide.md")).contains(blob);
            assertThat(index.search("traveller", 10))
                    .containsExactly(new SearchIndex.Hit("docs/guide.md", "The traveller's guide", blob));
        }
    }

    @Test
    void a_missing_remote_fails_the_saga_after_three_attempts() throws Exception {
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            SagaInstance saga = runToItsEnd(
                    new SyncSaga(new ContentEvents(store.reader()), new ContentCache(), remotes, index));

            assertThat(saga.status()).isEqualTo(SagaStatus.FAILED);
            assertThat(saga.failedStep().orElseThrow().attempt()).isEqualTo(3);
            assertThat(saga.failedStep().orElseThrow().error())
                    .hasToString("RemoteNotFound: remote docs: no repository");
        }
    }

    @Test
    void each_step_is_undone_by_its_compensation() throws Exception {
        ContentCache cache = new ContentCache();
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);
            SyncSaga saga = new SyncSaga(new ContentEvents(store.reader()), cache, remotes, index);
            StepContext context = context();
            for (int twice = 0; twice < 2; twice++) {
                saga.fillCache(context);
                saga.push(context);
                saga.index(context);
            }

            assertThat(index.search("traveller", 10)).hasSize(1);
            assertThat(remotes.findBlob(DOCS, "guide.md")).contains(blob);

            saga.unindex(context);
            saga.takeBack(context);
            saga.clearCache(context);

            assertThat(index.search("traveller", 10)).isEmpty();
            assertThat(remotes.findBlob(DOCS, "guide.md")).isEmpty();
            assertThat(cache.find("docs/guide.md")).isEmpty();
        }
    }

    @Test
    void a_second_writer_of_the_index_is_told_to_come_again() throws Exception {
        try (SearchIndex first = new SearchIndex(temporary.resolve("index"));
                SearchIndex second = new SearchIndex(temporary.resolve("index"))) {
            first.update(List.of());

            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(StepFailed.class,
                    () -> second.update(List.of())).errorClass()).isEqualTo("IndexLocked");
        }
    }

    private GitRemotes remotes() {
        return new GitRemotes(temporary.resolve("remotes"), temporary.resolve("checkout"), Clock.systemUTC());
    }

    private SagaInstance runToItsEnd(SyncSaga sync) {
        SagaReader sagas = new SagaReader(store.database());
        String id = request().sagaId();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                SagaTrigger trigger = new SagaTrigger(store.database(), store.reader(), sync.definition(), 0);
                SagaRunner _ = new SagaRunner(store.database(), List.of(sync.definition()), "test", Clock.systemUTC(),
                        executor)) {
            trigger.startOn(executor);
            await("the saga ends").atMost(PATIENCE)
                    .until(() -> sagas.find(id).map(saga -> ENDED.contains(saga.status())).orElse(false));
        }
        return sagas.find(id).orElseThrow();
    }

    private SyncRequest request() {
        RecordedEvent event = store.reader().readEvents(EventQuery.forward(EventScope.type("SyncRequested"), 1))
                .getFirst();
        return SyncRequest.of(event);
    }

    private StepContext context() {
        return new Given(request().sagaId(), request().toJson());
    }

    /// An attempt without a runner.
    private record Given(String sagaId, JsonNode data) implements StepContext {

        @Override
        public String step() {
            return "any";
        }

        @Override
        public int no() {
            return 1;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public boolean compensating() {
            return false;
        }

        @Override
        public long fencingToken() {
            return 1;
        }

        @Override
        public String idempotencyKey() {
            return sagaId;
        }

        @Override
        public UUID correlationId() {
            return new UUID(0, 0);
        }

        @Override
        public UUID startedEventId() {
            return new UUID(0, 1);
        }

        @Override
        public void withOutcome(java.util.function.Consumer<Tx> work) {}
    }
}
