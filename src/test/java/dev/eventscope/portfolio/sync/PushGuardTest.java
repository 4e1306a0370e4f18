package dev.eventscope.portfolio.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.portfolio.git.IsolatedConfig;
import dev.eventscope.saga.StepFailed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a push that was killed within the update of the refs leaves in the remote.
class PushGuardTest {

    private static final TopFolder DOCS = new TopFolder("docs");
    private static final String[] LEFT = {"packed-refs", "refs/heads/main"};

    @TempDir
    private Path folder;
    private SyncRequest.OfCommit request = new SyncRequest.OfCommit("", UUID.randomUUID(), 1);

    @BeforeEach
    void make_a_checkout_and_an_empty_remote() throws Exception {
        IsolatedConfig.install();
        Path docs = Files.createDirectories(folder.resolve("checkout/docs"));
        Files.writeString(docs.resolve("a.txt"), "a\n");
        try (Git git = Git.init().setDirectory(folder.resolve("checkout").toFile()).call();
                GitRemotes remotes = remotes()) {
            git.add().addFilepattern(".").call();
            RevCommit commit = git.commit().setMessage("Begin").setAuthor("Ada", "ada@example.org")
                    .setCommitter("Ada", "ada@example.org").setSign(false).call();
            request = new SyncRequest.OfCommit(commit.name(), UUID.randomUUID(), 1);
            remotes.create(DOCS);
        }
    }

    @Test
    void lock_files_of_a_push_that_was_killed_are_cleared_by_the_next_one() throws Exception {
        leaveLocks(PushGuard.STALE.plusSeconds(1));
        writeDown(LEFT);

        try (GitRemotes remotes = remotes()) {
            remotes.push(DOCS, request);

            assertThat(remotes.has(DOCS, request)).isTrue();
        }
        assertThat(lock(LEFT[0])).doesNotExist();
        assertThat(lock(LEFT[1])).doesNotExist();
        assertThat(guard()).isEmptyFile();
    }

    @Test
    void a_lock_file_that_no_push_of_ours_wrote_down_stays() throws Exception {
        leaveLocks(Duration.ofHours(1));

        try (GitRemotes remotes = remotes()) {
            assertThatThrownBy(() -> remotes.push(DOCS, request)).isInstanceOf(StepFailed.class).hasMessage(
                    "remote docs: somebody else's lock file packed-refs.lock is in the way: where no Git works there any"
                            + " more, delete it in " + remotes.directory(DOCS) + " and re-drive the step");
        }

        assertThat(lock(LEFT[0])).exists();
        assertThat(lock(LEFT[1])).exists();
        assertThat(guard()).isEmptyFile();
    }

    @Test
    void a_lock_file_is_given_the_time_that_a_living_git_may_need() throws Exception {
        Duration left = Duration.ofMillis(1_500);
        leaveLocks(PushGuard.STALE.minus(left));
        writeDown(LEFT);
        long begin = System.nanoTime();

        try (GitRemotes remotes = remotes()) {
            remotes.push(DOCS, request);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(left.dividedBy(2));
    }

    @Test
    void what_was_being_written_down_when_the_process_died_names_nothing() throws Exception {
        leaveLocks(Duration.ofHours(1));
        Files.createDirectories(guard().getParent());
        Files.writeString(guard(), "packed-refs\nrefs/heads/ma");

        try (GitRemotes remotes = remotes()) {
            assertThatThrownBy(() -> remotes.push(DOCS, request)).isInstanceOf(StepFailed.class);
        }

        assertThat(lock(LEFT[0])).exists();
    }

    private void leaveLocks(Duration age) throws Exception {
        for (String ref : LEFT) {
            Files.createDirectories(lock(ref).getParent());
            Files.writeString(lock(ref), "");
            Files.setLastModifiedTime(lock(ref), FileTime.from(Instant.now().minus(age)));
        }
    }

    private void writeDown(String... refs) throws Exception {
        Files.createDirectories(guard().getParent());
        Files.writeString(guard(), String.join("\n", refs) + "\n");
    }

    private Path lock(String ref) {
        return folder.resolve("remotes").resolve(DOCS.directory()).resolve(ref + ".lock");
    }

    private Path guard() {
        return folder.resolve("remotes/.pushing").resolve(DOCS.directory());
    }

    private GitRemotes remotes() {
        return new GitRemotes(folder.resolve("remotes"), folder.resolve("checkout"), Clock.systemUTC());
    }
}
