package dev.eventscope.desktop.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.PaneOnScreen;
import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.replay.shown.DiffRow;
import dev.eventscope.desktop.replay.shown.StateRow;
import dev.eventscope.desktop.replay.shown.StateTree;
import dev.eventscope.desktop.replay.whatif.ReducerChoice;
import dev.eventscope.desktop.replay.whatif.SupposedEvents;
import dev.eventscope.desktop.replay.whatif.UpcasterChoice;
import dev.eventscope.desktop.replay.whatif.WhatIfRows;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Every key and control of the Replay view but those of stepping and of the difference, over a read-only connection.
@ExtendWith(ApplicationExtension.class)
class ReplayControlsTest {

    private static final StreamId PAGE = new StreamId("content-docs/outbox.md");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private ReplayPane pane;
    private OpenStore readOnly;

    @BeforeAll
    static void fill() {
        Story.append(STORE.appender(), PAGE, "ContentUpdated",
                List.of("{\"path\":\"docs/outbox.md\",\"size\":10}", "{\"size\":20,\"draft\":true}",
                        "{\"size\":20,\"tags\":[\"a\"]}", "{\"draft\":null}", "{\"size\":5,\"title\":\"The outbox\"}"));
        Story.append(STORE.appender(), new StreamId("content-b.md"), "ContentUpdated",
                List.of("{\"size\":50}", "{\"size\":1}"));
        Story.append(STORE.appender(), new StreamId("content-c.md"), "ContentUpdated", List.of("{\"size\":1}"));
    }

    @Start
    void start(Stage stage) {
        pane = PaneOnScreen.open(stage, workspace, frame -> new ReplayPane(frame,
                session -> new Replay(session.reader(), Folds.of("native", List.of(), Upcasts.none()))), 1_000, 860);
        readOnly = TestStore.open(STORE.spec(), Access.READ_ONLY);
        workspace.open(new Session("test", "PostgreSQL", readOnly));
        pane.shown();
        workspace.selection().set(Selected.of(PAGE));
        stage.setOnHidden(_ -> readOnly.close());
    }

    @Test
    void space_plays_from_the_first_version_to_the_last_and_pauses(FxRobot robot) {
        awaitVersion("5");

        robot.clickOn("#playButton");
        awaitVersion("1");
        robot.interact(() -> assertThat(button("#playButton").getAccessibleText()).isEqualTo("Pause"));
        robot.clickOn("#realTimePaceButton");
        awaitThat("the end, at the pace of events that came within moments", () -> version().equals("5"));
        awaitThat("paused", () -> button("#playButton").getAccessibleText().equals("Play"));
        robot.clickOn("#stepPaceButton");
        press(robot, "Home");
        press(robot, "Space");
        awaitVersion("2");
        press(robot, "Space");
        String paused = version();
        assertThat(workspace.selection().get().version()).isEqualTo(Long.parseLong(paused));
    }

    @Test
    void a_version_a_position_and_a_time_can_be_typed(FxRobot robot) {
        awaitVersion("5");
        press(robot, "V");
        assertThat(robot.lookup("#goToField").query().isFocused()).isTrue();

        type(robot, "v2");
        awaitVersion("2");
        type(robot, "#3");
        awaitVersion("3");
        type(robot, Instant.now().plusSeconds(60).toString());
        awaitVersion("5");
        type(robot, "2001-01-01");
        awaitThat("refused in words", () -> label("#goToMessage").equals("the stream begins after that time"));
        type(robot, "9");
        awaitThat("refused in words", () -> label("#goToMessage").equals("the last version is v5"));
        assertThat(version()).isEqualTo("5");
        type(robot, "sometime");
        awaitThat("refused in words", () -> label("#goToMessage").startsWith("a version (41)"));
    }

    @Test
    void b_walks_to_the_last_writer_of_a_field_and_shift_b_to_the_one_before(FxRobot robot) {
        awaitVersion("5");
        press(robot, "Left");
        awaitVersion("4");
        choose(robot, "/size");

        press(robot, "B");
        awaitThat("written again by v3, with an equal value", () -> version().equals("3"));
        awaitThat("and named below", () -> label("#writerType").equals("ContentUpdated")
                && button("#writerVersionButton").getText().equals("v3"));
        press(robot, "Shift+B");
        awaitVersion("2");
        awaitThat("the writer before that", () -> button("#writerBeforeButton").getText().equals("Writer before, v1"));
        robot.clickOn("#writerBeforeButton");
        awaitVersion("1");
    }

    @Test
    void a_removed_field_is_named_below_the_state_and_has_its_writers_too(FxRobot robot) {
        awaitVersion("5");

        awaitThat("the removed field", () -> rows().stream().anyMatch(row -> row.path().equals("/draft")
                && row.kind() == StateRow.Kind.REMOVED && row.version() == 4));
        choose(robot, "/draft");
        press(robot, "B");
        awaitVersion("4");
        press(robot, "Shift+B");
        awaitVersion("2");
        awaitThat("there it is", () -> rows().stream().anyMatch(row -> row.path().equals("/draft")
                && row.kind() == StateRow.Kind.VALUE));
    }

    @Test
    void a_watched_field_shows_its_value_while_scrubbing_and_marks_its_changes(FxRobot robot) {
        awaitVersion("5");
        choose(robot, "/size");
        press(robot, "P");
        WatchList list = (WatchList) pane.root().lookup("#watchList");
        awaitThat("watched", () -> list.getItems().size() == 1 && list.getItems().getFirst().track() != null);

        assertThat(list.getItems().getFirst().track().points()).extracting(point -> point.version())
                .containsExactly(1L, 2L, 5L);
        robot.interact(() -> {
            key("Home").run();
            assertThat(list.getItems().getFirst().value().asInt()).as("in the frame of the move").isEqualTo(10);
        });
        press(robot, "P");
        awaitThat("watched no longer", () -> list.getItems().isEmpty() && !list.isVisible());
    }

    @Test
    void a_predicate_tells_where_it_first_holds_and_n_walks_its_flips(FxRobot robot) {
        awaitVersion("5");

        robot.interact(() -> this.<TextField>lookup("#predicateField").setText("data.size>15"));
        awaitThat("found", () -> label("#flipLabel").startsWith("first holds at v2")
                && label("#flipLabel").endsWith("1 more flip"));
        robot.interact(() -> pane.focus());
        press(robot, "Home");
        robot.clickOn("#nextFlipButton");
        awaitVersion("2");
        press(robot, "N");
        awaitVersion("5");
        press(robot, "Shift+N");
        awaitVersion("2");
        assertThat(button("#previousFlipButton").isDisabled()).isTrue();
    }

    @Test
    void a_predicate_may_be_an_expression_or_the_name_of_one_of_the_profile(FxRobot robot) {
        awaitVersion("5");
        robot.clickOn("#expressionLanguageButton");
        robot.interact(() -> this.<TextField>lookup("#expressionField").setText("state.size > size"));
        awaitThat("refused at its column", () -> label("#expressionMessage").startsWith("column 14: "));
        robot.clickOn("#expressionMessage");
        assertThat(this.<TextField>lookup("#expressionField").getCaretPosition()).isEqualTo(13);

        robot.interact(() -> this.<TextField>lookup("#expressionField").setText("state.size > 15"));
        awaitThat("found", () -> label("#flipLabel").startsWith("first holds at v2"));
        robot.interact(() -> this.<TextField>lookup("#expressionField").setText("state.size + 15"));
        awaitThat("no predicate", () -> label("#expressionMessage").contains("gives true or false"));

        robot.interact(() -> workspace.profileProperty()
                .set(Profile.parse("team.yaml", "predicates: {small: state.size < 10}")));
        awaitVersion("5");
        robot.interact(() -> this.<TextField>lookup("#expressionField").setText("small"));
        awaitThat("the team's predicate", () -> label("#flipLabel").startsWith("first holds at v5"));
        robot.clickOn("#searchFlipsButton");
        awaitThat("in all streams", () -> label("#flipsFact").equals("Holds at some version of 3 of 3 streams"));
    }

    @Test
    void an_expression_is_not_compiled_on_the_fx_thread(FxRobot robot) {
        awaitVersion("5");
        robot.clickOn("#expressionLanguageButton");
        TextField field = lookup("#expressionField");

        robot.interact(() -> {
            field.setText("state.size > 15");
            field.fireEvent(new ActionEvent());
            assertThat(label("#flipLabel")).as("nothing has come of it within the call").isEmpty();
        });
        awaitThat("it comes later", () -> label("#flipLabel").startsWith("first holds at v2"));
    }

    @Test
    void all_streams_of_the_category_are_searched_and_a_row_is_gone_to(FxRobot robot) {
        awaitVersion("5");
        robot.interact(() -> this.<TextField>lookup("#predicateField").setText("data.size>15"));
        awaitThat("offered", () -> button("#searchFlipsButton").isVisible());

        robot.clickOn("#searchFlipsButton");
        awaitThat("done", () -> label("#flipsFact").equals("Holds at some version of 2 of 3 streams"));
        TableView<?> table = robot.lookup("#flipsTable").query();
        assertThat(table.getItems()).hasSize(4);
        robot.interact(() -> table.getSelectionModel().select(0));
        awaitThat("gone to", () -> label("#replayStreamLabel").equals("content-b.md") && version().equals("1"));
        robot.clickOn("#closeSearchButton");
        awaitThat("closed", () -> pane.root().lookup("#flipsTable") == null);
    }

    @Test
    void two_streams_are_compared_and_either_side_may_be_a_place_that_is_typed(FxRobot robot) {
        awaitVersion("5");
        robot.clickOn("#compareToggle");
        compare(robot, "content-b.md", "v1", "3");
        awaitThat("b.md at its first version, with v3", () -> changes().keySet()
                .containsAll(List.of("/size", "/draft", "/path", "/tags")) && changes().get("/size").equals("50 20"));
        assertThat(fromChoice()).isEqualTo("content-b.md v1");

        robot.interact(() -> key("End").run());
        awaitThat("still b.md when scrubbing", () -> version().equals("5") && changes().get("/size").equals("50 5"));
        compare(robot, "content-b.md", "", "");
        awaitThat("its head", () -> changes().get("/size").equals("1 5"));
        compare(robot, "content-b.md", "#6", "");
        awaitThat("at a position", () -> changes().get("/size").equals("50 5"));

        compare(robot, "", "#2", Instant.now().plusSeconds(60).toString());
        awaitThat("this stream, at a position and an instant", () -> changes().get("/size").equals("20 5")
                && fromChoice().equals("v2"));
        compare(robot, "content-none.md", "", "");
        awaitThat("refused in words", () -> label("#compareMessage").equals("there is no stream content-none.md"));
        compare(robot, "content-b.md", "v9", "");
        awaitThat("refused in words", () -> label("#compareMessage")
                .equals("the last version of content-b.md is v2"));
        compare(robot, "", "sometime", "");
        awaitThat("refused in words", () -> label("#compareMessage").startsWith("a version (41)"));
        compare(robot, "", "", "");
        awaitThat("the one before again", () -> fromChoice().equals("v4"));
    }

    private void compare(FxRobot robot, String stream, String from, String to) {
        robot.interact(() -> {
            this.<TextField>lookup("#compareStreamField").setText(stream);
            this.<TextField>lookup("#compareFromField").setText(from);
            this.<TextField>lookup("#compareToField").setText(to);
            button("#compareButton").fire();
        });
    }

    private String fromChoice() {
        return ((ListCell<?>) this.<ComboBox<Long>>lookup("#fromChoice").getButtonCell()).getText();
    }

    /// Path to the values on its lines.
    private Map<String, String> changes() {
        Map<String, String> changes = new TreeMap<>();
        String path = "";
        for (DiffRow row : this.<ListView<DiffRow>>lookup("#diffList").getItems()) {
            if (row instanceof DiffRow.Head(var at, var _)) {
                path = at;
            } else if (row instanceof DiffRow.Line line) {
                changes.merge(path, line.text().strip(), (one, next) -> one + " " + next);
            }
        }
        return changes;
    }

    @Test
    void what_if_leaves_out_edits_moves_and_reads_otherwise_and_writes_nothing(FxRobot robot) {
        awaitVersion("5");
        Map<String, String> before = checksums();

        robot.clickOn("#whatIfButton");
        ListView<SupposedEvents.Slot> events = robot.lookup("#whatIfEvents").query();
        awaitThat("the events", () -> events.getItems().size() == 5);
        robot.interact(() -> {
            key("Home").run();
            key("O").run();
        });
        awaitThat("v1 is left out", () -> differences().contains("absent") && label("#stepsFact")
                .equals("5 of 5 differ"));
        robot.clickOn("#clearWhatIfButton");
        awaitThat("cleared", () -> differences().isEmpty());

        robot.interact(() -> {
            events.requestFocus();
            events.getSelectionModel().select(4);
        });
        robot.type(KeyCode.ENTER);
        TextArea editor = robot.lookup("#payloadEditor").query();
        robot.interact(() -> editor.setText("{\"size\":"));
        assertThat(button("#applyEditButton").isDisabled()).as("no JSON, nothing to suppose").isTrue();
        assertThat(label("#editMessage")).contains("line 1");
        robot.interact(() -> editor.setText("{\"size\":77}"));
        robot.clickOn("#applyEditButton");
        awaitThat("the edited payload", () -> differences().containsAll(List.of("/size", "5", "77")));

        robot.interact(() -> {
            events.requestFocus();
            events.getSelectionModel().select(4);
        });
        robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
        awaitThat("moved before v4", () -> label("#whatIfFact").equals("1 edited, 2 moved"));
        robot.interact(() -> this.<ComboBox<UpcasterChoice>>lookup("#upcasterChoice")
                .setValue(UpcasterChoice.AS_STORED));
        awaitThat("still folded", () -> label("#whatIfFoot").endsWith("The store is not written."));
        robot.clickOn("#atShownButton");
        awaitThat("at the version shown, v1, nothing differs", () -> differences().isEmpty());
        robot.clickOn("#nextDifferenceButton");
        awaitVersion("4");
        robot.clickOn("#closeWhatIfButton");
        awaitThat("closed", () -> pane.root().lookup("#whatIfPart") == null);

        assertThat(checksums()).isEqualTo(before);
    }

    @Test
    void what_if_offers_every_reducer_and_upcaster_that_is_installed_or_in_the_profile(FxRobot robot) {
        awaitVersion("5");
        robot.interact(() -> workspace.profileProperty().set(Profile.parse("team.yaml", """
                reducers:
                  - category: content
                    events: {ContentUpdated: [{set: {path: /seen, to: "event.version"}}]}
                upcasters:
                  - {type: ContentUpdated, from: 1, to: 2, rules: [{rename: {from: /size, to: /bytes}}]}
                """)));
        awaitVersion("5");
        robot.clickOn("#whatIfButton");
        ComboBox<ReducerChoice> reducer = lookup("#reducerChoice");
        ComboBox<UpcasterChoice> upcaster = lookup("#upcasterChoice");
        awaitThat("offered", () -> reducer.getItems().size() > 3);
        assertThat(reducer.getItems()).extracting(ReducerChoice::toString).startsWith("as deployed",
                "payloads merged, approximate").contains("content, exact, ContentReducer",
                        "content, declared, rules of the profile");
        assertThat(upcaster.getItems()).extracting(UpcasterChoice::toString).startsWith("as deployed",
                "candidate rules of the Upcasts view", "none, payloads as stored", "only what is installed",
                "only the profile's").contains("only ContentUpdated v1 \u2192 v2, team.yaml:5");

        choose(robot, reducer, "content, declared, rules of the profile");
        awaitThat("its rules fold the stream", () -> differences().contains("/seen")
                && label("#whatIfFoot").contains("declared"));
        choose(robot, reducer, "payloads merged, approximate");
        choose(robot, upcaster, "only the profile's");
        awaitThat("its upcaster reads the payloads", () -> differences().contains("/bytes"));
        robot.clickOn("#clearWhatIfButton");
        awaitThat("as deployed again", () -> differences().isEmpty()
                && reducer.getValue().equals(ReducerChoice.AS_DEPLOYED));
    }

    private static <T> void choose(FxRobot robot, ComboBox<T> from, String text) {
        robot.interact(() -> from.setValue(from.getItems().stream().filter(each -> each.toString().equals(text))
                .findFirst().orElseThrow()));
    }

    @Test
    void a_drag_shows_each_state_in_the_frame_of_its_move() {
        ScrubTrial trial = ScrubTrial.begin(800, 600, Clock.systemUTC(), System::nanoTime);
        trial.open(STORE.store(), PAGE);

        assertThat(trial.scrub(40, new Random(8))).hasSize(40).allMatch(millis -> millis > 0);
        trial.leave();
    }

    @Test
    void every_control_has_a_name_and_every_key_is_offered_once(FxRobot robot) {
        awaitVersion("5");
        robot.clickOn("#whatIfButton");
        awaitThat("the events", () -> pane.root().lookup("#whatIfEvents") != null);

        for (String id : List.of("#playButton", "#stepPaceButton", "#realTimePaceButton", "#goToField",
                "#previousFlipButton", "#nextFlipButton", "#whatIfButton", "#previousChangeButton",
                "#nextChangeButton", "#showOnTimelineButton", "#whatIfEvents", "#reducerChoice", "#upcasterChoice",
                "#clearWhatIfButton", "#closeWhatIfButton", "#atHeadButton", "#whatIfDiff")) {
            Node node = robot.lookup(id).query();
            assertThat(node.getAccessibleText()).as(id).isNotBlank();
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX()).as(id).isLessThanOrEqualTo(1_000);
        }
        assertThat(pane.keys()).extracting(KeyAction::keys).doesNotHaveDuplicates().contains("Space", "B", "Shift+B",
                "X", "Ctrl+D", "P");
    }

    private void press(FxRobot robot, String keys) {
        robot.interact(() -> key(keys).run());
    }

    private Runnable key(String keys) {
        return pane.keys().stream().filter(key -> key.keys().equals(keys)).map(KeyAction::run).findFirst()
                .orElseThrow();
    }

    private void type(FxRobot robot, String text) {
        TextField field = robot.lookup("#goToField").query();
        robot.interact(() -> {
            field.setText(text);
            field.requestFocus();
        });
        robot.type(KeyCode.ENTER);
    }

    private void choose(FxRobot robot, String path) {
        awaitThat("the row of " + path, () -> rows().stream().anyMatch(row -> row.path().equals(path)));
        robot.interact(() -> tree().choose(path));
    }

    private StateTree tree() {
        return lookup("#stateTree");
    }

    private List<StateRow> rows() {
        return List.copyOf(tree().getItems());
    }

    private List<String> differences() {
        ListView<WhatIfRows.WhatIfRow> list = lookup("#whatIfDiff");
        return list.getItems().stream().map(WhatIfRows.WhatIfRow::text).toList();
    }

    private void awaitVersion(String version) {
        awaitThat("version " + version, () -> version().equals(version) && label("#stateTitle")
                .equals("State at v" + version));
    }

    private String version() {
        return label("#versionLabel");
    }

    private Button button(String id) {
        return lookup(id);
    }

    private String label(String id) {
        return this.<Label>lookup(id).getText();
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T lookup(String id) {
        return (T) pane.root().lookup(id);
    }

    private static Map<String, String> checksums() {
        Map<String, String> sums = new TreeMap<>();
        List<String> tables = STORE.database().read(tx -> tx.query(
                "select tablename from pg_tables where schemaname = 'eventscope'", row -> row.string("tablename")));
        for (String table : tables) {
            sums.put(table, STORE.database()
                    .read(tx -> tx.query("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum"
                            + " from eventscope.\"" + table + "\" t", row -> row.string("sum")))
                    .getFirst());
        }
        return sums;
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(condition);
    }
}
