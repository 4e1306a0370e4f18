package dev.eventscope.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.portfolio.git.IsolatedConfig;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportBenchTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();
    @TempDir
    Path folder;

    @Test
    void an_import_is_measured_beside_its_floor_and_leaves_nothing_behind() throws Exception {
        IsolatedConfig.install();
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            Files.writeString(folder.resolve("a.txt"), "one");
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setAuthor("Ada", "ada@example.org").setCommitter("Ada", "ada@example.org")
                    .setMessage("one").call();
        }

        Figure figure = new ImportBench(STORE.database(), Passwords.none(), System::nanoTime).run(folder, 1);

        List<String> left = STORE.database().read(tx -> tx.query(
                "select datname from pg_database where datname like 'eventscope_bench%'",
                row -> row.string("datname")));
        assertThat(figure.goal()).isEqualTo("P10");
        assertThat(figure.ratio()).isEqualTo(figure.subject() / figure.floor()).isPositive();
        assertThat(left).isEmpty();
        assertThat(STORE.reader().countEvents(EventScope.all()).value()).isZero();
    }

    @Test
    void a_folder_that_git_cannot_read_ends_the_floor_with_a_sentence() {
        assertThatThrownBy(() -> new GitFloor(folder).read("HEAD")).isInstanceOf(BenchFailed.class)
                .hasMessageContaining("name a Git repository");
    }

    @Test
    void a_figure_is_the_median_of_its_rounds_and_the_range_of_their_ratios() {
        Figure figure = Figure.of("P10", "import", "s", List.of(4.0, 9.0, 5.0, 6.0), List.of(2.0, 3.0, 1.0, 2.0));

        assertThat(figure).isEqualTo(new Figure("P10", "import", 5.5, 2.0, "s", 3.0, 4, 2.0, 5.0, null));
    }
}
