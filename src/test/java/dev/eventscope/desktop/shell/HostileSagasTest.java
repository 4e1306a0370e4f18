package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.store.Access;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// The saga desk and the audit on a store that means no good: nothing is turned round, stands out or takes its time.
@ExtendWith(ApplicationExtension.class)
class HostileSagasTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    private static Path config;

    private Stage stage;

    @BeforeAll
    static void fill() {
        HostileStore.fill(STORE);
        for (String saga : List.of("sync-5", "sync-3\u202Eevil")) {
            new Redrive(STORE.database()).request(new RedriveRequest(UUID.randomUUID(), saga, 1, 1,
                    RedriveRequest.Mode.CANCEL, "\u202Ereason 🎉 " + "z".repeat(900), "o\u0007p"));
        }
    }

    @Start
    void start(Stage newStage) {
        stage = newStage;
    }

    @Test
    void sagas_the_dialog_and_the_audit_show_hostile_data_as_it_is(FxRobot robot) {
        assertThat(
                new SagaReader(STORE.database()).find("sync-8").orElseThrow().step(1).orElseThrow().error().message())
                .as("10 MB are not read").hasSizeLessThan(10_200);
        try (WholeWindow whole = new WholeWindow()) {
            AtomicReference<ShellOnScreen> screen = new AtomicReference<>();
            robot.interact(() -> screen.set(ShellOnScreen.open(whole.parts(STORE.spec(), config), stage)));
            Shell shell = screen.get().shell();
            robot.interact(() -> shell.stores()
                    .open(new StoreRequest.Server(STORE.spec(), Access.READ_ONLY, Passwords.none())));
            until("the store is open", () -> shell.workspace().session() != null);
            robot.interact(() -> shell.workspace().history().go("sagasView",
                    Selected.of(new StreamId("sync-8")).withSaga("sync-8")));
            until("the saga is on show", () -> shell.root().lookup("#sagaStep1") != null
                    && shell.root().lookup("#sagaLabel") instanceof Label saga && saga.getText().equals("sync-8"));
            picture(robot, shell, "sagas");
            assertPlain(shell);
            robot.interact(() -> press(shell, "#redriveButton"));
            until("the dialog is open", () -> shell.root().lookup("#redriveDialog") != null);
            picture(robot, shell, "dialog");
            assertPlain(shell);
            robot.interact(() -> press(shell, "#redriveCancelButton"));
            robot.interact(() -> shell.workspace().history().go("auditView"));
            until("the audit is listed", () -> shell.root().lookup("#auditTable") instanceof TableView<?> table
                    && !table.getItems().isEmpty());
            until("a row is on show", () -> shell.root().lookup("#auditReasonValue") != null);
            picture(robot, shell, "audit");
            assertPlain(shell);
            Label hash = (Label) shell.root().lookup("#auditHashValue");
            assertThat(hash.getTooltip().getText()).startsWith(hash.getText());
            robot.interact(shell::close);
        }
    }

    private static void press(Shell shell, String id) {
        if (shell.root().lookup(id) instanceof Button button) {
            button.fire();
        }
    }

    /// No label holds what would turn text round, or more than a label can lay out.
    private static void assertPlain(Shell shell) {
        List<String> texts = shell.root().lookupAll(".label").stream().filter(Node::isVisible)
                .filter(Label.class::isInstance).map(Label.class::cast).map(Label::getText).toList();
        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text == null ? "" : text)
                .doesNotContain("\u202E", "\u0007").hasSizeLessThan(1_500));
    }

    private static void picture(FxRobot robot, Shell shell, String name) {
        robot.interact(
                () -> Png.write(shell.root().getScene(), Path.of("target", "sagas", "hostile-" + name + ".png")));
    }
}
