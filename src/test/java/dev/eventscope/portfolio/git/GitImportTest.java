package dev.eventscope.portfolio.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.store.Access;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

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

    private GitProgram oddRepository() {
        GitProgram git = new GitProgram(folder);
        git.run("init");
        git.fastImport(OddHistory.script());
        return git;
    }

    private List<String> types(String commit) {
        List<String> types = new ArrayList<>();
        store.reader().scanHeaders(EventScope.correlation(CommitEvents.correlation(commit).toString()),
                EventRange.EVERYTHING, header -> types.add(header.type()));
        return types;
    }
}
