package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// The window as a person meets it: by mouse, and by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ShellWalkTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static UUID failedStep;

    @TempDir
    Path config;

    private final AtomicReference<StoreException> failure = new AtomicReference<>();
    private final StringBuilder pressed = new StringBuilder();
    private ShellOnScreen screen;

    @BeforeAll
    static void write() {
        failedStep = Story.writeTo(STORE.appender());
    }

    @Start
    void start(Stage stage) {
        Parts parts = new Parts(Clock.systemUTC(), (request, doing) -> {
            doing.accept("Connecting");
            if (failure.get() != null) {
                throw failure.get();
            }
            return TestStore.open(STORE.spec(), request.access());
        }, List.of(BrowsePane::new, OtherPane::new), config, "ines");
        screen = ShellOnScreen.open(parts, stage);
    }

    @Stop
    void stop() {
        screen.shell().close();
    }

    @Test
    void opening_the_demo_leads_from_connect_to_the_streams(FxRobot robot) {
        assertThat(screen.visible("#connectView")).isTrue();

        robot.clickOn("#demoButton");

        until("the streams are listed", () -> screen.rows("#streamTable") == 4);
        assertThat(screen.visible("#connectView")).isFalse();
        assertThat(robot.lookup("#streamsTab").queryAs(ToggleButton.class).isSelected()).isTrue();
        assertThat(robot.lookup("#accessMenu").queryLabeled().getText()).isEqualTo("Read-only");
        until("the status bar counts", () -> robot.lookup("#statusBar .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("7")));
    }

    @Test
    void a_store_that_cannot_be_opened_is_said_in_a_sentence_and_nothing_moves(FxRobot robot) {
        failure.set(new StoreUnreachable("no connection to PostgreSQL at db:5432: check that it runs", null));

        robot.clickOn("#demoButton");

        until("the problem is shown", () -> screen.visible("#problemNotice"));
        assertThat(robot.lookup("#problemLabel").queryLabeled().getText())
                .isEqualTo("No connection to PostgreSQL at db:5432: check that it runs.");
        assertThat(screen.visible("#connectView")).isTrue();
    }

    @Test
    void by_keyboard_alone_from_an_id_to_its_cause_and_back(FxRobot robot) {
        open(robot);

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write(failedStep.toString());
        until("the event is offered", () -> screen.visible("#omniboxList"));
        robot.push(KeyCode.ENTER);
        until("the event is selected", () -> "StepFailed".equals(screen.selectedType()));

        press(robot, KeyCode.OPEN_BRACKET);
        until("its cause is selected", () -> "StepStarted".equals(screen.selectedType()));
        press(robot, KeyCode.OPEN_BRACKET);
        until("and the cause of that", () -> "SagaStarted".equals(screen.selectedType()));

        robot.push(KeyCode.ALT, KeyCode.LEFT);
        until("back is one step back", () -> "StepStarted".equals(screen.selectedType()));
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        until("forward is one step forward", () -> "SagaStarted".equals(screen.selectedType()));
    }

    @Test
    void digits_change_the_view_and_keys_reach_the_pane_on_screen_only(FxRobot robot) {
        open(robot);

        press(robot, KeyCode.X);
        assertThat(pressed).isEmpty();
        press(robot, KeyCode.DIGIT2);
        until("the other view is shown", () -> screen.visible("#otherView"));
        press(robot, KeyCode.X);
        assertThat(pressed).hasToString("x");
        press(robot, KeyCode.DIGIT1);
        until("the streams are shown", () -> screen.visible("#streamsView"));
    }

    @Test
    void letters_are_letters_while_a_text_field_has_the_focus(FxRobot robot) {
        open(robot);

        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("2jk?");

        assertThat(robot.lookup("#streamFilterField").queryAs(TextField.class).getText()).isEqualTo("2jk?");
        assertThat(screen.visible("#streamsView")).isTrue();
        assertThat(screen.shell().overlays().isOpen()).isFalse();
    }

    @Test
    void rows_are_walked_with_j_and_k(FxRobot robot) {
        open(robot);

        press(robot, KeyCode.J);
        until("the first stream is selected",
                () -> Story.COMMIT.equals(screen.shell().workspace().selection().get().stream()));
        press(robot, KeyCode.J);
        until("the second", () -> Story.OUTBOX.equals(screen.shell().workspace().selection().get().stream()));
        press(robot, KeyCode.K);
        until("the first again", () -> Story.COMMIT.equals(screen.shell().workspace().selection().get().stream()));
        until("its events are below", () -> screen.rows("#eventTable") == 2);
    }

    @Test
    void help_lists_the_keys_and_escape_closes_it(FxRobot robot) {
        open(robot);
        press(robot, KeyCode.DIGIT2);

        robot.push(KeyCode.SHIFT, KeyCode.SLASH);
        until("the sheet is open", () -> screen.visible("#helpSheet"));
        assertThat(robot.lookup("#helpSheet .label").queryAllAs(Label.class).stream().map(Label::getText))
                .contains("Ctrl+K", "go to or search", "mark what was pressed");
        press(robot, KeyCode.X);
        assertThat(pressed).as("no pane hears a key while a dialog is open").isEmpty();

        press(robot, KeyCode.ESCAPE);
        until("the sheet is closed", () -> !screen.shell().overlays().isOpen());
    }

    @Test
    void escape_and_tab_reach_a_dialog_from_behind_it(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.SHIFT, KeyCode.SLASH);
        until("the sheet is open", () -> screen.visible("#helpSheet"));

        robot.interact(() -> robot.lookup("#streamTable").query().requestFocus());
        press(robot, KeyCode.TAB);
        until("the focus is in the dialog", () -> isInside(robot.lookup("#helpSheet").query()));
        robot.interact(() -> robot.lookup("#streamTable").query().requestFocus());
        press(robot, KeyCode.ESCAPE);

        until("the sheet is closed", () -> !screen.shell().overlays().isOpen());
        assertThat(screen.visible("#streamsView")).isTrue();
    }

    @Test
    void what_was_done_is_said_for_a_moment_and_moves_nothing(FxRobot robot) {
        open(robot);
        Bounds before = robot.lookup("#paneHost").query()
                .localToScene(robot.lookup("#paneHost").query().getLayoutBounds());

        press(robot, KeyCode.M);

        until("it is said", () -> screen.visible("#toast"));
        assertThat(robot.lookup("#toast .label").queryLabeled().getText()).isEqualTo("Select an event to mark it.");
        assertThat(screen.visible("#noticeStrip")).isFalse();
        assertThat(robot.lookup("#paneHost").query().localToScene(robot.lookup("#paneHost").query().getLayoutBounds()))
                .isEqualTo(before);
        until("it goes by itself", () -> !screen.visible("#toast"));
    }

    @Test
    void a_filter_is_kept_when_one_comes_back(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("type:StepFailed");
        press(robot, KeyCode.ENTER);
        until("one stream is left", () -> screen.rows("#streamTable") == 1);

        robot.interact(() -> screen.shell().workspace().history().go("otherView"));
        robot.interact(() -> screen.shell().workspace().history().back());

        until("the streams are shown", () -> screen.visible("#streamsView"));
        assertThat(robot.lookup("#streamFilterField").queryAs(TextField.class).getText()).isEqualTo("type:StepFailed");
        assertThat(screen.rows("#streamTable")).isEqualTo(1);
    }

    @Test
    void a_command_runs_from_the_omnibox(FxRobot robot) {
        open(robot);

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("dark and light");
        until("the command is offered", () -> screen.visible("#omniboxList"));
        robot.push(KeyCode.ENTER);

        until("the theme has changed", () -> screen.shell().theme().modeProperty().get() == Theme.Mode.LIGHT);
    }

    @Test
    void acting_is_armed_by_a_person_for_a_while_and_can_be_ended(FxRobot robot) {
        robot.interact(() -> screen.shell().workspace().arming().connectBy(_ -> Optional.of(STORE.database()), "ines"));
        open(robot);

        robot.clickOn("#accessMenu").clickOn("Arm for 15 minutes");
        until("the dialog is open", () -> screen.visible("#armDialog"));
        robot.clickOn("#dialogArmButton");

        until("it is armed", () -> robot.lookup("#accessMenu").queryLabeled().getText().startsWith("Armed · 1"));
        assertThat(screen.shell().workspace().session().isReadOnly()).as("browsing stays read-only").isTrue();
        assertThat(screen.visible("#armDialog")).isFalse();
        robot.clickOn("#accessMenu").clickOn("Disarm");
        until("it is not any more", () -> robot.lookup("#accessMenu").queryLabeled().getText().equals("Read-only"));
        assertThat(screen.shell().workspace().arming().databaseProperty().get()).isNull();
    }

    private boolean isInside(Node dialog) {
        Node node = screen.shell().root().getScene().getFocusOwner();
        while (node != null && node != dialog) {
            node = node.getParent();
        }
        return node != null;
    }

    private void open(FxRobot robot) {
        robot.clickOn("#demoButton");
        until("the streams are listed",
                () -> screen.rows("#streamTable") == 4);
    }

    /// A second view, to go to and to come back from.
    private final class OtherPane implements Pane {

        private final Parent root = new StackPane(new Group());

        OtherPane(Frame frame) {}

        @Override
        public String viewId() {
            return "otherView";
        }

        @Override
        public String title() {
            return "Other";
        }

        @Override
        public Parent root() {
            return root;
        }

        @Override
        public List<KeyAction> keys() {
            return List.of(new KeyAction("X", "mark what was pressed", () -> pressed.append('x')));
        }
    }
}
