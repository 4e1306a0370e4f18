package dev.eventscope.desktop.timeline;

import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import dev.eventscope.desktop.timeline.draw.Drawing.HeadName;
import dev.eventscope.desktop.timeline.draw.Drawing.LaneName;
import dev.eventscope.desktop.timeline.draw.Drawing.Tone;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;

/// Each key and gesture that orders, closes or leaves out lanes of the timeline, and the filter.
class TimelineLanesTest extends TimelineHands {

    @Start
    void start(Stage stage) {
        openWindow(stage);
    }

    @Stop
    void stop() {
        closeWindow();
    }

    @Test
    void p_pins_on_top_and_alt_arrows_and_a_drag_order_the_lanes(FxRobot robot) {
        select(robot);
        press(robot, KeyCode.P);
        assertThat(heads()).startsWith("Pinned");
        assertThat(lanes().getFirst()).isEqualTo("order-2");

        robot.interact(() -> model().lanes().pin("mail-6"));
        assertThat(lanes()).startsWith("order-2", "mail-6");
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(lanes()).startsWith("mail-6", "order-2");
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(lanes()).startsWith("order-2", "mail-6");

        LaneName first = names().get(0);
        LaneName second = names().get(1);
        drag(robot, 60, second.y() + 15, 60, first.y() + 15);
        assertThat(lanes()).startsWith("mail-6", "order-2");

        press(robot, KeyCode.P);
        assertThat(lanes().getFirst()).as("the pointer is on the first name").isEqualTo("order-2");
    }

    @Test
    void lanes_are_ordered_by_name_and_collapsed_to_categories(FxRobot robot) {
        menuItem(robot, "lanesNameItem", RadioMenuItem.class).fire();
        robot.interact(() -> {});
        List<String> shown = lanes().stream().filter(name -> name.contains("-")).toList();
        assertThat(shown).isSorted().isNotEmpty();

        robot.push(KeyCode.SHIFT, KeyCode.C);
        assertThat(heads()).containsExactly("Categories");
        assertThat(lanes()).containsExactlyInAnyOrder("order", "stock", "mail");
        robot.push(KeyCode.SHIFT, KeyCode.C);
        assertThat(lanes()).containsAll(shown);
    }

    @Test
    void a_group_is_closed_by_a_click_on_its_head(FxRobot robot) {
        HeadName head = (HeadName) model().drawing().names().stream().filter(HeadName.class::isInstance).findFirst()
                .orElseThrow();
        int before = lanes().size();

        robot.clickOn(at(robot, 60, head.y() + 12));

        assertThat(lanes().size()).isLessThan(before);
    }

    @Test
    void the_menu_of_a_lane_filters_by_it(FxRobot robot) {
        LaneName name = names().stream().filter(lane -> !lane.shared()).findFirst().orElseThrow();

        robot.rightClickOn(at(robot, 60, name.y() + 15));
        robot.clickOn("Leave this stream out");

        until("left out", () -> !lanes().contains(name.title()));
        assertThat(model().choices().filter().text()).isEqualTo("-stream:" + name.title());
    }

    @Test
    void a_filter_hides_and_with_shift_f_dims_what_it_does_not_let_through(FxRobot robot) {
        robot.interact(() -> pane.filter("type:Paid"));
        until("hidden", () -> model().supply().note().equals("6 of 30 events"));
        assertThat(marks()).allMatch(mark -> mark.tone() == Tone.PLAIN);

        robot.push(KeyCode.SHIFT, KeyCode.F);
        until("dimmed", () -> marks().stream().anyMatch(mark -> mark.tone() == Tone.DIMMED));
        assertThat(model().supply().note()).isEqualTo("6 of 30 events");
        assertThat(marks()).anyMatch(mark -> mark.tone() == Tone.PLAIN);
        assertThat(menuItem(robot, "filterDimsItem", CheckMenuItem.class).isSelected()).isTrue();
    }

    private static <T> T menuItem(FxRobot robot, String id, Class<T> kind) {
        return robot.lookup("#lanesMenu").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> id.equals(item.getId())).map(kind::cast).findFirst().orElseThrow();
    }
}
