package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.desktop.upcast.CatalogueRow.State;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunRow;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.UpcastVerdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class UpcastViewModelTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String RULES = """
            upcasters:
              - type: Added
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
            """;

    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final UpcastViewModel model = new UpcastViewModel(workspace, Runnable::run, () -> TeamCode.NONE, null);

    @BeforeAll
    static void fill() {
        append("content-a", "Added", 1, "{\"name\":\"a\",\"size\":1}");
        append("content-b", "Added", 1, "{\"name\":\"b\",\"size\":\"12 kB\"}");
        append("content-c", "Added", 1, "{\"name\":\"c\",\"size\":\"13 kB\"}");
        append("content-d", "Added", 1, "{\"name\":\"d\",\"charset\":\"x\"}");
        append("content-e", "Added", 2, "{\"title\":\"e\",\"size\":1}");
        append("visits-1", "Viewed", 1, "{}");
    }

    @BeforeEach
    void open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        model.shown();
    }

    @Test
    void what_is_stored_is_listed_with_its_chain() throws IOException {
        assertThat(model.catalogue().rows()).extracting(CatalogueRow::type, CatalogueRow::schemaVersion,
                CatalogueRow::events, CatalogueRow::chain, CatalogueRow::state, CatalogueRow::category).containsExactly(
                        tuple("Added", "1", 4L, "no step to v2", State.GAP, "content"),
                        tuple("Added", "2", 1L, "current", State.CURRENT, "content"),
                        tuple("Viewed", "1", 1L, "current", State.CURRENT, "visits"));
        assertThat(model.catalogue().summaryProperty().get()).isEqualTo("2 types, 1 gap");

        model.dryRun().open(file(RULES));

        assertThat(model.catalogue().rows()).extracting(CatalogueRow::chain).containsExactly("v1 → v2", "current",
                "current");
        assertThat(model.catalogue().summaryProperty().get()).isEqualTo("2 types, chains complete");
    }

    @Test
    void rules_are_run_when_told_to_and_the_first_failure_is_laid_out() throws IOException {
        model.dryRun().open(file(RULES));
        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.READY);

        model.dryRun().run();

        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.DONE);
        assertThat(model.dryRun().messageProperty().get()).startsWith("4 events in ").endsWith(", nothing written");
        assertThat(model.rows()).extracting(DryRunRow::ok, DryRunRow::lossy, DryRunRow::failed)
                .containsExactly(tuple(1L, 1L, 2L));
        assertThat(model.reasons()).extracting(DryRunReason::verdict, DryRunReason::events)
                .containsExactly(tuple(UpcastVerdict.FAILED, 2L), tuple(UpcastVerdict.LOSSY, 1L));
        assertThat(shownStream()).isEqualTo("content-b");
        assertThat(Objects.requireNonNull(model.stages().stagesProperty().get()).columns())
                .extracting(StageColumn::chip).containsExactly("as stored", "failed");
    }

    @Test
    void the_state_tells_where_the_fold_stops_or_what_differs() throws IOException {
        model.dryRun().open(file(RULES));
        model.dryRun().run();

        assertThat(facts()).containsExactly("Last good state none", "Versions not reached v1",
                "size, as deployed \"12 kB\"", "size, candidate no value");
        model.choose(model.reasons().getLast());
        assertThat(facts()).containsExactly("name \u2212 \"d\"", "charset \u2212 \"x\"", "title + \"d\"");
    }

    @Test
    void stepping_goes_through_the_group_and_takes_the_selection_along() throws IOException {
        model.dryRun().open(file(RULES));
        model.dryRun().run();

        model.step(1);

        assertThat(shownStream()).isEqualTo("content-c");
        assertThat(workspace.selection().get().stream()).isEqualTo(new StreamId("content-c"));
        assertThat(model.stages().hasNext()).isFalse();
        model.step(1);
        assertThat(shownStream()).isEqualTo("content-c");
    }

    @Test
    void choosing_a_reason_shows_its_events() throws IOException {
        model.dryRun().open(file(RULES));
        model.dryRun().run();

        model.choose(model.reasons().getLast());

        assertThat(shownStream()).isEqualTo("content-d");
        assertThat(model.stages().groupProperty().get().verdict()).isEqualTo(UpcastVerdict.LOSSY);
    }

    @Test
    void a_run_in_which_all_is_well_lays_the_first_event_out() throws IOException {
        model.dryRun().open(file(RULES.substring(0, RULES.indexOf("      - convert"))));
        model.dryRun().run();

        assertThat(model.reasons()).isEmpty();
        assertThat(shownStream()).isEqualTo("content-a");
    }

    @Test
    void choosing_a_stored_version_shows_an_event_of_it() {
        model.choose(model.catalogue().rows().get(1));

        assertThat(shownStream()).isEqualTo("content-e");
    }

    @Test
    void malformed_rules_are_refused_with_their_place_and_mended_rules_run() throws IOException {
        Path file = file(RULES.replace("rename", "renam"));
        model.dryRun().open(file);

        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.MALFORMED);
        assertThat(model.dryRun().messageProperty().get())
                .isEqualTo(
                        "rules.yaml:6:9: unknown rule 'renam', expected one of rename, add, drop, move, convert, set");
        assertThat(workspace.notices().all()).isEmpty();

        Files.writeString(file, RULES);
        model.dryRun().run();

        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.DONE);
    }

    @Test
    void a_chain_that_leads_two_ways_is_refused() throws IOException {
        model.dryRun().open(file(RULES + RULES.substring(RULES.indexOf('\n') + 1)));

        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.MALFORMED);
        assertThat(model.dryRun().messageProperty().get())
                .startsWith("rules.yaml: Added leads two ways from version 1");
    }

    @Test
    void the_event_selected_elsewhere_is_laid_out() {
        EventHeader viewed = STORE.reader().readHeaders(EventQuery.forward(EventScope.type("Viewed"), 1)).getFirst();

        workspace.selection().event(viewed);

        assertThat(shownStream()).isEqualTo("visits-1");
        assertThat(Objects.requireNonNull(model.stages().stagesProperty().get()).columns().getLast().remark())
                .startsWith("No upcaster is for Viewed");
    }

    @Test
    void coming_back_finds_the_same_event_of_the_same_group() throws IOException {
        model.dryRun().open(file(RULES));
        model.dryRun().run();
        model.stages().go(1);
        UpcastViewModel.Place place = model.place();
        model.choose(model.reasons().getLast());

        model.restore(place);

        assertThat(shownStream()).isEqualTo("content-c");
    }

    @Test
    void another_store_keeps_the_rules_and_drops_what_they_came_to() throws IOException {
        model.dryRun().open(file(RULES));
        model.dryRun().run();

        workspace.open(new Session("again", "PostgreSQL", STORE.store()));

        assertThat(model.dryRun().stateProperty().get()).isEqualTo(DryRunModel.State.READY);
        assertThat(model.rows()).isEmpty();
        assertThat(model.stages().event()).isNull();
    }

    private List<String> facts() {
        return Objects.requireNonNull(model.stages().stateProperty().get()).facts().stream()
                .map(fact -> fact.label() + " " + fact.value()).toList();
    }

    private String shownStream() {
        return Objects.requireNonNull(model.stages().event()).stream().name();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }

    private static void append(String stream, String type, int schemaVersion, String payload) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                NewEvent.of(type, Payload.json(payload)).withSchemaVersion(schemaVersion)));
    }
}
