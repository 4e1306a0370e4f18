package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.saga.StepStatus;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class SyncSagaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopFolder DOCS = new TopFolder("docs");
    private static final Set<SagaStatus> ENDED = Set.of(SagaStatus.COMPLETED, SagaStatus.FAILED, SagaStatus.COMPENSATED,
            SagaStatus.COMPENSATION_FAILED);

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

            for (int twice = 0; twice < 2; twice++) {
                saga.unindex(context);
                saga.takeBack(context);
                saga.clearCache(context);
            }

            assertUndone(cache, remotes, index);
            assertThat(messages(remotes)).containsExactly("Revert " + context.sagaId(), "Add the guide");
        }
    }

    @Test
    void a_step_that_comes_after_its_compensation_changes_nothing() throws Exception {
        ContentCache cache = new ContentCache();
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);
            SyncSaga saga = new SyncSaga(new ContentEvents(store.reader()), cache, remotes, index);
            StepContext context = context();
            saga.unindex(context);
            saga.takeBack(context);
            saga.clearCache(context);

            saga.fillCache(context);
            saga.index(context);
            StepFailed late = catchThrowableOfType(StepFailed.class, () -> saga.push(context));

            assertThat(late.errorClass()).isEqualTo("Reverted");
            assertThat(late.retryable()).isFalse();
            assertUndone(cache, remotes, index);
        }
    }

    @Test
    void a_change_that_is_undone_leaves_what_was_there_before() throws Exception {
        ContentCache cache = new ContentCache();
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);
            SyncSaga saga = new SyncSaga(new ContentEvents(store.reader()), cache, remotes, index);
            StepContext first = context();
            commit("docs/guide.md", "# The second guide\n\nMostly harmless.\n");
            StepContext second = newestContext();
            for (StepContext context : List.of(first, second)) {
                saga.fillCache(context);
                saga.push(context);
                saga.index(context);
            }

            saga.unindex(second);
            saga.takeBack(second);
            saga.clearCache(second);

            assertThat(cache.find("docs/guide.md")).map(ContentCache.Cached::title).contains("The traveller's guide");
            assertThat(remotes.findBlob(DOCS, "guide.md")).contains(blob);
            assertThat(index.search("guide", 10)).extracting(SearchIndex.Hit::title)
                    .containsExactly("The traveller's guide");
        }
    }

    @Test
    void nothing_is_pushed_anywhere_while_one_remote_is_missing() throws Exception {
        try (GitRemotes remotes = remotes(); SearchIndex index = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);
            commit("zoo/lion.md", "# Lion\n", "docs/other.md", "# Other\n");
            SyncSaga saga = new SyncSaga(new ContentEvents(store.reader()), new ContentCache(), remotes, index);

            StepFailed missing = catchThrowableOfType(StepFailed.class, () -> saga.push(newestContext()));

            assertThat(missing).hasMessage("remote zoo: no repository");
            assertThat(remotes.findBlob(DOCS, "other.md")).isEmpty();
        }
    }

    @Test
    void an_operator_undoes_a_whole_saga_that_has_failed() throws Exception {
        ContentCache cache = new ContentCache();
        try (GitRemotes remotes = remotes();
                SearchIndex index = new SearchIndex(temporary.resolve("index"));
                SearchIndex busy = new SearchIndex(temporary.resolve("index"))) {
            remotes.create(DOCS);
            busy.update(List.of());
            SyncSaga sync = new SyncSaga(new ContentEvents(store.reader()), cache, remotes, index);
            SagaInstance failed = runToItsEnd(sync);

            new Redrive(store.database()).request(new RedriveRequest(UUID.randomUUID(), failed.sagaId(), 3,
                    SyncSaga.ATTEMPTS, RedriveRequest.Mode.COMPENSATE, "wrong commit", "ines"));
            SagaInstance undone = runToItsEnd(sync);

            assertThat(failed.about()).isEqualTo("Add the guide");
            assertThat(failed.failedStep().orElseThrow().error().errorClass()).isEqualTo("IndexLocked");
            assertThat(undone.status()).isEqualTo(SagaStatus.COMPENSATED);
            assertThat(undone.steps()).extracting(SagaStep::status).containsExactly(StepStatus.COMPENSATED,
                    StepStatus.COMPENSATED, StepStatus.FAILED);
            assertThat(cache.find("docs/guide.md")).isEmpty();
            assertThat(remotes.findBlob(DOCS, "guide.md")).isEmpty();
        }
    }

    @Test
    void a_second_writer_of_the_index_is_told_to_come_again() throws Exception {
        try (SearchIndex first = new SearchIndex(temporary.resolve("index"));
                SearchIndex second = new SearchIndex(temporary.resolve("index"))) {
            first.update(List.of());

            assertThat(catchThrowableOfType(StepFailed.class,
                    () -> second.update(List.of())).errorClass()).isEqualTo("IndexLocked");
        }
    }

    private GitRemotes remotes() {
        return new GitRemotes(temporary.resolve("remotes"), temporary.resolve("checkout"), Clock.systemUTC());
    }

    private SagaInstance runToItsEnd(SyncSaga sync) {
        SagaReader sagas = new SagaReader(store.database());
        String id = request().sagaId();
        try (ExecutorService executor = Executors.newCachedThreadPool();
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

    private StepContext newestContext() {
        SyncRequest newest = SyncRequest.of(store.reader()
                .readEvents(EventQuery.backward(EventScope.type("SyncRequested"), 1)).getFirst());
        return new Given(newest.sagaId(), newest.toJson());
    }

    /// One more commit with these files, imported.
    private void commit(String... pathsAndTexts) throws IOException, GitAPIException {
        Path checkout = temporary.resolve("checkout");
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            Path file = checkout.resolve(pathsAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, pathsAndTexts[i + 1]);
        }
        try (Git git = Git.open(checkout.toFile())) {
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Change things").setAuthor("Ada", "ada@example.org")
                    .setCommitter("Ada", "ada@example.org").setSign(false).call();
        }
        new GitImport(store.database()).run(checkout, null, ImportProgress.NONE);
    }

    private static void assertUndone(ContentCache cache, GitRemotes remotes, SearchIndex index)
            throws IOException, StepFailed {
        assertThat(index.search("traveller", 10)).isEmpty();
        assertThat(remotes.findBlob(DOCS, "guide.md")).isEmpty();
        assertThat(cache.find("docs/guide.md")).isEmpty();
    }

    private static List<String> messages(GitRemotes remotes) throws IOException, GitAPIException {
        List<String> messages = new ArrayList<>();
        try (Git git = Git.open(remotes.directory(DOCS).toFile())) {
            git.log().add(git.getRepository().resolve("refs/heads/main")).call()
                    .forEach(commit -> messages.add(commit.getShortMessage()));
        }
        return messages;
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
