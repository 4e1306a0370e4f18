package dev.eventscope.desktop.timeline;

import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.timeline.draw.Sight.Span;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A range of the timeline is marked, shown alone and left again.
class TimelineRangeTest extends TimelineHands {

    @Start
    void start(Stage stage) {
        openWindow(stage);
    }

    @Stop
    void stop() {
        closeWindow();
    }

    @Test
    void a_range_is_marked_in_the_ruler_shown_alone_by_z_and_left_by_breadcrumb_and_esc(FxRobot robot) {
        Span whole = sight();
        double from = model().coordinateAt(300);
        double to = model().coordinateAt(450);

        drag(robot, 300, 70, 450, 70);
        assertThat(sight()).as("a preview moves nothing").isEqualTo(whole);
        assertThat(model().drawing().ruler().range().label()).contains("event", "Z shows them alone");
        press(robot, KeyCode.Z);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(sight().to()).isCloseTo(to, within(NEARLY));
        assertThat(screen.visible("#crumbBar")).isTrue();

        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        assertThat(model().trail().steps()).hasSize(3);
        press(robot, KeyCode.ESCAPE);
        assertThat(model().trail().steps()).hasSize(2);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));

        robot.clickOn("#crumb0Button");
        assertThat(sight().from()).isCloseTo(whole.from(), within(NEARLY));
        assertThat(screen.visible("#crumbBar")).isFalse();
    }

    @Test
    void shift_and_a_drag_draw_a_box_that_is_zoomed_into(FxRobot robot) {
        double from = model().coordinateAt(400);
        double to = model().coordinateAt(650);

        shiftDrag(robot);
        assertThat(canvas(robot).lookup("#timelineBox").isVisible()).isTrue();
        robot.interact(() -> canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_RELEASED, 650, 300)));

        assertThat(canvas(robot).lookup("#timelineBox").isVisible()).isFalse();
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(sight().to()).isCloseTo(to, within(NEARLY));

        Span before = sight();
        shiftDrag(robot);
        press(robot, KeyCode.ESCAPE);
        robot.interact(() -> canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_RELEASED, 650, 300)));
        assertThat(sight()).as("Esc gives the box up").isEqualTo(before);
    }

    /// The headless robot's mouse knows no Shift.
    private static void shiftDrag(FxRobot robot) {
        robot.interact(() -> {
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_PRESSED, 400, 150));
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_DRAGGED, 500, 200));
            canvas(robot).fireEvent(mouse(robot, MouseEvent.MOUSE_DRAGGED, 650, 300));
        });
    }

    private static MouseEvent mouse(FxRobot robot, EventType<MouseEvent> type, double x, double y) {
        Point2D inScene = canvas(robot).localToScene(x, y);
        return new MouseEvent(type, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(),
                MouseButton.PRIMARY, 1, true, false, false, false, true, false, false, false, false, true, null);
    }
}
