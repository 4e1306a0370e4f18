package dev.eventscope.desktop.causation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.eventscope.desktop.PaneOnScreen;
import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.causation.GraphReading.State;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

@ExtendWith(ApplicationExtension.class)
class CausationPaneTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static UUID failed;
    private static UUID fanRoot;
    private static UUID orphan;

    private final Workspace workspace = Workspace.forWindow(Clock.systemUTC());
    private CausationPane pane;
    private CausationViewModel model;

    @BeforeAll
    static void fill() {
        failed = Story.writeTo(STORE.appender());
        NewEvent root = NewEvent.of("Imported", Payload.json("{}"));
        append("import-1", root);
        fanRoot = root.id();
        for (int i = 0; i < 60; i++) {
            append("item-" + i, NewEvent.of("ItemAdded", Payload.json("{}")).causedBy(fanRoot, null));
        }
        NewEvent lonely = NewEvent.of("Placed", Payload.json("{}")).causedBy(UUID.randomUUID(), null);
        append("order-1", lonely);
        orphan = lonely.id();
    }

    @Start
    void start(Stage stage) {
        pane = PaneOnScreen.open(stage, workspace, CausationPane::new, 980, 720);
        model = pane.model();
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        workspace.history().start("causationView");
        pane.shown();
    }

    @BeforeEach
    void first(FxRobot robot) {
        select(robot, failed);
        awaitThat("the story is laid out", () -> model.selected() >= 0 && rows(robot).size() == 6);
    }

    @Test
    void the_outline_and_the_graph_tell_the_same(FxRobot robot) {
        assertThat(rows(robot)).extracting(OutlineRow::title).containsExactly("CommitImported", "SyncRequested",
                "SagaStarted", "git", "ContentAdded", "ContentAdded");
        assertThat(model.drawing().nodes()).hasSize(5);
        assertThat(robot.lookup("#causationSummaryLabel").queryAs(Label.class).getText())
                .startsWith("7 events, 4 streams, ");
        assertThat(selectedRow(robot).title()).isEqualTo("git");
        assertThat(robot.lookup("#causationDetail").lookup("RemoteNotFound").queryAs(Label.class).isVisible()).isTrue();
    }

    @Test
    void a_click_on_a_node_selects_its_event(FxRobot robot) {
        click(robot, nodeOf("SyncRequested"));

        awaitThat("selected", () -> selectedType().equals("SyncRequested"));
        awaitThat("the row follows", () -> selectedRow(robot).title().equals("SyncRequested"));
    }

    @Test
    void j_and_k_walk_the_rows_and_comma_and_stop_walk_the_lane(FxRobot robot) {
        robot.interact(key("J"));
        awaitThat("next row", () -> selectedType().equals("ContentAdded"));
        robot.interact(key("K"));
        awaitThat("back", () -> selectedType().equals("StepFailed"));

        select(robot, model.scene().graph().event(0));
        awaitThat("at the root", () -> selectedType().equals("CommitImported"));
        robot.interact(key("."));
        awaitThat("next in the lane", () -> selectedType().equals("SyncRequested"));
        robot.interact(key(","));
        awaitThat("previous in the lane", () -> selectedType().equals("CommitImported"));
    }

    @Test
    void left_folds_and_right_unfolds_the_outline(FxRobot robot) {
        select(robot, model.scene().graph().event(0));
        awaitThat("at the root", () -> selectedRow(robot).depth() == 0);
        robot.interact(pane::focus);

        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        awaitThat("folded", () -> rows(robot).size() == 1);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        awaitThat("unfolded", () -> rows(robot).size() == 6);
    }

    @Test
    void a_fan_is_collapsed_and_opens_by_enter_by_click_and_as_a_whole(FxRobot robot) {
        select(robot, fanRoot);
        awaitThat("collapsed", () -> rows(robot).size() == 2 && rows(robot).getLast().figure().equals("×60"));
        robot.interact(pane::focus);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        awaitThat("on the group", () -> selectedRow(robot).opens());
        assertThat(selectedType()).isEqualTo("Imported");

        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        awaitThat("25 more", () -> rows(robot).size() == 27 && rows(robot).getLast().figure().equals("×35"));
        robot.interact(key("Home"));
        click(robot, model.drawing().nodes().stream().filter(node -> node.card().badge().startsWith("×")).findFirst()
                .orElseThrow());
        awaitThat("another 25", () -> rows(robot).size() == 52);
        robot.interact(key("T"));
        awaitThat("no longer by type", () -> !robot.lookup("#byTypeToggle").queryAs(ToggleButton.class).isSelected());
        robot.interact(key("O"));
        awaitThat("all", () -> rows(robot).size() == 61 && model.scene().plan().hidden() == 0);
        robot.interact(key("T"));
    }

    @Test
    void a_cause_that_is_not_there_is_a_ghost(FxRobot robot) {
        select(robot, orphan);

        awaitThat("ghost", () -> rows(robot).size() == 2 && rows(robot).getFirst().ghost());
        assertThat(rows(robot).getFirst().title()).isEqualTo("Not in this store");
    }

    @Test
    void causes_alone_leave_the_rest_out(FxRobot robot) {
        robot.clickOn("#causesToggle");
        awaitThat("causes", () -> model.scene().graph().size() == 5);
        robot.clickOn("#effectsToggle");
        awaitThat("effects", () -> model.scene().graph().size() == 1);
        robot.clickOn("#bothToggle");
        awaitThat("both", () -> model.scene().graph().size() == 7);
    }

    @Test
    void the_wheel_zooms_at_the_pointer_and_a_drag_pans(FxRobot robot) {
        robot.interact(key("Home"));
        var node = nodeOf("SyncRequested");
        Point2D at = canvas(robot).localToScreen(node.box().middleX(), node.box().middleY());
        double graphX = model.viewport().camera().graphX(node.box().middleX());
        Point2D inScene = canvas(robot).localToScene(node.box().middleX(), node.box().middleY());
        robot.interact(() -> canvas(robot).fireEvent(scroll(inScene.getX(), inScene.getY(), 120)));

        assertThat(model.viewport().camera().scale()).isGreaterThan(1.2);
        assertThat(model.viewport().camera().graphX(node.box().middleX())).isCloseTo(graphX, within(1.0));

        robot.interact(key("S"));
        for (int i = 0; i < 4; i++) {
            robot.interact(key("W"));
        }
        double before = model.viewport().camera().x();
        robot.moveTo(at).press(MouseButton.PRIMARY).moveBy(-60, 0).release(MouseButton.PRIMARY);
        assertThat(model.viewport().camera().x()).isGreaterThan(before);
        double panned = model.viewport().camera().x();
        robot.interact(key("A"));
        assertThat(model.viewport().camera().x()).isLessThan(panned);
        robot.interact(key("F"));
        assertThat(selectedInSight()).isTrue();
        robot.interact(key("F"));
        assertThat(model.viewport().camera().scale()).isLessThanOrEqualTo(1);
    }

    @Test
    void back_returns_to_the_same_place(FxRobot robot) {
        robot.interact(key("W"));
        Object before = pane.state();
        robot.interact(() -> workspace.history().onLeave(pane::state));
        robot.interact(() -> workspace.history().go(Selected.of(header(fanRoot))));
        awaitThat("elsewhere", () -> selectedType().equals("Imported"));

        robot.interact(workspace.history()::back);
        robot.interact(() -> pane.restore(Objects.requireNonNull(workspace.history().currentProperty().get().state())));

        awaitThat("back", () -> selectedType().equals("StepFailed") && rows(robot).size() == 6);
        awaitThat("the same place", () -> Objects.equals(pane.state(), before));
    }

    @Test
    void pictures_hold_what_is_seen_and_the_legend(FxRobot robot, @TempDir Path folder) throws IOException {
        GraphCanvas canvas = (GraphCanvas) canvas(robot);
        Path svg = folder.resolve("graph.svg");
        Path png = folder.resolve("graph.png");

        robot.interact(() -> canvas.picture().writeSvg(svg));
        robot.interact(() -> canvas.picture().writePng(png));

        assertThat(Files.readString(svg)).startsWith("<?xml").contains(">SyncRequested</text>", ">sync-7f31</text>",
                ">an event caused it</text>", ">git</text>");
        Image image = new Image(png.toUri().toString());
        assertThat(image.getWidth()).isEqualTo(2 * Math.floor(canvas.getWidth()));
        assertThat(image.getHeight()).isGreaterThanOrEqualTo(2 * Math.floor(canvas.getHeight()));
    }

    @Test
    void new_effects_are_counted_and_move_nothing_until_they_are_asked_for(FxRobot robot) {
        append("late-1", NewEvent.of("Asked", Payload.json("{}")));
        UUID asked = STORE.reader().readHeaders(EventQuery.backward(EventScope.all(), 1)).getFirst().id()
                .transform(UUID::fromString);
        robot.interact(() -> workspace.tail().ask());
        select(robot, asked);
        awaitThat("alone", () -> rows(robot).size() == 1 && workspace.tail().headProperty().get() != null);
        robot.interact(model::reread);
        awaitThat("read again", () -> rows(robot).size() == 1 && model.reading().stateProperty().get() == State.READY);
        var before = model.drawing().nodes().getFirst().box();

        append("late-2", NewEvent.of("Answered", Payload.json("{}")).causedBy(asked, null));
        robot.interact(() -> workspace.tail().ask());
        awaitThat("counted", () -> model.reading().newEffectsProperty().get() == 1);
        assertThat(robot.lookup("#newEffectsButton").queryButton().getText()).isEqualTo("1 new");
        assertThat(model.drawing().nodes()).hasSize(1);

        robot.interact(key("N"));
        awaitThat("shown", () -> model.drawing().nodes().size() == 2 && rows(robot).size() == 2);
        assertThat(model.drawing().nodes().getFirst().box()).as("what was there stays").isEqualTo(before);
        assertThat(robot.lookup("#newEffectsButton").queryButton().isVisible()).isFalse();
    }

    @Test
    void nothing_selected_offers_the_way_on(FxRobot robot) {
        robot.interact(() -> workspace.open(null));
        robot.interact(() -> workspace.open(new Session("again", "PostgreSQL", STORE.store())));
        awaitThat("empty", () -> robot.lookup("#causationEmpty").query().isVisible());

        robot.interact(pane::shown);
        robot.clickOn("#causationEmptyButton");

        awaitThat("the newest event", () -> !selectedType().isEmpty());
    }

    @Test
    void every_control_has_a_name_and_stands_inside_the_window(FxRobot robot) {
        for (String id : List.of("#outlineTree", "#causationCanvas", "#causationExportButton", "#causationFitButton")) {
            Node node = robot.lookup(id).query();
            assertThat(node.getAccessibleText()).as(id).isNotBlank();
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX()).as(id).isLessThanOrEqualTo(980);
        }
    }

    private Runnable key(String keys) {
        return pane.keys().stream().filter(key -> key.keys().equals(keys)).map(KeyAction::run).findFirst()
                .orElseThrow();
    }

    private boolean selectedInSight() {
        return model.drawing().nodes().stream().anyMatch(node -> node.selected() && node.box().x() >= 0);
    }

    private dev.eventscope.desktop.causation.draw.Drawing.Node nodeOf(String title) {
        return model.drawing().nodes().stream().filter(node -> node.card().title().equals(title)).findFirst()
                .orElseThrow();
    }

    private static void click(FxRobot robot, dev.eventscope.desktop.causation.draw.Drawing.Node node) {
        robot.clickOn(canvas(robot).localToScreen(node.box().middleX(), node.box().middleY()));
    }

    private static Node canvas(FxRobot robot) {
        return robot.lookup("#causationCanvas").query();
    }

    private static ScrollEvent scroll(double x, double y, double delta) {
        return new ScrollEvent(ScrollEvent.SCROLL, x, y, x, y, false, false, false, false, false, false, 0, delta, 0,
                delta, ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0,
                null);
    }

    private String selectedType() {
        EventHeader event = workspace.selection().get().event();
        return event == null ? "" : event.type();
    }

    private static List<OutlineRow> rows(FxRobot robot) {
        ListView<OutlineRow> list = robot.lookup("#outlineTree").queryListView();
        return list.getItems();
    }

    private static OutlineRow selectedRow(FxRobot robot) {
        return (OutlineRow) robot.lookup("#outlineTree").queryListView().getSelectionModel().getSelectedItem();
    }

    private void select(FxRobot robot, UUID id) {
        select(robot, header(id));
    }

    private void select(FxRobot robot, EventHeader event) {
        robot.interact(() -> workspace.selection().event(event));
    }

    private static EventHeader header(UUID id) {
        return STORE.reader().findEvent(id.toString()).orElseThrow().header();
    }

    private static void append(String stream, NewEvent event) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(condition);
    }
}
