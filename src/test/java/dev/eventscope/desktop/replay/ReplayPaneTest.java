package dev.eventscope.desktop.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
import dev.eventscope.desktop.replay.rail.RailScale;
import dev.eventscope.desktop.replay.shown.DiffRow;
import dev.eventscope.desktop.replay.shown.StateRow;
import dev.eventscope.desktop.replay.shown.StateRows;
import dev.eventscope.desktop.replay.shown.StateTree;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(ApplicationExtension.class)
class ReplayPaneTest {

    private static final StreamId PAGE = new StreamId("content-docs/outbox.md");
    private static final StreamId BROKEN = new StreamId("content-broken");
    private static final StreamId HOSTILE = new StreamId("content-hostile");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private ReplayPane pane;

    @BeforeAll
    static void fill() {
        Story.append(STORE.appender(), PAGE, "ContentUpdated", List.of(
                "{\"path\":\"docs/outbox.md\",\"size\":10,\"text\":\"one\\ntwo\\nthree\\n\"}", "{\"size\":20}",
                "{\"size\":30,\"tags\":[\"a\"]}", "{\"text\":\"one\\n2\\nthree\\n\"}"));
        Story.append(STORE.appender(), BROKEN, "Counted",
                List.of("{\"n\":\"1\"}", "{\"n\":\"many\"}", "{\"n\":\"3\"}"));
        Story.append(STORE.appender(), HOSTILE, "ContentAdded", List.of(
                "{\"long\":\"" + "x".repeat(10_000_000) + "\"}",
                "{\"many\":[" + "0,".repeat(200_000) + "0]}"));
    }

    @Start
    void start(Stage stage) {
        Upcasts upcasts = Upcasts.of(RuleFile.parse("counted.yaml", """
                upcasters:
                  - type: Counted
                    from: 1
                    to: 2
                    rules:
                      - convert: {path: /n, to: number}
                """));
        pane = PaneOnScreen.open(stage, workspace, frame -> new ReplayPane(frame,
                session -> new Replay(session.reader(), Folds.of("native", List.of(), upcasts))), 960, 720);
        stage.getScene().addEventHandler(KeyEvent.KEY_PRESSED, this::runKey);
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        pane.shown();
    }

    @Test
    void a_selected_event_shows_its_version_and_what_it_changed(FxRobot robot) {
        select(robot, Selected.of(PAGE, 3));

        awaitThat("version 3 is shown", () -> version().equals("3") && state().size() == 8);
        assertThat(label("#fidelityChip")).isEqualTo("approximate");
        assertThat(state()).filteredOn(row -> row.version() == 3).extracting(StateRow::path)
                .containsExactly("/size", "/tags", "/tags/0");
        assertThat(state()).filteredOn(row -> row.path().equals("/path")).extracting(StateRow::version)
                .containsExactly(1L);
        assertThat(diff()).contains(new DiffRow.Head("/size", "replace"),
                new DiffRow.Line(DiffRow.Sign.REMOVED, 0, 0, "20"), new DiffRow.Line(DiffRow.Sign.ADDED, 0, 0, "30"),
                new DiffRow.Head("/tags", "add"));
        assertThat(label("#diffFact")).isEqualTo("2 changes");
    }

    @Test
    void the_keys_step_versions_and_the_selection_goes_along(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4"));
        robot.interact(pane::focus);

        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        awaitThat("one back", () -> version().equals("3"));
        assertThat(workspace.selection().get().version()).isEqualTo(3L);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        awaitThat("first", () -> version().equals("1"));
        assertThat(robot.lookup("#stepBackButton").queryAs(Button.class).isDisabled()).isTrue();
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        awaitThat("second", () -> version().equals("2"));
        robot.clickOn("#stateTree");
        robot.press(KeyCode.END).release(KeyCode.END);
        awaitThat("last", () -> version().equals("4"));
        assertThat(workspace.selection().get().version()).isEqualTo(4L);
    }

    @Test
    void buttons_and_the_rail_step_by_mouse(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4"));

        robot.clickOn("#stepFirstButton");
        awaitThat("first", () -> version().equals("1"));
        robot.clickOn("#stepForwardButton");
        awaitThat("second", () -> version().equals("2"));
        Bounds rail = robot.lookup("#scrubSlider").query()
                .localToScreen(robot.lookup("#scrubSlider").query().getBoundsInLocal());
        RailScale scale = new RailScale(rail.getWidth(), 4);
        robot.clickOn(rail.getMinX() + scale.x(3), rail.getMinY() + 28);
        awaitThat("fourth", () -> version().equals("4"));
        robot.drag(rail.getMinX() + scale.x(3), rail.getMinY() + 28)
                .dropTo(rail.getMinX() + scale.x(2) + 3, rail.getMinY() + 28);
        awaitThat("third", () -> version().equals("3"));
        assertThat(workspace.selection().get().version()).isEqualTo(3L);
    }

    @Test
    void a_version_at_hand_is_shown_within_the_call(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4") && !state().isEmpty());

        robot.interact(() -> {
            key("Left").run();
            assertThat(label("#stateTitle")).isEqualTo("State at v3");
        });
    }

    @Test
    void long_text_is_compared_in_hunks_and_any_two_versions_can_be_chosen(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4") && !diff().isEmpty());
        assertThat(diff()).contains(new DiffRow.Head("/text", "+1 −1   1 hunk"),
                new DiffRow.Line(DiffRow.Sign.REMOVED, 2, 0, "two"), new DiffRow.Line(DiffRow.Sign.ADDED, 0, 2, "2"));

        robot.interact(() -> robot.lookup("#fromChoice").<ComboBox<Long>>query().setValue(1L));
        awaitThat("the difference is from the first", () -> label("#diffFact").equals("3 changes"));
        robot.interact(() -> {
            key("Home").run();
            key("X").run();
            key("End").run();
            key("Ctrl+D").run();
        });
        awaitThat("back to the one before", () -> label("#diffFact").equals("1 change"));
        robot.interact(() -> key("Ctrl+D").run());
        awaitThat("from the marked one", () -> label("#diffFact").equals("3 changes"));
    }

    @Test
    void a_fold_error_shows_the_last_good_state_and_names_the_event(FxRobot robot) {
        select(robot, Selected.of(BROKEN));

        awaitThat("the error is said", () -> robot.lookup("#foldErrorNotice").query().isVisible());
        assertThat(label("#foldErrorLabel")).startsWith("v2 cannot be folded: ").endsWith("the last good state.");
        assertThat(label("#stateTitle")).isEqualTo("State at v1");
        assertThat(state()).extracting(StateRow::text).containsExactly("1");
        robot.clickOn("#lastGoodButton");
        awaitThat("the last good version", () -> version().equals("1"));
        assertThat(robot.lookup("#foldErrorNotice").query().isVisible()).isFalse();
    }

    @Test
    void hostile_payloads_are_shown_within_bounds(FxRobot robot) {
        select(robot, Selected.of(HOSTILE));

        awaitThat("the head is shown", () -> version().equals("2") && !state().isEmpty());
        assertThat(state()).hasSizeLessThanOrEqualTo(StateRows.MOST_ROWS + 2);
        assertThat(state()).allMatch(row -> row.text().length() < 600);
        assertThat(diff()).hasSizeLessThan(100);
    }

    @Test
    void a_change_of_the_store_takes_everything_away(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4") && !state().isEmpty());

        robot.interact(() -> workspace.open(null));

        assertThat(state()).isEmpty();
        assertThat(version()).isEmpty();
    }

    @Test
    void every_control_has_a_name_and_stands_inside_the_window(FxRobot robot) {
        select(robot, Selected.of(PAGE));
        awaitThat("the head is shown", () -> version().equals("4"));

        for (String id : List.of("#stepFirstButton", "#stepBackButton", "#stepForwardButton", "#stepLastButton",
                "#scrubSlider", "#stateTree", "#diffList", "#fromChoice", "#toChoice")) {
            Node node = robot.lookup(id).query();
            assertThat(node.getAccessibleText()).as(id).isNotBlank();
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX()).as(id).isLessThanOrEqualTo(960);
        }
    }

    /// As the shell does: keys that nothing else took.
    private void runKey(KeyEvent event) {
        pane.keys().stream().filter(key -> key.keys().equalsIgnoreCase(event.getCode().name())).findFirst()
                .ifPresent(key -> key.run().run());
    }

    private Runnable key(String keys) {
        return pane.keys().stream().filter(key -> key.keys().equals(keys)).map(KeyAction::run).findFirst()
                .orElseThrow();
    }

    private void select(FxRobot robot, Selected selected) {
        robot.interact(() -> workspace.selection().set(selected));
    }

    private String version() {
        return label("#versionLabel");
    }

    private List<StateRow> state() {
        return List.copyOf(((StateTree) pane.root().lookup("#stateTree")).allRows());
    }

    private List<DiffRow> diff() {
        return ((ListView<?>) pane.root().lookup("#diffList")).getItems().stream().map(DiffRow.class::cast).toList();
    }

    private String label(String id) {
        return ((Label) pane.root().lookup(id)).getText();
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(condition);
    }
}
