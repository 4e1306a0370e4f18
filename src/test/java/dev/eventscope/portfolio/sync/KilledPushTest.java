package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.portfolio.git.GitImport;
import dev.eventscope.portfolio.git.ImportProgress;
import dev.eventscope.portfolio.git.IsolatedConfig;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.StepStatus;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A runner is killed in the middle of a real push, and another one brings the saga to its end.
class KilledPushTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final TopFolder DOCS = new TopFolder("docs");
    private static final int FILES = 100;
    private static final int LONGEST_PUSH_MS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SagaReader sagas = new SagaReader(STORE.database());
    @TempDir
    private Path folder;

    @BeforeEach
    void make_an_empty_checkout_and_its_remote() throws Exception {
        IsolatedConfig.install();
        Git.init().setDirectory(folder.resolve("checkout").toFile()).call().close();
        try (GitRemotes remotes = remotes()) {
            remotes.create(DOCS);
        }
    }

    @Test
    void a_push_that_was_killed_is_pushed_once_by_whoever_takes_over() throws Exception {
        Trials trials = Trials.of("killed pushes", 2, 200);
        Random random = trials.random();
        int unfinished = 0;
        for (int trial = 0; trial < trials.count(); trial++) {
            String head = commit(random);
            String id = startSaga();
            kill(id, random.nextInt(LONGEST_PUSH_MS));
            try (GitRemotes remotes = remotes()) {
                unfinished += remotes.has(DOCS, newestRequest()) ? 0 : 1;
            }

            SagaInstance saga = takeOver(id);

            assertThat(saga.status()).as("trial %d: %s", trial, saga.steps()).isEqualTo(SagaStatus.COMPLETED);
            assertThat(saga.step(2).orElseThrow().attempts().getFirst().runner()).isEqualTo("doomed");
            assertThat(saga.step(2).orElseThrow().attempts().getLast().status()).isEqualTo(StepStatus.SUCCEEDED);
            assertRemoteIsWholeAt(head, trial + 1);
        }
        System.out.println("killed pushes: " + unfinished + " of " + trials.count() + " had not arrived");
    }

    private void kill(String id, int afterMs) {
        try (ChildProcess runner = ChildProcess.start(folder.resolve("doomed.log"), SyncRunnerMain.class,
                Integer.toString(STORE.spec().port()), STORE.spec().database(), folder.toString())) {
            runner.await("pushing " + id);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMs));
            runner.kill();
        }
    }

    private SagaInstance takeOver(String id) throws IOException {
        // A lease is half a minute: the test does not wait for its end.
        STORE.execute("update eventscope.saga_step set lease_until = now() where lease_until is not null");
        try (GitRemotes remotes = remotes();
                SearchIndex index = new SearchIndex(folder.resolve("heirs-index"));
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                SagaRunner _ = new SagaRunner(STORE.database(), List.of(sync(remotes, index).definition()), "heir",
                        Clock.systemUTC(), executor)) {
            await("the saga ends").atMost(PATIENCE).until(() -> List.of(SagaStatus.COMPLETED, SagaStatus.FAILED)
                    .contains(sagas.find(id).orElseThrow().status()));
        }
        return sagas.find(id).orElseThrow();
    }

    private void assertRemoteIsWholeAt(String head, int commits) throws IOException, GitAPIException {
        try (Git checkout = Git.open(folder.resolve("checkout").toFile());
                Git remote = Git.open(folder.resolve("remotes").resolve(DOCS.directory()).toFile())) {
            Repository repository = remote.getRepository();
            assertThat(repository.resolve("refs/heads/main^{tree}"))
                    .isEqualTo(checkout.getRepository().resolve(head + ":docs"));
            assertThat(remote.log().add(repository.resolve("refs/heads/main")).call()).hasSize(commits);
            assertThat(remote.tagList().call()).hasSize(commits);
            try (ObjectWalk walk = new ObjectWalk(repository)) {
                for (Ref ref : repository.getRefDatabase().getRefs()) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
                walk.checkConnectivity();
            }
        }
    }

    private String commit(Random random) throws IOException, GitAPIException {
        Path docs = Files.createDirectories(folder.resolve("checkout").resolve("docs"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(docs.resolve("f" + i + ".txt"), Long.toHexString(random.nextLong()).repeat(100) + "\n");
        }
        try (Git git = Git.open(folder.resolve("checkout").toFile())) {
            git.add().addFilepattern(".").call();
            return git.commit().setMessage("Change everything").setAuthor("Ada", "ada@example.org")
                    .setCommitter("Ada", "ada@example.org").setSign(false).call().name();
        }
    }

    private String startSaga() throws IOException {
        new GitImport(STORE.database()).run(folder.resolve("checkout"), null, ImportProgress.NONE);
        String id = newestRequest().sagaId();
        try (GitRemotes remotes = remotes();
                SearchIndex index = new SearchIndex(folder.resolve("none"));
                SagaTrigger trigger = new SagaTrigger(STORE.database(), STORE.reader(),
                        sync(remotes, index).definition(), 0)) {
            await("the saga is started").atMost(PATIENCE).until(() -> {
                trigger.runOnce();
                return sagas.find(id).isPresent();
            });
        }
        return id;
    }

    private static SyncRequest newestRequest() {
        return SyncRequest.of(STORE.reader()
                .readEvents(EventQuery.backward(EventScope.type("SyncRequested"), 1)).getFirst());
    }

    private static SyncSaga sync(GitRemotes remotes, SearchIndex index) {
        return new SyncSaga(new ContentEvents(STORE.reader()), new ContentCache(), remotes, index);
    }

    private GitRemotes remotes() {
        return new GitRemotes(folder.resolve("remotes"), folder.resolve("checkout"), Clock.systemUTC());
    }
}
