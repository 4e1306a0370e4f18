package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.FailedSagas;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.StepAction;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepError;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.saga.SagaDesk.awaitThat;
import static dev.eventscope.desktop.saga.SagaDesk.clickFirstGroup;
import static dev.eventscope.desktop.saga.SagaDesk.figure;
import static dev.eventscope.desktop.saga.SagaDesk.label;
import static dev.eventscope.desktop.saga.SagaDesk.shown;
import static org.assertj.core.api.Assertions.assertThat;

/// Ten thousand failed sagas in five groups: a canary run at ten a second, stopped by its rule when a new error comes.
@ExtendWith(ApplicationExtension.class)
class ManyFailedTest {

    @RegisterExtension
    static final RunningSagas RUNNING = new RunningSagas();

    private static final TestStore STORE = RUNNING.store();
    private static final int GROUPS = 5;
    private static final int EACH = 2_000;
    private static final int GOOD = 17;
    private static final Set<String> PUSHED = ConcurrentHashMap.newKeySet();
    private static final Set<String> FULL = ConcurrentHashMap.newKeySet();
    private SagaDesk desk;

    @BeforeAll
    static void fill() {
        List<SagaDefinition> sagas = IntStream.range(0, GROUPS).mapToObj(number -> {
            String type = "sync" + number;
            FailedSagas.write(STORE, type, EACH, 0,
                    new StepError("RemoteNotFound", "remote " + type + ": no repository"));
            StepAction nothing = _ -> {};
            return new SagaDefinition(type, List.of(step("cache", nothing), step("git", ManyFailedTest::push),
                    step("index", nothing)));
        }).toList();
        RUNNING.run(sagas);
    }

    @Start
    void start(Stage stage) {
        desk = SagaDesk.open(stage, STORE, "ines");
    }

    @Test
    void the_board_says_exactly_which_are_confirmed_failed_again_and_not_tried(FxRobot robot) {
        clickFirstGroup(robot);
        awaitThat("the group is chosen", () -> shown(robot, "#groupRedriveButton"));
        desk.picture(robot, "many-failed", Theme.Mode.DARK);
        robot.clickOn("#groupRedriveButton");
        awaitThat("it is counted", () -> label(robot, "#redriveTitleLabel").startsWith("Re-drive 2,000 sagas"));
        robot.interact(() -> robot.lookup("#redriveReasonField").queryAs(TextField.class).setText("remote is back"));
        robot.interact(() -> robot.lookup("#paceRateField").queryAs(TextField.class).setText("10"));
        robot.clickOn("#redriveArmButton");
        awaitThat("armed", desk.workspace().arming()::isArmed);
        desk.picture(robot, "many-dialog", Theme.Mode.LIGHT);
        robot.clickOn("#redriveConfirmButton");

        awaitThat("its rule has stopped it", () -> "Stopped".equals(label(robot, "#jobStatusChip")));
        RedriveJob job = new RedriveJobs(STORE.database()).latest(1).getFirst();
        awaitThat("nothing is open any more", () -> sagas(job, State::isOpen).isEmpty());
        awaitThat("the board says which are confirmed",
                () -> figure(robot, "confirmed").equals(Integer.toString(PUSHED.size())));
        assertThat(label(robot, "#jobWhyLabel")).startsWith("A new failure came up: group ");
        awaitThat("and which failed again",
                () -> figure(robot, "failed_again").equals(Integer.toString(FULL.size())));
        awaitThat("and which were not tried",
                () -> figure(robot, "not_tried").equals("%,d".formatted(EACH - PUSHED.size() - FULL.size())));
        assertThat(right(robot, "#jobsToggle")).as("whole, beside large counts").isLessThan(right(robot, "#jobList"));
        assertThat(PUSHED).hasSize(GOOD);
        assertThat(sagas(job, State.CONFIRMED::equals)).isEqualTo(PUSHED);
        assertThat(sagas(job, State.FAILED_AGAIN::equals)).isEqualTo(FULL).isNotEmpty();
        desk.picture(robot, "many-stopped", Theme.Mode.DARK);
    }

    private static double right(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return node.localToScene(node.getLayoutBounds()).getMaxX();
    }

    private static StepDefinition step(String name, StepAction action) {
        return new StepDefinition(name, Effect.IDEMPOTENT, RetryPolicy.never(), action, null);
    }

    private static synchronized void push(StepContext context) throws StepFailed {
        if (PUSHED.size() >= GOOD) {
            FULL.add(context.sagaId());
            throw new StepFailed("DiskFull", "no space left on device", false);
        }
        PUSHED.add(context.sagaId());
    }

    private static Set<String> sagas(RedriveJob job, Predicate<State> wanted) {
        return new RedriveJobs(STORE.database()).items(job.id()).stream().filter(item -> wanted.test(item.state()))
                .map(RedriveJob.Item::sagaId).collect(Collectors.toSet());
    }
}
