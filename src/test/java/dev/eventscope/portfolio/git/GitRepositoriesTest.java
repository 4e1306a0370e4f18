package dev.eventscope.portfolio.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Every kind of repository that an operator may name, and following one.
class GitRepositoriesTest {

    @TempDir
    Path folder;
    private Path checkout;
    private GitProgram git;
    private OpenStore store;

    @BeforeEach
    void make_a_repository_and_a_store() throws IOException {
        checkout = Files.createDirectories(folder.resolve("checkout"));
        git = new GitProgram(checkout);
        git.run("init");
        store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void a_repository_without_a_commit_is_nothing_to_import() {
        assertThat(run(checkout)).isEqualTo(ImportResult.NOTHING);
    }

    @Test
    void a_bare_repository_and_a_folder_within_a_checkout_are_imported() throws IOException {
        commit("docs/a.md", "# A");
        new GitProgram(folder).run("clone", "-q", "--bare", "checkout", "bare.git");

        ImportResult fromFolder = run(checkout.resolve("docs"));
        ImportResult fromBare = run(folder.resolve("bare.git"));

        assertThat(fromFolder).isEqualTo(new ImportResult(1, 3, 2));
        assertThat(fromBare).isEqualTo(ImportResult.NOTHING);
    }

    @Test
    void a_worktree_is_imported_at_its_own_head() throws IOException {
        commit("a.txt", "one");
        commit("a.txt", "two");
        git.run("worktree", "add", "-q", "--detach", "../tree", "HEAD~1");

        assertThat(run(folder.resolve("tree"))).isEqualTo(new ImportResult(1, 3, 2));
        assertThat(run(checkout)).isEqualTo(new ImportResult(1, 3, 1));
    }

    @Test
    void a_shallow_clone_begins_with_the_whole_tree_of_its_first_commit() throws IOException {
        commit("a.txt", "one");
        commit("b.txt", "two");
        commit("a.txt", "three");
        new GitProgram(folder).run("clone", "-q", "--depth", "2", "file://" + checkout, "shallow");

        ImportResult result = run(folder.resolve("shallow"));

        assertThat(result).isEqualTo(new ImportResult(2, 7, 4));
        assertThat(ImportedTrees.tree(store.reader(), git.run("rev-parse", "HEAD"))).isEqualTo(git.tree("HEAD"));
    }

    @Test
    void what_is_no_repository_or_no_commit_is_said_in_a_sentence() throws IOException {
        commit("a.txt", "one");
        Path plain = Files.createDirectories(folder.resolve("plain"));

        assertThatThrownBy(() -> run(plain)).isInstanceOf(ImportFailed.class)
                .hasMessageContaining("plain is not in a Git repository");
        assertThatThrownBy(() -> run(folder.resolve("absent"))).isInstanceOf(ImportFailed.class)
                .hasMessageContaining("there is no folder");
        for (String ref : List.of("nope", "HEAD:a.txt", "a b", "^", "")) {
            assertThatThrownBy(() -> new GitImport(store.database()).run(checkout, ref, ImportProgress.NONE))
                    .as(ref).isInstanceOf(ImportFailed.class)
                    .hasMessageContaining("name a branch, a tag or a commit id");
        }
    }

    @Test
    void following_takes_in_new_commits_until_it_is_stopped() throws IOException {
        commit("a.txt", "one");
        StopSignal stop = new StopSignal();
        LinkedBlockingQueue<ImportResult> caughtUp = new LinkedBlockingQueue<>();
        ImportProgress progress = new ImportProgress() {
            @Override
            public void imported(ImportResult done, long totalCommits) {}

            @Override
            public void caughtUp(ImportResult run) {
                caughtUp.add(run);
            }
        };

        try (var executor = Executors.newCachedThreadPool()) {
            CompletableFuture<ImportResult> all = CompletableFuture.supplyAsync(
                    () -> new GitImport(store.database()).follow(checkout, null, progress, stop), executor);
            await("the first commit").atMost(Duration.ofSeconds(20)).until(() -> caughtUp.size() == 1);
            commit("b.txt", "two");
            commit("b.txt", "three");
            await("the new commits").atMost(Duration.ofSeconds(20)).until(
                    () -> caughtUp.stream().mapToLong(ImportResult::commits).sum() == 3);
            stop.stop();

            assertThat(all.join()).isEqualTo(new ImportResult(3, 9, 5));
        }
    }

    private ImportResult run(Path repository) {
        return new GitImport(store.database()).run(repository, null, ImportProgress.NONE);
    }

    private void commit(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        git.run("add", "-A");
        git.run("commit", "-q", "-m", path);
    }
}
