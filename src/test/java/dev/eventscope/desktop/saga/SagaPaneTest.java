package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.saga.SagaDesk.awaitThat;
import static dev.eventscope.desktop.saga.SagaDesk.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(ApplicationExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SagaPaneTest {

    @RegisterExtension
    static final RunningSagas RUNNING = new RunningSagas();

    private static final TestStore STORE = RUNNING.store();
    private static final List<String> PATHS = List.of("docs/outbox.md", "docs/sagas.md", "docs/upcasting.md");
    private static final AtomicBoolean REMOTE_THERE = new AtomicBoolean();

    private SagaDesk desk;

    @BeforeAll
    static void fill() {
        RetryPolicy quick = RetryPolicy.doubling(3, Duration.ofMillis(20));
        SagaDefinition sync = new SagaDefinition("sync", List.of(
                new StepDefinition("cache", Effect.LOCAL_TRANSACTION, quick, SagaPaneTest::refreshCache, null),
                new StepDefinition("git", Effect.IDEMPOTENT, quick, SagaPaneTest::push, null),
                new StepDefinition("index", Effect.IDEMPOTENT, quick, _ -> {}, null)));
        for (int i = 0; i < 4; i++) {
            String path = i < PATHS.size() ? PATHS.get(i) : "src/Main.java";
            NewEvent trigger = NewEvent.of("SyncRequested", Payload.json("{\"path\":\"" + path + "\"}"));
            STORE.appender()
                    .append(AppendRequest.of(new StreamId("content-" + path), ExpectedVersion.any(), trigger));
            String id = "sync-7f3" + i;
            STORE.database().write(tx -> Sagas.start(tx, sync, id, Json.object().put("path", path), trigger.id(),
                    UUID.randomUUID()));
        }
        RUNNING.run(List.of(sync));
        SagaReader reader = new SagaReader(STORE.database());
        await("three failed, one completed").atMost(Duration.ofSeconds(30))
                .until(() -> reader.counts().get(SagaStatus.FAILED) == 3
                        && reader.counts().get(SagaStatus.COMPLETED) == 1);
    }

    @Start
    void start(Stage stage) {
        desk = SagaDesk.open(stage, STORE, "ines");
    }

    @Test
    @Order(1)
    void failures_are_grouped_and_the_saga_shows_why_it_stands(FxRobot robot) {
        awaitThat("three instances", () -> table(robot, "#sagaTable").getItems().size() == 3);
        ListView<?> groups = robot.lookup("#groupList").query();
        assertThat(groups.getItems()).hasSize(2).first().isEqualTo(new GroupRow.Head("Failing now",
                "3 sagas in 1 group"));
        awaitThat("a saga is shown", () -> robot.lookup("#sagaStep2").tryQuery().isPresent());

        assertThat(label(robot, "#sagaStatusChip")).isEqualTo("Failed");
        assertThat(texts(robot, "#sagaStep2")).contains("git", "idempotent", "3 attempts, all failed",
                "remote docs: no repository");
        assertThat(texts(robot, "#sagaStep3")).contains("Would follow when git succeeds");
        awaitThat("the badge counts",
                () -> desk.pane().badge().getValue() instanceof Badge(var tone, var count, var sentence)
                        && tone == Badge.Tone.DANGER && count == 3 && sentence.equals("3 failed sagas"));
        awaitThat("its events and what they caused are listed",
                () -> "10 of its own, 1 caused in other streams".equals(label(robot, "#sagaEventsLabel")));
        awaitThat("the steps stand whole above the events", () -> bottom(robot, "#sagaStep3") <= top(robot,
                "#sagaEventTable"));
        desk.picture(robot, "sagas", Theme.Mode.DARK);
        desk.picture(robot, "sagas-light", Theme.Mode.LIGHT);
    }

    @Test
    @Order(2)
    void a_redrive_needs_a_reason_and_is_watched_until_it_has_failed_again(FxRobot robot) {
        openDialog(robot);
        assertThat(robot.lookup("#redriveConfirmButton").query().isDisabled()).isTrue();
        assertThat(label(robot, "#redriveTitleLabel")).isEqualTo("Re-drive step git of 1 saga");
        assertThat(label(robot, "#skipModeLabel")).isEqualTo("go on to index without git");
        assertThat(label(robot, "#resumeModeLabel")).isEqualTo("not offered: the saga is not paused");
        assertThat(robot.lookup("#resumeMode").query().isDisabled()).isTrue();
        robot.clickOn("#redriveReasonField").write("try it, INC-2290");
        desk.picture(robot, "redrive-dialog", Theme.Mode.DARK);
        desk.picture(robot, "redrive-dialog-light", Theme.Mode.LIGHT);
        robot.clickOn("#redriveConfirmButton");

        awaitThat("failed again", () -> outcome(robot).endsWith("failed again, RemoteNotFound"));
        assertThat(robot.lookup("#redriveDialog").tryQuery()).isEmpty();
        awaitThat("the button is back", () -> !robot.lookup("#redriveButton").query().isDisabled());
    }

    @Test
    @Order(3)
    void a_redrive_that_helps_ends_confirmed_and_leaves_nothing_to_redrive(FxRobot robot) {
        REMOTE_THERE.set(true);
        openDialog(robot);
        robot.clickOn("#redriveReasonField").write("remote restored");
        robot.clickOn("#redriveConfirmButton");

        awaitThat("confirmed", () -> outcome(robot).endsWith("CONFIRMED"));
        awaitThat("completed", () -> label(robot, "#sagaStatusChip").equals("Completed"));
        awaitThat("nothing is left to ask for", () -> robot.lookup("#redriveButton").query().isDisabled());
        assertThat(robot.lookup("#redriveButton").query().getAccessibleHelp())
                .isEqualTo("Nothing can be asked for: the saga is completed: it has ended");
        desk.picture(robot, "sagas-confirmed", Theme.Mode.DARK);
    }

    @Test
    @Order(4)
    void a_step_is_marked_succeeded_on_evidence_only_and_keeps_the_trace(FxRobot robot) {
        REMOTE_THERE.set(false);
        openDialog(robot);
        robot.clickOn("#succeededMode");
        robot.clickOn("#redriveReasonField").write("pushed by hand");
        assertThat(robot.lookup("#redriveConfirmButton").query().isDisabled()).isTrue();
        desk.picture(robot, "redrive-evidence", Theme.Mode.DARK);
        robot.clickOn("#redriveEvidenceField").write("commit 7f31 is on the remote");
        assertThat(label(robot, "#redriveTitleLabel")).isEqualTo("Mark step git of 1 saga succeeded");
        robot.clickOn("#redriveConfirmButton");

        awaitThat("confirmed", () -> outcome(robot).equals("Mark succeeded: CONFIRMED"));
        awaitThat("completed", () -> label(robot, "#sagaStatusChip").equals("Completed"));
        awaitThat("the trace is on the step", () -> texts(robot, "#sagaStep2").stream().anyMatch(
                text -> text.startsWith("Marked succeeded by ines, database user postgres, ")
                        && text.endsWith(": pushed by hand (evidence: commit 7f31 is on the remote)")));
    }

    @Test
    @Order(5)
    void a_saga_is_cancelled_and_its_end_shown_on_it(FxRobot robot) {
        openDialog(robot);
        robot.clickOn("#cancelMode");
        assertThat(robot.lookup("#redriveConfirmButton").queryButton().getText()).isEqualTo("End 1 as it is");
        robot.clickOn("#redriveReasonField").write("not wanted any more");
        robot.clickOn("#redriveConfirmButton");

        awaitThat("confirmed", () -> outcome(robot).equals("Cancel saga: CONFIRMED"));
        awaitThat("cancelled", () -> label(robot, "#sagaStatusChip").equals("Cancelled"));
        awaitThat("what was to come never runs", () -> texts(robot, "#sagaStep3")
                .contains("Never run: the saga was cancelled"));
        desk.picture(robot, "sagas-cancelled", Theme.Mode.DARK);
        desk.picture(robot, "sagas-cancelled-light", Theme.Mode.LIGHT);
    }

    @Test
    @Order(6)
    void a_heap_is_chosen_by_its_segment(FxRobot robot) {
        robot.clickOn("#completedToggle");

        awaitThat("completed ones are listed", () -> table(robot, "#sagaTable").getItems().size() == 4);
        assertThat(robot.lookup("#groupList").query().isVisible()).isFalse();
    }

    @Test
    @Order(7)
    void every_control_has_a_name_for_readers_and_stands_inside(FxRobot robot) {
        for (String id : List.of("#groupList", "#sagaTable", "#sagaEventTable", "#redriveButton", "#completedToggle")) {
            Node node = robot.lookup(id).query();
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX()).as(id).isLessThanOrEqualTo(980);
        }
        for (String id : List.of("#groupList", "#sagaTable", "#sagaEventTable")) {
            assertThat(robot.lookup(id).query().getAccessibleText()).as(id).isNotBlank();
        }
    }

    private static void refreshCache(StepContext context) {
        context.withOutcome(tx -> EventAppender.append(tx, AppendRequest.of(new StreamId("cache-main"),
                ExpectedVersion.any(), NewEvent.of("CacheRefreshed", Payload.json("{}"))
                        .causedBy(context.startedEventId(), context.correlationId()))));
    }

    private static void push(StepContext context) throws StepFailed {
        if (context.data().path("path").textValue().startsWith("docs/") && !REMOTE_THERE.get()) {
            throw new StepFailed("RemoteNotFound", "remote docs: no repository", true);
        }
    }

    private void openDialog(FxRobot robot) {
        awaitThat("a saga can be re-driven", () -> robot.lookup("#redriveButton").tryQuery()
                .filter(button -> !button.isDisabled()).isPresent());
        robot.clickOn("#redriveButton");
        awaitThat("the dialog is open", () -> robot.lookup("#redriveDialog").tryQuery().isPresent());
        if (!desk.workspace().arming().isArmed()) {
            robot.clickOn("#redriveArmButton");
            awaitThat("armed", desk.workspace().arming()::isArmed);
        }
    }

    private static String outcome(FxRobot robot) {
        return robot.lookup("#redriveOutcomeLabel").tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    private static List<String> texts(FxRobot robot, String id) {
        return robot.from(robot.lookup(id)).lookup(".label").queryAllAs(Label.class).stream().map(Label::getText)
                .toList();
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static double top(FxRobot robot, String node) {
        return bounds(robot, node).getMinY();
    }

    private static double bottom(FxRobot robot, String node) {
        return bounds(robot, node).getMaxY();
    }

    private static Bounds bounds(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        return node.localToScene(node.getBoundsInLocal());
    }
}
