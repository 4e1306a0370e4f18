package dev.eventscope.desktop.timeline;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.shell.Parts;
import dev.eventscope.desktop.shell.ShellOnScreen;
import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.event.EventHeader;
import dev.eventscope.testkit.TestStore;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;

/// The timeline in the window that has its keys and gestures, on [Orders]: what those who try each of them share.
///
/// Shape: each test gets a new window. TestFX looks for `@Start` and `@Stop` in the very class of a test, so each has its
///        own, which call [#openWindow] and [#closeWindow].
@ExtendWith(ApplicationExtension.class)
abstract class TimelineHands {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    static final double NEARLY = 2_000;

    @TempDir
    static Path config;

    static UUID paid;

    ShellOnScreen screen;
    TimelinePane pane;

    @BeforeAll
    static void write() {
        paid = Orders.writeTo(STORE.appender());
    }

    final void openWindow(Stage stage) {
        Parts parts = new Parts(Clock.systemUTC(), (request, _) -> TestStore.open(STORE.spec(), request.access()),
                List.of(frame -> {
                    pane = new TimelinePane(frame);
                    return pane;
                }, BrowsePane::new), config, "ines");
        screen = ShellOnScreen.open(parts, stage);
    }

    final void closeWindow() {
        screen.close();
    }

    @BeforeEach
    final void open(FxRobot robot) {
        robot.clickOn("#demoButton");
        until("the timeline is drawn", () -> model().supply().note().equals("30 events") && !marks().isEmpty());
        robot.interact(() -> pane.focus());
    }

    final TimelineViewModel model() {
        return pane.model();
    }

    final void select(FxRobot robot) {
        EventHeader event = STORE.reader().findEvent(paid.toString()).orElseThrow().header();
        robot.interact(() -> screen.workspace().selection().event(event));
        until("the event is in sight", () -> marks().stream().anyMatch(Mark::selected));
        robot.interact(() -> pane.focus());
    }

    final Span sight() {
        return Span.between(model().coordinateAt(model().drawing().area().plotLeft()),
                model().coordinateAt(model().drawing().area().width()));
    }

    final double length() {
        return sight().to() - sight().from();
    }

    final List<Mark> marks() {
        return model().drawing().lanes().stream().flatMap(lane -> lane.marks().stream()).toList();
    }

    final Mark selected() {
        return marks().stream().filter(Mark::selected).findFirst().orElseThrow();
    }

    final double yOf(Mark mark) {
        return model().drawing().lanes().stream().filter(lane -> lane.marks().contains(mark)).findFirst()
                .orElseThrow().y();
    }

    final String type() {
        return screen.selectedType();
    }

    final List<LaneName> names() {
        return model().drawing().names().stream().filter(LaneName.class::isInstance).map(LaneName.class::cast).toList();
    }

    final List<String> lanes() {
        return names().stream().map(LaneName::title).toList();
    }

    final List<String> heads() {
        return model().drawing().names().stream().filter(HeadName.class::isInstance)
                .map(row -> ((HeadName) row).title())
                .toList();
    }

    static Region canvas(FxRobot robot) {
        return robot.lookup("#timelineCanvas").queryAs(Region.class);
    }

    static Point2D at(FxRobot robot, double x, double y) {
        return canvas(robot).localToScreen(x, y);
    }

    static void drag(FxRobot robot, double fromX, double fromY, double toX, double toY) {
        robot.moveTo(at(robot, fromX, fromY)).press(MouseButton.PRIMARY)
                .moveTo(at(robot, (fromX + toX) / 2, (fromY + toY) / 2)).moveTo(at(robot, toX, toY))
                .release(MouseButton.PRIMARY);
    }
}
