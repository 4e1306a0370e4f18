package dev.eventscope.portfolio.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Blame;
import dev.eventscope.replay.FieldBlame;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;

/// Who wrote the fields of a file, by blame and by `git log`: on the history of this checkout where it has one.
class BlameAgreesWithGitTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    @Test
    void blame_of_every_field_of_the_last_event_is_the_commit_that_git_log_names() {
        Trials trials = Trials.of("U04 blame and git log", 20, 20);
        Path repository = repository();
        GitProgram git = new GitProgram(repository);
        String head = git.run("rev-parse", "HEAD");
        new GitImport(STORE.database()).run(repository, head, ImportProgress.NONE);
        EventReader reader = STORE.reader();
        Replay replay = new Replay(reader, Folds.of("native", Folds.installedReducers(), Upcasts.installed("native")));
        List<StreamSummary> streams = new ArrayList<>(
                reader.readStreams(new StreamQuery("content", null, null, 10_000)));
        streams.removeIf(stream -> !stream.stream().name().matches("[\\x20-\\x7e&&[^\"]]+"));
        Random random = trials.random();
        int compared = 0;

        for (int trial = 0; trial < trials.count() && !streams.isEmpty(); trial++) {
            StreamId stream = streams.remove(random.nextInt(streams.size())).stream();
            Blame blame = replay.blame(stream, Long.MAX_VALUE).orElseThrow();
            String path = ImportedTrees.path(blame.state().state());
            String expected = git.run("log", "--first-parent", "-m", "--no-renames", "-1", "--format=%H", head, "--",
                    ":(literal)" + path);
            for (FieldBlame field : blame.fields()) {
                RecordedEvent writer = reader.findEvent(field.last().eventId()).orElseThrow();
                JsonNode carried = ImportedTrees.json(writer.payload()).at(field.path());
                boolean last = field.last().version() == blame.state().version();
                assertThat(last || !carriedByLast(reader, blame, field.path()))
                        .as("%s: %s of %s is of version %d", trials, field.path(), path, field.last().version())
                        .isTrue();
                if (last && !carried.isMissingNode()) {
                    assertThat(ImportedTrees.json(writer.metadata()).path("commit").textValue())
                            .as("%s: %s of %s", trials, field.path(), path).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static boolean carriedByLast(EventReader reader, Blame blame, String path) {
        List<RecordedEvent> last = new ArrayList<>();
        reader.scanEvents(EventScope.stream(blame.state().stream()),
                EventRange.versions(blame.state().version(), blame.state().version()), last::add);
        return !ImportedTrees.json(last.getFirst().payload()).at(path).isMissingNode();
    }

    private Path repository() {
        Path here = Path.of("").toAbsolutePath();
        if (Files.exists(here.resolve(".git"))) {
            return here;
        }
        GitProgram git = new GitProgram(folder);
        git.run("init");
        git.fastImport(OddHistory.script());
        git.run("checkout", "-f", "main");
        return folder;
    }
}
