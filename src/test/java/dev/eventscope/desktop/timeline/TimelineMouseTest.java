package dev.eventscope.desktop.timeline;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.timeline.draw.Drawing;
import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Each gesture of the wheel, the fingers and the pointer on the timeline's canvas.
class TimelineMouseTest extends TimelineHands {

    @Start
    void start(Stage stage) {
        openWindow(stage);
    }

    @Stop
    void stop() {
        closeWindow();
    }

    @Test
    void the_wheel_zooms_at_the_pointer_with_ctrl_or_without_and_sideways_pans(FxRobot robot) {
        double x = 600;
        for (boolean ctrl : new boolean[]{false, true}) {
            double held = model().coordinateAt(x);
            double length = length();
            robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, 0, 120, false, ctrl)));
            assertThat(length()).as("nearer").isLessThan(length);
            assertThat(model().coordinateAt(x)).as("what is at the pointer stays").isCloseTo(held, within(NEARLY));
        }

        double from = sight().from();
        robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, -60, 0, false, false)));
        double right = sight().from();
        assertThat(right).as("a touchpad moves sideways").isGreaterThan(from);
        robot.interact(() -> canvas(robot).fireEvent(scroll(robot, x, 0, 60, true, false)));
        assertThat(sight().from()).as("so does the wheel with Shift").isCloseTo(from, within(NEARLY));
    }

    @Test
    void two_fingers_zoom_at_the_place_between_them(FxRobot robot) {
        double held = model().coordinateAt(500);
        double length = length();

        robot.interact(() -> canvas(robot).fireEvent(pinch(robot, 500, 2)));

        assertThat(length()).isLessThan(length);
        assertThat(model().coordinateAt(500)).isCloseTo(held, within(NEARLY));
    }

    @Test
    void a_drag_pans(FxRobot robot) {
        press(robot, KeyCode.W);
        double y = canvas(robot).getHeight() - 20;
        double held = model().coordinateAt(700);

        drag(robot, 700, y, 600, y);

        assertThat(model().coordinateAt(600)).isCloseTo(held, within(NEARLY));
    }

    @Test
    void the_minimap_is_brushed_moved_and_gripped(FxRobot robot) {
        double plotLeft = model().drawing().area().plotLeft();
        double from = model().minimapAt(plotLeft + 100);
        double to = model().minimapAt(plotLeft + 200);
        robot.interact(model().commands()::goToNewest);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);
        press(robot, KeyCode.W);

        drag(robot, plotLeft + 100, 20, plotLeft + 200, 20);
        assertThat(sight().from()).as("a drag outside the frame shows that stretch").isCloseTo(from,
                within(from / 1e9));
        assertThat(sight().to()).isCloseTo(to, within(to / 1e9));

        double frameTo = model().drawing().minimap().viewTo();
        double length = length();
        drag(robot, frameTo, 20, frameTo + 60, 20);
        assertThat(length()).as("a grip moves one edge").isGreaterThan(length);

        double middle = model().coordinateAt(700);
        double frame = (model().drawing().minimap().viewFrom() + model().drawing().minimap().viewTo()) / 2;
        drag(robot, frame, 20, frame + 30, 20);
        assertThat(model().coordinateAt(700)).as("the frame itself is moved").isGreaterThan(middle);
    }

    @Test
    void the_card_stands_within_a_frame_and_the_causal_path_is_lit(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.HOME);
        Mark mark = selected();

        robot.moveTo(at(robot, mark.x(), yOf(mark)));
        until("the card", () -> canvas(robot).lookup(".hover-card").isVisible());

        assertThat(model().hover().cardProperty().get().title()).isEqualTo("Paid");
        assertThat(model().drawing().links()).anyMatch(Drawing.Link::lit);
        assertThat(marks()).anyMatch(other -> other.tone() == Tone.DIMMED).anyMatch(Mark::hovered);
        robot.interact(() -> {
            model().hover(model().hover().hitAt(0, 0));
            model().hover(model().hover().hitAt(mark.x(), yOf(mark)));
            assertThat(canvas(robot).lookup(".hover-card").isVisible()).as("in the same frame, without a read")
                    .isTrue();
        });
    }

    private static ScrollEvent scroll(FxRobot robot, double x, double deltaX, double deltaY, boolean shift,
            boolean ctrl) {
        Point2D inScene = canvas(robot).localToScene(x, 300);
        return new ScrollEvent(ScrollEvent.SCROLL, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(),
                shift, ctrl, false, false, false, false, deltaX, deltaY, deltaX, deltaY,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null);
    }

    private static ZoomEvent pinch(FxRobot robot, double x, double factor) {
        Point2D inScene = canvas(robot).localToScene(x, 300);
        return new ZoomEvent(ZoomEvent.ZOOM, inScene.getX(), inScene.getY(), inScene.getX(), inScene.getY(), false,
                false, false, false, false, false, factor, factor, null);
    }
}
