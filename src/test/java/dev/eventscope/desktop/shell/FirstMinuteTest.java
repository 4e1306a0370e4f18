package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.replay.ReplayPane;
import dev.eventscope.desktop.saga.SagaPane;
import dev.eventscope.desktop.timeline.TimelinePane;
import dev.eventscope.desktop.upcast.TeamCode;
import dev.eventscope.desktop.upcast.UpcastPane;
import dev.eventscope.portfolio.demo.Demo;
import dev.eventscope.portfolio.demo.DemoStore;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.embedded.DataFolder;
import dev.eventscope.upcast.Upcasts;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// The first minute of an operator, on the demo store: by mouse, and by keyboard alone. Nothing can be written on the way.
@ExtendWith(ApplicationExtension.class)
class FirstMinuteTest {

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool();

    @TempDir
    static Path temporary;

    private static Demo demo;
    private static long eventsBefore;

    private ShellOnScreen screen;

    @BeforeAll
    static void makeTheDemoStoreBefore() {
        demo = DemoStore.open(new DataFolder(temporary.resolve("data"), temporary.resolve("shared")), null,
                Clock.systemUTC(), _ -> {});
        eventsBefore = events();
    }

    @AfterAll
    static void closeIt() {
        demo.close();
        WORKERS.close();
    }

    @Start
    void start(Stage stage) {
        Parts parts = new Parts(Clock.systemUTC(), (request, _) -> demo.openStore(request.access()), List.of(
                BrowsePane::new, TimelinePane::new,
                frame -> new ReplayPane(frame, session -> new Replay(session.reader(),
                        Folds.of("native", Folds.installedReducers(), Upcasts.none()))),
                frame -> new UpcastPane(frame, WORKERS, TeamCode.NONE),
                frame -> new SagaPane(frame, _ -> Optional.empty(), "ines")), temporary.resolve("config"), "ines");
        screen = ShellOnScreen.open(parts, stage);
    }

    @Stop
    void stop() {
        Shell shell = screen.shell();
        shell.close();
        if (shell.workspace().session() != null) {
            shell.workspace().session().store().close();
        }
    }

    @Test
    void by_mouse(FxRobot robot) {
        robot.clickOn("#demoButton");
        until("the screen stands on what is wrong",
                () -> screen.visible("#sagasView") && screen.rows("#sagaTable") > 0);

        until("a row can be clicked", () -> robot.lookup("#sagaTable .table-row-cell:filled").tryQuery().isPresent());
        robot.clickOn("#sagaTable .table-row-cell:filled");
        until("the saga may be shown on the timeline", () -> screen.enabled("#sagaTimelineButton"));
        robot.clickOn("#sagaTimelineButton");
        until("the timeline stands on the saga's failure",
                () -> screen.visible("#timelineView") && "StepFailed".equals(screen.selectedType()));

        walkFromTheFailureToItsCauseAndThroughTheVersions(robot, () -> robot.clickOn("#replayTab"));
    }

    @Test
    void by_keyboard_alone(FxRobot robot) {
        until("the demo button has the focus", () -> screen.shell().root().getScene().getFocusOwner() != null);
        screen.focusOn(robot, "demoButton");
        robot.push(KeyCode.SPACE);
        until("the screen stands on what is wrong",
                () -> screen.visible("#sagasView") && screen.rows("#sagaTable") > 0);

        robot.push(KeyCode.J);
        screen.focusOn(robot, "sagaTimelineButton");
        robot.push(KeyCode.SPACE);
        until("the timeline stands on the saga's failure",
                () -> screen.visible("#timelineView") && "StepFailed".equals(screen.selectedType()));

        walkFromTheFailureToItsCauseAndThroughTheVersions(robot, () -> robot.push(KeyCode.DIGIT3));
    }

    private void walkFromTheFailureToItsCauseAndThroughTheVersions(FxRobot robot, Runnable toReplay) {
        robot.push(KeyCode.OPEN_BRACKET);
        until("its cause is selected", () -> "StepStarted".equals(screen.selectedType()));
        robot.push(KeyCode.OPEN_BRACKET);
        until("and the cause of that", () -> "StepFailed".equals(screen.selectedType()));
        Long version = screen.shell().workspace().selection().get().version();

        toReplay.run();
        until("the state at that version is shown", () -> screen.visible("#replayView") && version == versionOnShow());
        robot.push(KeyCode.LEFT);
        until("one version back", () -> version - 1 == versionOnShow());
        robot.push(KeyCode.RIGHT);
        until("and forward again", () -> version == versionOnShow());

        assertThat(screen.shell().workspace().session().isReadOnly()).isTrue();
        assertThat(events()).as("nothing was written").isEqualTo(eventsBefore);
    }

    private static long events() {
        try (OpenStore store = demo.openStore(Access.READ_ONLY)) {
            return store.reader().countEvents(dev.eventscope.store.EventScope.all()).value();
        }
    }

    /// The version that the Replay view shows; -1 while it shows none.
    private long versionOnShow() {
        String shown = ((Labeled) screen.shell().root().lookup("#replayView").lookup("#versionLabel")).getText();
        return shown.isEmpty() ? -1 : Long.parseLong(shown);
    }
}
