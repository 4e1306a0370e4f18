package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import dev.eventscope.desktop.workspace.Workspace;

import static org.awaitility.Awaitility.await;

/// A window on the screen of a test: what is to be seen in it, and waiting for that. 1000×850 is what the headless screen
/// can hold.
///
/// Threads: `until` waits on the test's own thread; its conditions run on the FX thread.
public final class ShellOnScreen {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TABS = 200;

    private final Shell shell;

    private ShellOnScreen(Shell shell) {
        this.shell = shell;
    }

    /// Opens the window. Threads: FX thread.
    public static ShellOnScreen open(Parts parts, Stage stage) {
        Shell shell = new Shell(parts);
        Scene scene = new Scene(shell.root(), 1_000, 850);
        shell.inhabit(scene);
        shell.start();
        stage.setScene(scene);
        stage.show();
        return new ShellOnScreen(shell);
    }

    public Workspace workspace() {
        return shell.workspace();
    }

    public void close() {
        shell.close();
    }

    Shell shell() {
        return shell;
    }

    /// Waits until something holds.
    public static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    public static void press(FxRobot robot, KeyCode code) {
        robot.push(code);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Whether a node is there, and nothing round it is hidden.
    public boolean visible(String id) {
        Node node = shell.root().lookup(id);
        while (node != null && node.isVisible()) {
            if (node == shell.root()) {
                return true;
            }
            node = node.getParent();
        }
        return false;
    }

    public boolean enabled(String id) {
        Node node = shell.root().lookup(id);
        return node != null && !node.isDisabled();
    }

    /// How many rows a table holds; none while it is not there.
    public int rows(String id) {
        return shell.root().lookup(id) instanceof TableView<?> table ? table.getItems().size() : 0;
    }

    /// The type of the selected event, empty where none is selected.
    public String selectedType() {
        var event = shell.workspace().selection().get().event();
        return event == null ? "" : event.type();
    }

    /// Walks the focus with the Tab key until it stands on a control.
    public void focusOn(FxRobot robot, String id) {
        for (int i = 0; i < MOST_TABS; i++) {
            Node owner = shell.root().getScene().getFocusOwner();
            if (owner != null && id.equals(owner.getId())) {
                return;
            }
            press(robot, KeyCode.TAB);
        }
        throw new AssertionError("the Tab key never reaches #" + id);
    }
}
