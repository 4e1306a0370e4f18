package dev.eventscope.desktop.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.ArmingLog;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The Audit view before the first act, after it, and where a filter lets nothing through.
@ExtendWith(ApplicationExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditPaneTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private final Theme theme = new Theme();
    private AuditPane pane;

    @Start
    void start(Stage stage) {
        Theme.loadFonts();
        pane = new AuditPane(new Frame(workspace, Dialogs.none(), theme));
        Scene scene = new Scene(pane.root(), 980, 820);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        workspace.history().start(AuditModel.VIEW);
        pane.shown();
    }

    @Test
    @Order(1)
    void before_the_first_act_it_is_said_over_the_whole_view(FxRobot robot) {
        awaitThat("it is said", () -> robot.lookup("#auditEmpty").query().isVisible());

        assertThat(robot.lookup("#auditEmptyLabel").queryLabeled().getText())
                .isEqualTo("Nobody has acted on this store yet.");
        assertThat(robot.lookup("#auditEmpty").query().getLayoutBounds().getWidth())
                .isEqualTo(pane.root().getLayoutBounds().getWidth());
        assertThat(robot.lookup("#auditShowAllButton").query().isVisible()).isFalse();
        picture(robot, "audit-empty");
    }

    @Test
    @Order(2)
    void what_is_done_takes_its_place_and_a_filter_that_lets_nothing_through_leads_back(FxRobot robot) {
        new ArmingLog(STORE.database()).record(UUID.randomUUID(), "test", "ines", Duration.ofMinutes(15), null);
        Node empty = robot.lookup("#auditEmpty").query();
        awaitThat("the act is listed", () -> !empty.isVisible() && rows(robot) == 1);
        picture(robot, "audit-one");

        robot.clickOn("#auditRefusedToggle");
        awaitThat("none was refused", empty::isVisible);
        assertThat(robot.lookup("#auditEmptyLabel").queryLabeled().getText()).isEqualTo("No row of the audit matches.");
        picture(robot, "audit-no-match");
        robot.clickOn("#auditShowAllButton");

        awaitThat("the act is listed again", () -> !empty.isVisible() && rows(robot) == 1);
    }

    private static int rows(FxRobot robot) {
        return robot.lookup("#auditTable").<TableView<?>>query().getItems().size();
    }

    private static void picture(FxRobot robot, String name) {
        robot.interact(() -> Png.write(robot.lookup("#auditTable").query().getScene(),
                Path.of("target", "sagas", name + ".png")));
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(30)).until(condition);
    }
}
