package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
import dev.eventscope.event.Json;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.RedrivePlanner;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaQuery;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.saga.Why;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.saga.SagaDesk.awaitThat;
import static dev.eventscope.desktop.saga.SagaDesk.clickFirstGroup;
import static dev.eventscope.desktop.saga.SagaDesk.figure;
import static dev.eventscope.desktop.saga.SagaDesk.label;
import static dev.eventscope.desktop.saga.SagaDesk.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Re-drives of many in the window: a canary run that stops by its rule, a job whose sender died, two windows at one step.
@ExtendWith(ApplicationExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobBoardTest {

    @RegisterExtension
    static final RunningSagas RUNNING = new RunningSagas();

    private static final TestStore STORE = RUNNING.store();
    private static final int SAGAS = 60;
    private static final int GOOD = 12;
    private static final AtomicInteger TRIES = new AtomicInteger();
    private static final Set<String> PUSHED = ConcurrentHashMap.newKeySet();
    private static final Set<String> FULL = ConcurrentHashMap.newKeySet();
    private static volatile boolean remoteThere;
    private static volatile boolean diskFull = true;

    private SagaDesk desk;

    @BeforeAll
    static void fill() {
        SagaDefinition sync = new SagaDefinition("sync", List.of(
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), context -> push(context.sagaId()),
                        null)));
        for (int i = 0; i < SAGAS; i++) {
            String id = "sync-%02d".formatted(i);
            STORE.database().write(tx -> Sagas.start(tx, sync, id, Json.object().put("path", id), null, null));
        }
        RUNNING.run(List.of(sync));
        await("all are failed").atMost(Duration.ofSeconds(60))
                .until(() -> new SagaReader(STORE.database()).counts().get(SagaStatus.FAILED) == SAGAS);
        remoteThere = true;
    }

    @Start
    void start(Stage stage) {
        desk = SagaDesk.open(stage, STORE, "ines");
    }

    @Test
    @Order(1)
    void a_canary_run_is_stopped_by_a_new_error_and_the_board_says_which_is_which(FxRobot robot) {
        clickFirstGroup(robot);
        awaitThat("the group is chosen", () -> shown(robot, "#groupRedriveButton"));
        robot.clickOn("#groupRedriveButton");
        awaitThat("it is counted", () -> "Re-drive 60 sagas, sync / git / RemoteNotFound"
                .equals(label(robot, "#redriveTitleLabel")));
        assertThat(robot.lookup("#redriveConfirmButton").query().isDisabled()).as("not armed").isTrue();
        robot.interact(() -> robot.lookup("#redriveReasonField").queryAs(TextField.class).setText("remote is back"));
        robot.interact(() -> robot.lookup("#paceRateField").queryAs(TextField.class).setText("10"));
        assertThat(label(robot, "#pauseModeLabel"))
                .isEqualTo("not offered: they wait for a person: nothing moves that could be paused");
        assertThat(robot.lookup("#pauseMode").query().isDisabled()).isTrue();
        double place = bottom(robot, "#redriveConfirmButton");
        double row = bottom(robot, "#cancelMode");
        robot.clickOn("#redriveArmButton");
        awaitThat("armed", desk.workspace().arming()::isArmed);
        robot.clickOn("#skipMode");
        assertThat(robot.lookup("#redriveConfirmButton").queryButton().getText())
                .isEqualTo("Skip 1, then 5, 25, all");
        assertThat(bottom(robot, "#redriveConfirmButton")).as("where it was").isEqualTo(place);
        assertThat(bottom(robot, "#cancelMode")).as("where it was").isEqualTo(row);
        robot.clickOn("#retryMode");
        assertThat(robot.lookup("#redriveConfirmButton").queryButton().getText())
                .isEqualTo("Re-drive 1, then 5, 25, all");
        desk.picture(robot, "job-dialog", Theme.Mode.LIGHT);
        robot.clickOn("#redriveConfirmButton");

        awaitThat("the board shows it", () -> List.of("Running", "Stopped").contains(label(robot, "#jobStatusChip")));
        desk.picture(robot, "job-running", Theme.Mode.DARK);
        awaitThat("its rule has stopped it", () -> "Stopped".equals(label(robot, "#jobStatusChip")));
        RedriveJob job = new RedriveJobs(STORE.database()).latest(1).getFirst();
        awaitThat("nothing is open any more", () -> items(job.id()).keySet().stream().noneMatch(State::isOpen));
        awaitThat("the board says which are confirmed",
                () -> figure(robot, "confirmed").equals(Integer.toString(PUSHED.size())));
        assertThat(figure(robot, "failed_again")).isEqualTo(Integer.toString(FULL.size()));
        assertThat(figure(robot, "not_tried")).isEqualTo(Integer.toString(SAGAS - PUSHED.size() - FULL.size()));
        assertThat(items(job.id()).get(State.CONFIRMED)).isEqualTo(PUSHED);
        assertThat(items(job.id()).get(State.FAILED_AGAIN)).isEqualTo(FULL);
        assertThat(label(robot, "#jobWhyLabel")).startsWith("A new failure came up: group ");
        awaitThat("it says what is new", () -> label(robot, "#jobFreshLabel").contains("DiskFull"));
        desk.picture(robot, "job-stopped", Theme.Mode.DARK);
        desk.picture(robot, "job-stopped-light", Theme.Mode.LIGHT);
        robot.clickOn("#failedToggle");
        awaitThat("the new failures stand apart", () -> robot.lookup(".saga-groups-head .title").queryAllAs(Label.class)
                .stream().anyMatch(head -> head.getText().startsWith("New since the re-drive")));
        desk.picture(robot, "job-groups", Theme.Mode.DARK);
    }

    @Test
    @Order(2)
    void a_job_whose_sender_died_is_shown_as_it_is_and_taken_up(FxRobot robot) {
        diskFull = false;
        String group = new SagaReader(STORE.database()).groups().stream()
                .filter(one -> one.errorClass().equals("RemoteNotFound")).findFirst().orElseThrow().id();
        UUID job = UUID.randomUUID();
        new RedriveJobs(STORE.database()).start(job,
                new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY),
                new Pace(List.of(1), 200, 0.2), Why.because("remote is back"), "ann");
        STORE.execute(
                "update eventscope.redrive_job set driver = gen_random_uuid(), beat_at = now() - interval '1 minute'"
                        + " where job_id = '" + job + "'");
        robot.clickOn("#jobsToggle");
        awaitThat("it is left behind", () -> "Left behind".equals(label(robot, "#jobStatusChip")));
        assertThat(robot.lookup("#jobResumeButton").query().isDisabled()).as("not armed").isTrue();
        desk.picture(robot, "job-left-behind", Theme.Mode.DARK);
        keepsTheFocusOfAFigureWhileItIsReadAgain(robot);

        robot.interact(() -> desk.workspace().arming().arm(""));
        awaitThat("armed", () -> !robot.lookup("#jobResumeButton").query().isDisabled());
        robot.clickOn("#jobResumeButton");

        awaitThat("all are confirmed", () -> items(job).keySet().equals(Set.of(State.CONFIRMED)));
        awaitThat("and the board says so", () -> "Ended".equals(label(robot, "#jobStatusChip"))
                && figure(robot, "confirmed").equals(Integer.toString(items(job).get(State.CONFIRMED).size())));
    }

    @Test
    @Order(3)
    void of_two_windows_at_one_step_the_second_is_told_who_was_first(FxRobot robot) {
        awaitThat("a failed saga is on show", () -> "Failed".equals(label(robot, "#sagaStatusChip")));
        awaitThat("it can be re-driven", () -> !robot.lookup("#redriveButton").query().isDisabled());
        String saga = label(robot, "#sagaLabel");
        robot.clickOn("#redriveButton");
        awaitThat("the dialog is open", () -> robot.lookup("#redriveReasonField").tryQuery().isPresent());
        robot.interact(() -> desk.workspace().arming().arm(""));
        awaitThat("armed", desk.workspace().arming()::isArmed);
        robot.interact(() -> robot.lookup("#redriveReasonField").queryAs(TextField.class).setText("mine"));
        int attempt = new SagaReader(STORE.database()).find(saga).orElseThrow().step(1).orElseThrow().attempt();
        remoteThere = false;
        new Redrive(STORE.database()).request(new RedriveRequest(UUID.randomUUID(), saga, 1, attempt,
                RedriveRequest.Mode.RETRY, "his", "jonas"));
        robot.clickOn("#redriveConfirmButton");

        awaitThat("the dialog says who", () -> label(robot, "#redriveProblemLabel").contains("jonas"));
        assertThat(label(robot, "#redriveProblemLabel")).startsWith("Another operator was first: step 1 git of " + saga
                + " was re-driven by jonas, database user postgres at ");
        desk.picture(robot, "job-other-first", Theme.Mode.DARK);
    }

    @Test
    @Order(4)
    void a_group_is_marked_succeeded_on_one_evidence(FxRobot robot) {
        remoteThere = false;
        List<String> failed = new SagaReader(STORE.database()).list(SagaQuery.all(100)
                .withStatuses(Set.of(SagaStatus.FAILED))).stream().map(SagaInstance::sagaId).toList();
        clickFirstGroup(robot);
        awaitThat("the group is chosen", () -> shown(robot, "#groupRedriveButton"));
        robot.clickOn("#groupRedriveButton");
        robot.interact(() -> desk.workspace().arming().arm(""));
        awaitThat("it is counted", () -> label(robot, "#succeededModeLabel").startsWith("go on as if"));
        robot.clickOn("#succeededMode");
        robot.interact(() -> robot.lookup("#redriveReasonField").queryAs(TextField.class).setText("space was made"));
        assertThat(robot.lookup("#redriveConfirmButton").query().getAccessibleHelp()).isEqualTo("Evidence is needed");
        robot.interact(() -> robot.lookup("#redriveEvidenceField").queryAs(TextField.class).setText("ticket 4711"));
        desk.picture(robot, "group-succeeded", Theme.Mode.DARK);
        robot.clickOn("#redriveConfirmButton");

        awaitThat("the board says what was asked", () -> label(robot, "#jobTitleLabel").startsWith("Mark succeeded: "));
        awaitThat("and that it is so", () -> "Ended".equals(label(robot, "#jobStatusChip")));
        RedriveJob job = new RedriveJobs(STORE.database()).latest(1).getFirst();
        assertThat(job.evidence()).isEqualTo("ticket 4711");
        assertThat(items(job.id()).keySet()).containsExactly(State.CONFIRMED);
        assertThat(failed).isNotEmpty().containsAll(items(job.id()).get(State.CONFIRMED));
    }

    private static void keepsTheFocusOfAFigureWhileItIsReadAgain(FxRobot robot) {
        Node figure = robot.lookup("#not_triedFigure").query();
        robot.interact(figure::requestFocus);
        for (int reading = 0; reading < 2; reading++) {
            String seconds = label(robot, "#jobWhyLabel");
            awaitThat("it is read again", () -> !label(robot, "#jobWhyLabel").equals(seconds));
        }

        assertThat(figure.getScene()).as("the figure is still in the window").isNotNull();
        assertThat(figure.getScene().getFocusOwner()).isSameAs(figure);
        robot.type(KeyCode.SPACE);
        awaitThat("only these are shown", () -> label(robot, "#jobItemsLabel").contains(" not tried of "));
        robot.clickOn("#allItemsButton");
    }

    private static double bottom(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return node.localToScene(node.getBoundsInLocal()).getMaxY();
    }

    private static void push(String saga) throws StepFailed {
        if (!remoteThere) {
            throw new StepFailed("RemoteNotFound", "remote docs: no repository", false);
        }
        if (diskFull && TRIES.getAndIncrement() >= GOOD) {
            FULL.add(saga);
            throw new StepFailed("DiskFull", "no space left on device", false);
        }
        if (diskFull) {
            PUSHED.add(saga);
        }
    }

    private static Map<State, Set<String>> items(UUID job) {
        Function<RedriveJob.Item, String> saga = RedriveJob.Item::sagaId;
        return new RedriveJobs(STORE.database()).items(job).stream()
                .collect(Collectors.groupingBy(RedriveJob.Item::state, Collectors.mapping(saga, Collectors.toSet())));
    }

}
