package dev.eventscope.desktop.saga;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;

import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.testkit.TestStore;

import static org.awaitility.Awaitility.await;

/// The Sagas view on a store, in a window of its own, with dialogs over it as the shell shows them; and what tests of it look
/// at. Pictures go to `target/sagas`.
final class SagaDesk implements Dialogs {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private final Theme theme = new Theme();
    private final StackPane window = new StackPane();
    private final SagaPane pane;

    private SagaDesk(Stage stage, TestStore store, String actor) {
        Theme.loadFonts();
        pane = new SagaPane(new Frame(workspace, this, theme), _ -> Optional.of(store.database()), actor);
        window.getChildren().setAll(pane.root());
        Scene scene = new Scene(window, 980, 820);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        workspace.open(new Session("test", "PostgreSQL", store.store()));
        workspace.history().start("sagasView");
        pane.shown();
    }

    /// Opens it; `actor` is who asks.
    static SagaDesk open(Stage stage, TestStore store, String actor) {
        return new SagaDesk(stage, store, actor);
    }

    Workspace workspace() {
        return workspace;
    }

    SagaPane pane() {
        return pane;
    }

    @Override
    public void open(Region content, Node firstFocus, Runnable onClose) {
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        window.getChildren().add(content);
        firstFocus.requestFocus();
    }

    @Override
    public void close() {
        if (isOpen()) {
            window.getChildren().removeLast();
        }
    }

    @Override
    public boolean isOpen() {
        return window.getChildren().size() > 1;
    }

    void picture(FxRobot robot, String name, Theme.Mode mode) {
        robot.interact(() -> theme.modeProperty().set(mode));
        robot.interact(() -> Png.write(window.getScene(), Path.of("target", "sagas", name + ".png")));
        robot.interact(() -> theme.modeProperty().set(Theme.Mode.DARK));
    }

    /// The text of a label; empty where it is not on show.
    static String label(FxRobot robot, String id) {
        return robot.lookup(id).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    /// The number of a job's items in a state, as the board says it.
    static String figure(FxRobot robot, String state) {
        return robot.from(robot.lookup("#" + state + "Figure")).lookup(".figure-huge").tryQueryAs(Label.class)
                .map(Label::getText).orElse("");
    }

    /// The list may be filled anew between finding a row and clicking it.
    static void clickFirstGroup(FxRobot robot) {
        await("a group is listed and clicked").atMost(PATIENCE).ignoreExceptions()
                .until(() -> robot.lookup("#groupList .saga-group").tryQuery().map(robot::clickOn).isPresent());
    }

    static boolean shown(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(node -> !node.isDisabled() && node.getParent().getParent().getParent()
                .isVisible()).isPresent();
    }

    static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).until(condition);
    }
}
