package dev.eventscope.portfolio.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.Json;
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

/// U04 of the promises, on a history with merges and renames made at random: the state at a random version is what Git has
/// of the file at that commit, and what a fold written apart comes to; blame names the commit that `git log` names.
class StateAgreesWithGitTest {

    private static final int COMMITS = 70;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    static Path folder;

    private static GitProgram git;
    private static String head;
    private static List<StreamSummary> streams;

    @BeforeAll
    static void importHistory() {
        git = new GitProgram(folder);
        git.run("init");
        git.fastImport(new MergedHistory(Trials.of("U04 history", 1, 1).random()).script(COMMITS));
        head = git.run("rev-parse", "refs/heads/main");
        new GitImport(STORE.database()).run(folder, head, ImportProgress.NONE);
        streams = STORE.reader().readStreams(new StreamQuery("content", null, null, 10_000));
    }

    @Test
    void the_history_has_merges_and_renames() {
        assertThat(git.run("rev-list", "--merges", "--first-parent", "--count", head)).asInt().isGreaterThan(5);
        assertThat(git.run("log", "-m", "--first-parent", "--diff-filter=R", "-M", "--format=%H", head).lines())
                .hasSizeGreaterThan(3);
        assertThat(streams).hasSizeGreaterThan(15);
    }

    @Test
    void the_state_at_a_random_version_is_what_git_has_and_what_an_independent_fold_comes_to() {
        Trials trials = Trials.of("U04 states", 200, 5_000);

        assertThat(differences(trials, 0)).isEmpty();
    }

    @Test
    void a_state_of_one_version_earlier_is_noticed() {
        assertThat(differences(Trials.of("U04 seeded bug, one version behind", 60, 60), 1)).isNotEmpty();
    }

    @Test
    void blame_of_every_field_of_the_last_event_is_the_commit_that_git_log_names() {
        Trials trials = Trials.of("U04 blame, merges and renames", 20, 20);
        Random random = trials.random();
        List<StreamSummary> left = new ArrayList<>(streams);
        int compared = 0;

        for (int trial = 0; trial < trials.count() && !left.isEmpty(); trial++) {
            StreamId stream = left.remove(random.nextInt(left.size())).stream();
            List<RecordedEvent> events = eventsOf(stream);
            JsonNode last = ImportedTrees.json(events.getLast().payload());
            Blame blame = replay().blame(stream, Long.MAX_VALUE).orElseThrow();
            String expected = git.run("log", "--first-parent", "-m", "--no-renames", "-1", "--format=%H", head, "--",
                    ImportedTrees.path(last));
            for (FieldBlame field : blame.fields()) {
                if (field.isRemoved() || last.at(field.path()).isMissingNode()) {
                    continue;
                }
                RecordedEvent writer = STORE.reader().findEvent(field.last().eventId()).orElseThrow();
                assertThat(commitOf(writer)).as("%s: %s of %s", trials, field.path(), stream.name())
                        .isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    /// `behind` takes the state of so many versions before instead.
    private static List<String> differences(Trials trials, int behind) {
        Random random = trials.random();
        List<String> found = new ArrayList<>();
        for (int trial = 0; trial < trials.count(); trial++) {
            StreamId stream = streams.get(random.nextInt(streams.size())).stream();
            List<RecordedEvent> events = eventsOf(stream);
            int at = random.nextInt(events.size());
            long version = at + 1L;
            JsonNode state = replay().stateAt(stream, Math.max(1, version - behind)).orElseThrow().state();
            JsonNode apart = foldedApart(events.subList(0, at + 1));
            String inGit = git.run("ls-tree", "--full-tree", commitOf(events.get(at)), "--",
                    ImportedTrees.path(ImportedTrees.json(events.get(at).payload())));
            boolean same = state.equals(apart) && (inGit.isEmpty()
                    ? state.path("deleted").asBoolean()
                    : !state.path("deleted").asBoolean() && inGit.contains(state.path("blob").asText())
                            && inGit.startsWith(state.path("mode").asText()));
            if (!same) {
                found.add("trial " + trial + ": " + stream.name() + " v" + version);
            }
        }
        return found;
    }

    /// An event says all of its file; a deletion leaves the path.
    private static JsonNode foldedApart(List<RecordedEvent> events) {
        RecordedEvent last = events.getLast();
        JsonNode payload = ImportedTrees.json(last.payload());
        boolean deleted = last.type().equals("ContentDeleted");
        ObjectNode state = Json.object();
        payload.properties().stream().filter(field -> !deleted || field.getKey().startsWith("path"))
                .forEach(field -> state.set(field.getKey(), field.getValue()));
        return state.put("deleted", deleted);
    }

    private static String commitOf(RecordedEvent event) {
        return ImportedTrees.json(event.metadata()).path("commit").textValue();
    }

    private static List<RecordedEvent> eventsOf(StreamId stream) {
        List<RecordedEvent> events = new ArrayList<>();
        STORE.reader().scanEvents(EventScope.stream(stream), EventRange.EVERYTHING, events::add);
        return events;
    }

    private static Replay replay() {
        EventReader reader = STORE.reader();
        return new Replay(reader, Folds.of("native", Folds.installedReducers(), Upcasts.installed("native")));
    }
}
