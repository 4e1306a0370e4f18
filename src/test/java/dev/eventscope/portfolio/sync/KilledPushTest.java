package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.junit.jupiter.api.BeforeAll;
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
import dev.eventscope.saga.StepFailed;
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
    private static final int OLD_REFS = 100_000;
    private static final int MOST_TRIES = 20;
    private static final int LONGEST_PUSH_MS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static int commits;

    private final SagaReader sagas = new SagaReader(STORE.database());

    @BeforeAll
    static void make_an_empty_checkout_and_its_remote() throws Exception {
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
            int afterMs = random.nextInt(LONGEST_PUSH_MS);
            kill(id, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMs)));
            try (GitRemotes remotes = remotes()) {
                unfinished += remotes.has(DOCS, newestRequest()) ? 0 : 1;
            }

            SagaInstance saga = takeOver(id);

            assertThat(saga.status()).as("trial %d: %s", trial, saga.steps()).isEqualTo(SagaStatus.COMPLETED);
            assertThat(saga.step(2).orElseThrow().attempts().getFirst().runner()).isEqualTo("doomed");
            assertThat(saga.step(2).orElseThrow().attempts().getLast().status()).isEqualTo(StepStatus.SUCCEEDED);
            assertRemoteIsWholeAt(head);
        }
        System.out.println("killed pushes: " + unfinished + " of " + trials.count() + " had not arrived");
    }

    @Test
    void a_push_that_was_killed_within_the_update_of_its_refs_leaves_locks_that_whoever_takes_over_clears()
            throws Exception {
        Random random = new Random(1); // not the contents of the other tests
        commit(random);
        takeOver(startSaga());
        packManyRefs(); // so that its update takes its time
        Path lock = remote().resolve("packed-refs.lock");
        String head = "";
        SagaInstance saga = null;
        for (int tries = 0; saga == null && tries < MOST_TRIES; tries++) {
            head = commit(random);
            String id = startSaga();
            kill(id, () -> await("the refs are locked").pollInterval(Duration.ofMillis(1)).atMost(PATIENCE)
                    .until(() -> Files.exists(lock) || remoteHasNewest()));
            boolean within = Files.exists(lock);
            SagaInstance taken = takeOver(id);
            saga = within ? taken : null; // else the push was quicker than the kill
        }

        assertThat(saga).as("a push that was killed within its update").isNotNull();

        assertThat(saga.status()).as("%s", saga.steps()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(lock).doesNotExist();
        assertRemoteIsWholeAt(head);
    }

    @Test
    void a_push_that_had_arrived_when_its_runner_was_killed_is_not_pushed_again() throws Exception {
        String head = commit(new Random(2));
        String id = startSaga();
        try (ChildProcess runner = runner(SyncRunnerMain.HOLD)) {
            runner.await("pushed " + id);
            runner.kill();
        }
        FileTime arrived = Files.getLastModifiedTime(remote().resolve("packed-refs"));

        SagaInstance saga = takeOver(id);

        assertThat(saga.status()).as("%s", saga.steps()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(saga.step(2).orElseThrow().attempts()).extracting(attempt -> attempt.runner())
                .containsExactly("doomed", "heir");
        assertThat(Files.getLastModifiedTime(remote().resolve("packed-refs"))).isEqualTo(arrived);
        assertRemoteIsWholeAt(head);
    }

    private ChildProcess runner(String... more) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(STORE.spec().port()),
                STORE.spec().database(), folder.toString()));
        arguments.addAll(List.of(more));
        return ChildProcess.start(folder.resolve("doomed.log"), SyncRunnerMain.class, arguments.toArray(String[]::new));
    }

    private void kill(String id, Runnable when) {
        try (ChildProcess runner = runner()) {
            runner.await("pushing " + id);
            when.run();
            runner.kill();
        }
    }

    private boolean remoteHasNewest() throws IOException, StepFailed {
        try (GitRemotes remotes = remotes()) {
            return remotes.has(DOCS, newestRequest());
        }
    }

    private void packManyRefs() throws IOException {
        Path packed = remote().resolve("packed-refs");
        String known = Files.readString(packed);
        String commit = known.lines().filter(line -> line.endsWith("refs/heads/main")).findFirst().orElseThrow()
                .substring(0, 40);
        String old = IntStream.range(0, OLD_REFS).mapToObj(i -> commit + " refs/old/%06d\n".formatted(i))
                .collect(Collectors.joining());
        int tags = known.indexOf('\n', known.indexOf(" refs/heads/main")) + 1;
        Files.writeString(packed, known.substring(0, tags) + old + known.substring(tags));
    }

    private static Path remote() {
        return folder.resolve("remotes").resolve(DOCS.directory());
    }

    private SagaInstance takeOver(String id) throws IOException {
        // A lease is half a minute: the test does not wait for its end.
        STORE.execute("update eventscope.saga_step set lease_until = now() where lease_until is not null");
        try (GitRemotes remotes = remotes();
                SearchIndex index = new SearchIndex(folder.resolve("heirs-index"));
                ExecutorService executor = Executors.newCachedThreadPool();
                SagaRunner _ = new SagaRunner(STORE.database(), List.of(sync(remotes, index).definition()), "heir",
                        Clock.systemUTC(), executor)) {
            await("the saga ends").atMost(PATIENCE).until(() -> List.of(SagaStatus.COMPLETED, SagaStatus.FAILED)
                    .contains(sagas.find(id).orElseThrow().status()));
        }
        return sagas.find(id).orElseThrow();
    }

    private void assertRemoteIsWholeAt(String head) throws IOException, GitAPIException {
        try (Git checkout = Git.open(folder.resolve("checkout").toFile());
                Git remote = Git.open(remote().toFile())) {
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

    private static String commit(Random random) throws IOException, GitAPIException {
        Path docs = Files.createDirectories(folder.resolve("checkout").resolve("docs"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(docs.resolve("f" + i + ".txt"), Long.toHexString(random.nextLong()).repeat(100) + "\n");
        }
        try (Git git = Git.open(folder.resolve("checkout").toFile())) {
            git.add().addFilepattern(".").call();
            commits++;
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

    private static GitRemotes remotes() {
        return new GitRemotes(folder.resolve("remotes"), folder.resolve("checkout"), Clock.systemUTC());
    }
}
