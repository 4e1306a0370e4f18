package dev.eventscope.desktop.upcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.eventscope.desktop.PaneOnScreen;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(ApplicationExtension.class)
class UpcastPaneTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    static Path folder;

    private static Path rules;

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private UpcastPane pane;

    @BeforeAll
    static void fill() throws IOException {
        append("content-a", "{\"name\":\"a\",\"size\":1}");
        append("content-b", "{\"name\":\"b\",\"size\":\"12 kB\"}");
        append("content-c", "{\"name\":\"c\",\"size\":\"13 kB\"}");
        rules = Files.writeString(folder.resolve("content-v2.yaml"), """
                upcasters:
                  - type: ContentAdded
                    from: 1
                    to: 2
                    rules:
                      - rename: {from: /name, to: /title}
                      - convert: {path: /size, to: number}
                """);
    }

    @Start
    void start(Stage stage) {
        pane = PaneOnScreen.open(stage, workspace,
                frame -> new UpcastPane(frame, ForkJoinPool.commonPool(), TeamCode.NONE), 960, 820);
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        pane.shown();
    }

    @Test
    void a_rules_file_is_chosen_run_and_its_first_failure_read(FxRobot robot) {
        awaitThat("stored versions are listed", () -> table(robot, "#catalogueTable").getItems().size() == 1);
        assertThat(label(robot, "#dryRunEmptyLabel")).startsWith("Choose a rules file");

        robot.interact(() -> pane.open(rules));
        awaitThat("rules are read", () -> label(robot, "#dryRunEmptyLabel")
                .equals("content-v2.yaml has 1 step for 1 type. 3 stored events would be read."));
        robot.clickOn("#dryRunButton");
        awaitThat("the run is done", () -> label(robot, "#dryRunLabel").endsWith("nothing written"));

        assertThat(table(robot, "#dryRunReasonTable").getItems()).hasSize(1);
        awaitThat("the first failure is laid out", () -> label(robot, "#upcastEventStream").equals("content-b"));
        awaitThat("its failed step is shown", () -> robot.lookup(".stage-refusal").tryQuery().isPresent());
        robot.clickOn("#nextUpcastButton");
        awaitThat("the next is laid out", () -> label(robot, "#upcastEventStream").equals("content-c"));
        assertThat(workspace.selection().get().stream()).isEqualTo(new StreamId("content-c"));
        assertThat(robot.lookup("#nextUpcastButton").query().isDisabled()).isTrue();
    }

    @Test
    void nothing_stands_outside_the_window(FxRobot robot) {
        robot.interact(() -> pane.open(rules));
        awaitThat("rules are read", () -> robot.lookup("#dryRunButton").query().isVisible());
        robot.clickOn("#dryRunButton");
        awaitThat("a step is laid out", () -> robot.lookup(".stage").queryAll().size() == 3);
        WaitForAsyncUtils.waitForFxEvents();

        for (String id : List.of("#rulesChoice", "#dryRunButton", "#catalogueTable", "#dryRunTable",
                "#nextUpcastButton")) {
            Region region = robot.lookup(id).query();
            assertThat(region.localToScene(region.getBoundsInLocal()).getMaxX()).as(id).isLessThanOrEqualTo(960);
        }
    }

    @Test
    void every_control_has_a_name_for_readers(FxRobot robot) {
        for (String id : List.of("#catalogueTable", "#rulesChoice", "#openRulesButton", "#dryRunTable",
                "#dryRunReasonTable", "#previousUpcastButton", "#nextUpcastButton", "#dryRunProgress")) {
            assertThat(robot.lookup(id).query().getAccessibleText()).as(id).isNotBlank();
        }
        ComboBox<?> choice = robot.lookup("#rulesChoice").query();
        assertThat(choice.getPromptText()).isEqualTo("rules file");
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).until(condition);
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static void append(String stream, String payload) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                NewEvent.of("ContentAdded", Payload.json(payload))));
    }
}
