package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.store.Access;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.embedded.StandbyPair;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// The window on a real standby: it shows what streams in, says that its end is unsettled, and offers no act.
@ExtendWith(ApplicationExtension.class)
class StandbyWindowTest {

    @RegisterExtension
    static final StandbyPair PAIR = new StandbyPair();

    @TempDir
    Path config;

    private final WholeWindow whole = new WholeWindow();
    private ShellOnScreen screen;

    @Start
    void start(Stage stage) {
        screen = ShellOnScreen.open(whole.parts(PAIR.standbySpec(), config), stage);
    }

    @Stop
    void stop() {
        screen.close();
        whole.close();
    }

    @Test
    void the_window_on_a_standby_follows_it_and_is_badged_unsettled(FxRobot robot) {
        Shell shell = screen.shell();
        robot.interact(() -> shell.stores().open(new StoreRequest.Server(PAIR.standbySpec(), Access.READ_ONLY,
                Passwords.none())));
        until("it is badged", () -> screen.visible("#unsettledBadge"));
        Labeled badge = robot.lookup("#unsettledBadge").queryLabeled();
        assertThat(badge.getText()).isEqualTo("unsettled");
        assertThat(badge.getTooltip().getText()).isEqualTo("Events below the head may still appear: the server at "
                + "127.0.0.1:" + PAIR.standbySpec().port()
                + " is a standby, where nobody can tell which events are settled");
        robot.interact(() -> shell.workspace().selection().stream(StandbyPair.STREAM));
        until("its event is listed", () -> screen.rows("#eventTable") == 1);

        PAIR.append("{\"total\":2}");
        until("the next one streams in and is shown", () -> screen.rows("#eventTable") == 2);
        until("the status bar has counted it", () -> facts(robot).contains("2 events"));
        robot.interact(() -> shell.workspace().arming().arm(""));
        until("acting is refused", () -> !shell.workspace().arming().problemProperty().get().isEmpty());

        assertThat(shell.workspace().arming().problemProperty().get())
                .contains("is a standby and takes no writes: connect to its primary");
        assertThat(shell.workspace().arming().isArmed()).isFalse();
        assertThat(screen.visible("#unsettledBadge")).isTrue();
        assertThat(shell.workspace().notices().all()).isEmpty();
        assertThat(screen.visible("#newEventsButton")).as("what is on screen is not news").isFalse();
    }

    private static List<String> facts(FxRobot robot) {
        return robot.lookup("#statusBar .status-fact").queryAllAs(Pane.class).stream().map(fact -> fact.getChildren()
                .stream().map(part -> ((Labeled) part).getText()).collect(Collectors.joining(" "))).toList();
    }
}
