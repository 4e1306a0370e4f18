package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.timeline.draw.Drawing.Mark;
import dev.eventscope.desktop.timeline.draw.Sight.Span;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// How the timeline stands is kept: by Back and Forward, marks, links, and a canvas of another size.
class TimelineKeptTest extends TimelineHands {

    @Start
    void start(Stage stage) {
        openWindow(stage);
    }

    @Stop
    void stop() {
        closeWindow();
    }

    @Test
    void back_and_forward_restore_the_exact_view(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().lanes().pin("mail-6"));
        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        Span near = sight();
        List<String> lanes = lanes();
        String selected = type();

        press(robot, KeyCode.DIGIT2);
        until("another view", () -> screen.visible("#streamsView"));
        robot.interact(() -> {
            screen.workspace().selection().clear();
            model().commands().goToNewest();
            model().lanes().pin("mail-6");
        });
        robot.push(KeyCode.ALT, KeyCode.LEFT);

        until("back", () -> screen.visible("#timelineView"));
        assertThat(sight()).isEqualTo(near);
        assertThat(lanes()).isEqualTo(lanes);
        assertThat(type()).isEqualTo(selected);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        until("before the range", () -> model().trail().isEmpty() && !sight().equals(near));
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        until("the range again", () -> sight().equals(near) && model().trail().steps().size() == 2);
    }

    @Test
    void m_marks_and_shift_m_notes_and_both_are_found_again_after_a_restart(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.M);
        until("a flag", () -> model().flags().size() == 1 && model().flags().getFirst().x() == selected().x());
        press(robot, KeyCode.M);
        until("no flag", () -> model().flags().isEmpty() && screen.workspace().marks().all().isEmpty());

        robot.push(KeyCode.SHIFT, KeyCode.M);
        until("the note is asked for", () -> screen.visible("#noteDialog"));
        robot.write("look here");
        press(robot, KeyCode.ENTER);
        until("marked", () -> !screen.visible("#noteDialog") && model().flags().size() == 1);
        Mark mark = selected();
        robot.moveTo(at(robot, mark.x(), yOf(mark)));
        until("the card tells the note", () -> model().hover().cardProperty().get() != null
                && model().hover().cardProperty().get().more().contains("look here"));

        robot.interact(() -> {
            closeWindow();
            openWindow((Stage) canvas(robot).getScene().getWindow());
        });
        open(robot);
        until("the mark is known again", () -> screen.workspace().marks().all().size() == 1);
        if (screen.visible("#unfoldSideButton")) {
            robot.clickOn("#unfoldSideButton");
        }
        robot.clickOn(robot.lookup("#markRows .side-row").<Node>query());
        until("the event is selected", () -> type().equals("Paid") && model().flags().size() == 1);
    }

    @Test
    void ctrl_l_copies_a_link_that_the_omnibox_opens_again(FxRobot robot) {
        select(robot);
        robot.interact(() -> pane.filter("-type:Sent"));
        until("filtered", () -> model().supply().note().equals("24 of 30 events"));
        drag(robot, 300, 70, 450, 70);
        press(robot, KeyCode.Z);
        Span near = sight();

        robot.push(KeyCode.CONTROL, KeyCode.L);
        AtomicReference<String> link = new AtomicReference<>("");
        robot.interact(() -> link.set(Clipboard.getSystemClipboard().getString()));
        assertThat(link.get()).startsWith("eventscope:demo#timelineView?").contains("event=" + paid);

        robot.interact(() -> screen.workspace().open(null));
        robot.clickOn("#demoButton");
        until("open again", () -> model().supply().note().equals("30 events"));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.interact(() -> robot.lookup("#omniboxField").queryTextInputControl().setText(link.get()));
        until("offered", () -> screen.visible("#omniboxList"));
        robot.push(KeyCode.ENTER);

        until("the event", () -> type().equals("Paid"));
        until("the filter", () -> model().supply().note().equals("24 of 30 events"));
        until("the range", () -> Math.abs(sight().from() - near.from()) < 2 * NEARLY
                && Math.abs(sight().to() - near.to()) < 2 * NEARLY);
    }

    @Test
    void nothing_is_lost_when_the_canvas_changes_its_size(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().lanes().pin("mail-6"));
        drag(robot, 450, 70, 700, 70);
        press(robot, KeyCode.Z);
        double from = sight().from();

        double width = canvas(robot).getWidth();
        fire(robot, "#unfoldSideButton");
        until("narrower", () -> canvas(robot).getWidth() < width);
        fire(robot, "#foldSideButton");
        until("as wide as before", () -> canvas(robot).getWidth() == width);

        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
        assertThat(heads()).startsWith("Pinned");
        assertThat(type()).isEqualTo("Paid");
        assertThat(model().trail().steps()).hasSize(2);
    }

    /// Without the pointer, which may miss a bar that is still moving.
    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryButton().fire());
    }
}
