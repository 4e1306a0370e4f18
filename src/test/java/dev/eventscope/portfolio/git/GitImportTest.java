package dev.eventscope.portfolio.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.SnapshotQuery;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GitImportTest {

    @TempDir
    Path folder;
    private OpenStore store;

    @BeforeEach
    void open_a_store_of_its_own() {
        store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void after_every_commit_the_events_tell_exactly_the_tree_that_git_prints() {
        GitProgram git = oddRepository();

        new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        Map<String, Map<String, String>> told = new TreeMap<>();
        Map<String, Map<String, String>> printed = new TreeMap<>();
        for (String commit : git.firstParentHistory("main")) {
            told.put(commit, ImportedTrees.tree(store.reader(), commit));
            printed.put(commit, git.tree(commit));
        }
        assertThat(printed).hasSize(10);
        assertThat(told).isEqualTo(printed);
    }

    @Test
    void a_second_run_writes_nothing() {
        oddRepository();
        ImportResult first = new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        ImportResult second = new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        assertThat(first.commits()).isEqualTo(10);
        assertThat(first.events()).isEqualTo(store.reader().countEvents(EventScope.all()).value());
        assertThat(second).isEqualTo(ImportResult.NOTHING);
    }

    @Test
    void a_snapshot_by_the_services_own_fold_is_the_tree_too() {
        GitProgram git = oddRepository();
        new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);
        Replay replay = new Replay(store.reader(), Folds.of("native", Folds.installedReducers(), Upcasts.none()));

        Map<String, Map<String, String>> told = new TreeMap<>();
        Map<String, Map<String, String>> printed = new TreeMap<>();
        for (String commit : git.firstParentHistory("main")) {
            Map<String, String> tree = new TreeMap<>();
            replay.snapshot(SnapshotQuery.at("content", ImportedTrees.lastPosition(store.reader(), commit)), state -> {
                assertThat(state.fidelity()).isEqualTo(Fidelity.EXACT);
                if (!state.state().get("deleted").booleanValue()) {
                    tree.put(ImportedTrees.path(state.state()), ImportedTrees.entry(state.state()));
                }
            });
            told.put(commit, tree);
            printed.put(commit, git.tree(commit));
        }

        assertThat(told).isEqualTo(printed);
    }

    @Test
    void a_commit_is_one_correlation_that_begins_with_its_import_and_ends_with_its_request_for_a_sync() {
        GitProgram git = oddRepository();

        new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        String commit = git.firstParentHistory("main").get(1);
        List<RecordedEvent> events = store.reader().readEvents(EventQuery.forward(
                EventScope.correlation(CommitEvents.correlation(commit).toString()), 100));
        assertThat(events).extracting(RecordedEvent::type).containsExactly("CommitImported", "ContentUpdated",
                "ContentAdded", "ContentAdded", "SyncRequested");
        assertThat(events).extracting(event -> event.stream().name()).containsExactly("commit-" + commit,
                "content-a.txt", "content-link", "content-sub/module", "commit-" + commit);
        assertThat(events.subList(1, 5)).extracting(event -> event.header().causeId())
                .containsOnly(events.getFirst().id());
        assertThat(events).extracting(event -> event.header().occurredAt()).containsOnly(Instant.ofEpochSecond(900));
        assertThat(events).extracting(event -> event.header().correlationId().replace("-", ""))
                .containsOnly(commit.substring(0, 32));
        assertThat(ImportedTrees.json(events.get(1).metadata()).get("commit").textValue()).isEqualTo(commit);
        assertThat(ImportedTrees.json(events.get(3).payload()).get("size").isNull()).isTrue();
    }

    @Test
    void an_import_interrupted_at_any_batch_and_run_again_writes_every_event_once() {
        GitProgram git = oddRepository();
        OpenStore whole = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
        new GitImport(whole.database()).run(folder, "main", ImportProgress.NONE);
        List<String> expected = idsInOrder(whole);
        whole.close();

        int interruptions = 0;
        while (interruptedAfterOneBatch()) {
            interruptions++;
        }

        assertThat(interruptions).isGreaterThan(git.firstParentHistory("main").size());
        assertThat(idsInOrder(store)).isEqualTo(expected);
    }

    @Test
    void a_large_commit_is_imported_whole() {
        GitProgram git = new GitProgram(folder);
        git.run("init");
        StringBuilder script = new StringBuilder("commit refs/heads/main\ncommitter A <a@b> 1 +0000\ndata 0\n");
        int files = 2 * CommitEvents.PATHS_PER_REQUEST + 1;
        for (int i = 0; i < files; i++) {
            script.append("M 100644 inline f").append(i).append("\ndata 1\nx\n");
        }
        git.fastImport(script.append("\ndone\n").toString());

        ImportResult result = new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        String commit = git.run("rev-parse", "main");
        assertThat(result).isEqualTo(new ImportResult(1, files + 2L, files + 1L));
        assertThat(ImportedTrees.tree(store.reader(), commit)).isEqualTo(git.tree(commit));
    }

    @Test
    void paths_that_are_not_utf_8_have_streams_of_their_own_and_keep_their_bytes() {
        oddRepository();

        new GitImport(store.database()).run(folder, "main", ImportProgress.NONE);

        assertThat(List.of("content-\"caf\\351.txt\"", "content-\"caf\\350.txt\"", "content-größe/日本.txt",
                "content-line\nbreak.txt", "content-\"\\\"quoted\\\".txt\""))
                .allSatisfy(name -> assertThat(store.reader().findStream(new StreamId(name))).isPresent());
    }

    @Test
    void another_history_is_refused_and_an_older_commit_of_the_same_one_is_nothing_new() {
        GitProgram git = oddRepository();
        GitImport gitImport = new GitImport(store.database());
        gitImport.run(folder, "main", ImportProgress.NONE);
        long events = store.reader().countEvents(EventScope.all()).value();

        ImportResult older = gitImport.run(folder, "main~3", ImportProgress.NONE);
        git.run("checkout", "-f", "--orphan", "other");
        git.run("commit", "--allow-empty", "-m", "unrelated");

        assertThat(older).isEqualTo(ImportResult.NOTHING);
        assertThatThrownBy(() -> gitImport.run(folder, "other", ImportProgress.NONE)).isInstanceOf(ImportFailed.class)
                .hasMessageContaining("a store of its own");
        assertThat(store.reader().countEvents(EventScope.all()).value()).isEqualTo(events);
    }

    private boolean interruptedAfterOneBatch() {
        try {
            new GitImport(store.database(), 1).run(folder, "main", (done, total) -> {
                if (done.events() > 0) {
                    throw new CancellationException("pulled the plug");
                }
            });
            return false;
        } catch (CancellationException e) {
            return true;
        }
    }

    private static List<String> idsInOrder(OpenStore store) {
        List<String> ids = new ArrayList<>();
        store.reader().scanHeaders(EventScope.all(), EventRange.EVERYTHING,
                header -> ids.add(header.stream() + "@" + header.version() + " " + header.id()));
        return ids;
    }

    private GitProgram oddRepository() {
        GitProgram git = new GitProgram(folder);
        git.run("init");
        git.fastImport(OddHistory.script());
        return git;
    }
}
