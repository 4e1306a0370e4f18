package dev.eventscope.desktop.upcast;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.PaneOnScreen;
import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.Json;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.FieldShape;
import dev.eventscope.replay.UpcastStateDifference;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/// Rules typed in, stop and resume, pace and sample, the report, final states and payload shapes.
@ExtendWith(ApplicationExtension.class)
class UpcastControlsTest {

    private static final int EVENTS = 1_800;
    private static final String BUGGY = """
            upcasters:
              - type: ContentAdded
                from: 1
                to: 2
                rules:
                  - convert: {path: /size, to: number}
            """;
    private static final String FIXED = """
            upcasters:
              - type: ContentAdded
                from: 1
                to: 2
                rules:
                  - rename: {from: /size, to: /bytes}
            """;

    private static final double FIVE_LINES_PX = 88;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private Stage stage;
    private UpcastPane pane;

    @BeforeAll
    static void fill() {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            payloads.add(i == 700 ? "{\"size\":\"12 kB\"}" : "{\"size\":" + i + "}");
        }
        Story.append(STORE.appender(), new StreamId("content-a"), "ContentAdded", payloads);
        Story.append(STORE.appender(), new StreamId("other-b"), "Noted", List.of("{\"n\":1}", "{\"n\":2}"));
    }

    @Start
    void start(Stage stage) {
        this.stage = stage;
        pane = window();
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        pane.shown();
    }

    private UpcastPane window() {
        return PaneOnScreen.open(stage, workspace, frame -> new UpcastPane(frame, ForkJoinPool.commonPool(),
                () -> TeamCode.NONE, folder.resolve("dry-runs")), 1_000, 880);
    }

    @Test
    void a_bug_in_typed_rules_is_found_mended_in_place_and_green(FxRobot robot) throws Exception {
        type(robot, BUGGY);
        robot.clickOn("#dryRunButton");
        awaitThat("the failure is found", () -> label("#upcastEventTitle").equals("First failed")
                && label("#dryRunLabel").startsWith("1,800 events"));

        robot.clickOn("#compareStatesButton");
        awaitThat("whose state stops there", () -> label("#statesFact")
                .equals("Of 2 streams 0 come to another state, 1 stop at an event"));
        TableView<UpcastStateDifference> states = lookup("#stateDifferenceTable");
        assertThat(states.getItems()).hasSize(1).allMatch(row -> row.firstNotReached() == 701);

        type(robot, FIXED);
        robot.clickOn("#dryRunButton");
        awaitThat("green", () -> label("#dryRunLabel").startsWith("1,800 events") && pane.report() != null
                && !pane.report().hasFailures());
        Path markdown = folder.resolve("report.md");
        Path json = folder.resolve("report.json");
        robot.interact(() -> pane.save(markdown));
        awaitThat("the report as Markdown", () -> Files.exists(markdown)
                && Files.readString(markdown).startsWith("# Upcast dry-run: passed"));
        robot.interact(() -> pane.save(json));
        awaitThat("the report as JSON", () -> Files.exists(json)
                && Json.read(Files.readString(json)).path("verdict").asText().equals("passed"));
    }

    @Test
    void typed_rules_have_room_beside_a_long_result(FxRobot robot) {
        type(robot, BUGGY);
        robot.clickOn("#dryRunButton");
        awaitThat("a result", () -> label("#dryRunLabel").startsWith("1,800 events"));

        robot.clickOn("#editRulesButton");

        TextArea editor = lookup("#rulesEditor");
        awaitThat("five lines at least, was " + editor.getHeight(), () -> editor.getHeight() >= FIVE_LINES_PX);
    }

    @Test
    void where_there_are_no_rules_the_list_says_how_to_get_some(FxRobot robot) {
        ComboBox<?> choice = lookup("#rulesChoice");
        awaitThat("the example is offered", () -> choice.getItems().size() == 1);
        robot.interact(() -> choice.getItems().clear());

        robot.clickOn("#rulesChoice");

        awaitThat("said in the list", () -> robot.lookup("#rulesChoiceEmpty").tryQuery().filter(Node::isVisible)
                .isPresent());
        assertThat(robot.lookup("#rulesChoiceEmpty").queryAs(Label.class).getText())
                .isEqualTo("No rules yet: open a file, or type them here");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    }

    @Test
    void a_slow_run_is_stopped_and_goes_on_where_it_was(FxRobot robot) {
        type(robot, FIXED);
        robot.interact(() -> this.<ComboBox<Integer>>lookup("#paceChoice").setValue(500));
        robot.clickOn("#dryRunButton");
        awaitThat("some are done", () -> label("#dryRunProgressLabel").matches("[\\d,]+ of 1,800.* a second.*"));
        robot.clickOn("#stopDryRunButton");
        awaitThat("stopped", () -> lookup("#resumeDryRunButton").isVisible());

        robot.interact(() -> this.<ComboBox<Integer>>lookup("#paceChoice").setValue(0));
        robot.clickOn("#resumeDryRunButton");
        awaitThat("each event was counted once", () -> label("#dryRunLabel").startsWith("1,800 events"));
    }

    @Test
    void a_stopped_run_is_offered_to_the_next_window_with_the_same_rules(FxRobot robot) throws Exception {
        Path rules = Files.writeString(folder.resolve("content-v2.yaml"), FIXED);
        robot.interact(() -> {
            pane.open(rules);
            this.<ComboBox<Integer>>lookup("#paceChoice").setValue(500);
        });
        awaitThat("read", () -> label("#dryRunEmptyLabel").contains("content-v2"));
        robot.clickOn("#dryRunButton");
        awaitThat("some are done", () -> label("#dryRunProgressLabel").matches("[\\d,]+ of 1,800.* a second.*"));
        robot.clickOn("#stopDryRunButton");
        awaitThat("kept", () -> Files.list(folder.resolve("dry-runs")).count() == 1);

        robot.interact(() -> {
            pane = window();
            pane.shown();
        });
        awaitThat("the rules of the last time, and how far they had come",
                () -> lookup("#resumeDryRunButton").isVisible() && label("#dryRunLabel").contains("counted before"));
        Path others = Files.writeString(folder.resolve("others.yaml"), BUGGY);
        robot.interact(() -> pane.open(others));
        awaitThat("of other rules nothing has been counted", () -> label("#dryRunEmptyLabel").contains("others.yaml")
                && !lookup("#resumeDryRunButton").isVisible());
        robot.interact(() -> pane.open(rules));
        awaitThat("offered again", () -> lookup("#resumeDryRunButton").isVisible());
        robot.clickOn("#resumeDryRunButton");
        awaitThat("each event was counted once", () -> label("#dryRunLabel").startsWith("1,800 events"));
        assertThat(folder.resolve("dry-runs")).isEmptyDirectory();
    }

    @Test
    void a_sample_looks_at_so_many_of_each_version(FxRobot robot) {
        type(robot, FIXED);
        robot.interact(() -> this.<ComboBox<Integer>>lookup("#sampleChoice").setValue(100));
        robot.clickOn("#dryRunButton");
        awaitThat("a hundred", () -> label("#dryRunLabel").startsWith("100 events"));
    }

    @Test
    void payload_shapes_tell_which_field_changed_its_kind(FxRobot robot) {
        awaitThat("stored versions", () -> this.<TableView<?>>lookup("#catalogueTable").getItems().size() == 2);
        robot.clickOn("#shapesButton");
        robot.clickOn("#scanShapesButton");
        awaitThat("scanned", () -> label("#shapeFact")
                .equals("2 of 3 fields came, went or changed, in 1,802 events"));
        TableView<FieldShape> table = lookup("#shapeTable");
        assertThat(table.getItems()).extracting(FieldShape::path, FieldShape::kind)
                .containsExactly(tuple("/size", "number"),
                        tuple("/size", "text"));

        robot.clickOn("#driftBox");
        awaitThat("all fields", () -> table.getItems().size() == 3);
        robot.clickOn("#versionsButton");
        assertThat(lookup("#catalogueTable").getParent().isVisible()).isTrue();
    }

    @Test
    void malformed_typed_rules_are_refused_with_their_place(FxRobot robot) {
        robot.clickOn("#editRulesButton");
        awaitThat("a pattern to begin with", () -> this.<TextArea>lookup("#rulesEditor").getText()
                .startsWith("upcasters:"));
        type(robot, "upcasters:\n  - typ: X\n");
        awaitThat("refused", () -> label("#dryRunEmptyLabel").startsWith("typed-rules.yaml:2"));
        for (String id : List.of("#sampleChoice", "#paceChoice", "#editRulesButton", "#rulesEditor",
                "#reasonsButton", "#statesButton", "#shapeTable", "#stateDifferenceTable")) {
            assertThat(lookup(id).getAccessibleText()).as(id).isNotBlank();
        }
    }

    private void type(FxRobot robot, String rules) {
        robot.interact(() -> this.<ToggleButton>lookup("#editRulesButton").setSelected(true));
        awaitThat("the editor is there", () -> lookup("#useTypedButton").isVisible());
        awaitThat("its text has been read", () -> workspace.background().isIdle());
        robot.interact(() -> this.<TextArea>lookup("#rulesEditor").setText(rules));
        robot.clickOn("#useTypedButton");
        awaitThat("read", () -> workspace.background().isIdle() && label("#dryRunEmptyLabel").contains("typed-rules"));
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T lookup(String id) {
        return (T) pane.root().lookup(id);
    }

    private String label(String id) {
        return this.<Label>lookup(id).getText();
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(condition);
    }
}
