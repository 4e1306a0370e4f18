package dev.eventscope.desktop.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.MenuButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static dev.eventscope.desktop.shell.ShellOnScreen.press;
import static dev.eventscope.desktop.shell.ShellOnScreen.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

/// Each key of the timeline that moves the view or the selection, or turns something on and off.
class TimelineKeysTest extends TimelineHands {

    @Start
    void start(Stage stage) {
        openWindow(stage);
    }

    @Stop
    void stop() {
        closeWindow();
    }

    @Test
    void w_and_s_zoom_and_a_and_d_pan(FxRobot robot) {
        double length = length();

        press(robot, KeyCode.W);
        assertThat(length()).isLessThan(length);
        press(robot, KeyCode.S);
        assertThat(length()).isCloseTo(length, within(length / 1_000));

        press(robot, KeyCode.W);
        double from = sight().from();
        press(robot, KeyCode.D);
        assertThat(sight().from()).isGreaterThan(from);
        press(robot, KeyCode.A);
        assertThat(sight().from()).isCloseTo(from, within(NEARLY));
    }

    @Test
    void f_centres_and_again_f_shows_the_whole_correlation(FxRobot robot) {
        select(robot);
        robot.interact(() -> model().commands().pan(250));
        double off = Math.abs(selected().x() - centre());

        press(robot, KeyCode.F);
        assertThat(Math.abs(selected().x() - centre())).isLessThan(Math.min(off, 3));
        press(robot, KeyCode.F);
        assertThat(heads().getFirst()).startsWith("Correlation");
        assertThat(selected().x()).isBetween(model().drawing().area().plotLeft(), canvas(robot).getWidth());
        assertThat(length()).isLessThan(60e6);
    }

    @Test
    void brackets_walk_causes_and_comma_stop_j_and_k_walk_lanes(FxRobot robot) {
        select(robot);

        press(robot, KeyCode.OPEN_BRACKET);
        until("the cause", () -> type().equals("Placed"));
        press(robot, KeyCode.CLOSE_BRACKET);
        until("the effect", () -> type().equals("Paid"));
        press(robot, KeyCode.PERIOD);
        until("the next in the lane", () -> type().equals("Shipped"));
        press(robot, KeyCode.COMMA);
        until("the one before", () -> type().equals("Paid"));
        String lane = stream();
        press(robot, KeyCode.J);
        until("a lane below", () -> !stream().equals(lane));
        press(robot, KeyCode.K);
        until("and back", () -> stream().equals(lane));
    }

    @Test
    void g_shows_and_folds_idle_time(FxRobot robot) {
        press(robot, KeyCode.HOME);
        int folded = model().drawing().ruler().folds().size();

        press(robot, KeyCode.G);
        assertThat(model().drawing().ruler().folds()).isEmpty();
        press(robot, KeyCode.G);
        assertThat(folded).isPositive();
        assertThat(model().drawing().ruler().folds()).hasSize(folded);
    }

    @Test
    void l_pauses_and_goes_on(FxRobot robot) {
        press(robot, KeyCode.L);
        assertThat(screen.workspace().tail().liveProperty().get()).isFalse();
        press(robot, KeyCode.L);
        assertThat(screen.workspace().tail().liveProperty().get()).isTrue();
    }

    @Test
    void ctrl_e_saves_what_is_seen_with_its_legend(FxRobot robot, @TempDir Path folder) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until("PNG and SVG are offered", () -> robot.lookup("#timelineExportButton").queryAs(MenuButton.class)
                .isShowing());
        press(robot, KeyCode.ESCAPE);
        Path svg = folder.resolve("timeline.svg");
        Path png = folder.resolve("timeline.png");

        robot.interact(() -> ((TimelineCanvas) canvas(robot)).picture().writeSvg(svg));
        robot.interact(() -> ((TimelineCanvas) canvas(robot)).picture().writePng(png));

        assertThat(Files.readString(svg)).startsWith("<?xml").contains(">order-6</text>", ">Shipped</text>",
                ">failed step</text>", ">caused by an event</text>", "<title>Timeline, 30 events</title>")
                .doesNotContainPattern("<text(?![^>]*textLength=\"[1-9])");
        assertThatCode(() -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile()))
                .doesNotThrowAnyException();
        Image image = new Image(png.toUri().toString());
        assertThat(image.getWidth()).isEqualTo(2 * Math.floor(canvas(robot).getWidth()));
        assertThat(image.getHeight()).isGreaterThan(2 * Math.floor(canvas(robot).getHeight()));
    }

    private double centre() {
        return (model().drawing().area().plotLeft() + model().drawing().area().width()) / 2;
    }

    private String stream() {
        return screen.workspace().selection().get().stream().name();
    }
}
