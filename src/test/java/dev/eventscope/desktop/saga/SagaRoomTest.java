package dev.eventscope.desktop.saga;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static dev.eventscope.desktop.saga.SagaDesk.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ApplicationExtension.class)
class SagaRoomTest {

    private static final double HEIGHT = 800;

    private final VBox steps = new VBox();
    private final ScrollPane scroll = new ScrollPane(steps);
    private final Region events = new Region();
    private final VBox payload = new VBox();
    private final ObservableList<SagaEvent> rows = FXCollections.observableArrayList();

    @Start
    void start(Stage stage) {
        scroll.setFitToWidth(true);
        SagaRoom room = new SagaRoom();
        room.getChildren().addAll(scroll, events, payload);
        room.keep(new SagaRoom.Parts(scroll, steps, events, payload, rows));
        stage.setScene(new Scene(room, 600, HEIGHT));
        stage.show();
    }

    @Test
    void steps_that_are_told_later_stand_whole(FxRobot robot) {
        tell(robot, 40);
        awaitThat("the steps have their height", () -> scroll.getHeight() >= 40 && scroll.getHeight() < 60);
        assertThat(payload.isVisible()).isTrue();

        tell(robot, 300);

        awaitThat("they are whole", () -> scroll.getHeight() >= 340 && scroll.getHeight() < 360);
        assertThat(payload.isVisible()).isTrue();
    }

    @Test
    void what_is_higher_than_the_room_leaves_some_to_the_events_and_the_payload_goes(FxRobot robot) {
        tell(robot, 5_000);

        awaitThat("the payload goes", () -> !payload.isVisible());
        awaitThat("events have room", () -> events.getHeight() >= 48);
        assertThat(scroll.getHeight() + events.getHeight()).isLessThanOrEqualTo(HEIGHT);
    }

    private void tell(FxRobot robot, double height) {
        robot.interact(() -> {
            Region step = new Region();
            step.setMinHeight(height);
            steps.getChildren().add(step);
        });
    }
}
