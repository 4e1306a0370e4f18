package dev.eventscope.desktop.shell;

import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.Notices;

/// What was just done, over the foot of the window: it moves nothing, and goes by itself when it can have been read. It stays
/// while the pointer is on it.
final class Toast extends HBox {

    private static final double MOST_WIDTH = 640;
    private static final double FROM_FOOT = 40;
    private static final Duration AT_LEAST = Duration.seconds(3);
    private static final Duration A_LETTER = Duration.millis(50);

    private final Label text = new Label();
    private final PauseTransition reading = new PauseTransition();

    Toast(Notices notices) {
        setId("toast");
        getStyleClass().addAll("notice", "toast");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.BOTTOM_CENTER);
        StackPane.setMargin(this, new Insets(0, 0, FROM_FOOT, 0));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(MOST_WIDTH);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button dismiss = new Button(null, new FontIcon("fth-x"));
        dismiss.getStyleClass().addAll("icon", "compact");
        dismiss.setFocusTraversable(false);
        dismiss.setAccessibleText("Dismiss");
        dismiss.setOnAction(_ -> notices.heard());
        getChildren().addAll(new FontIcon("fth-info"), text, dismiss);
        reading.setOnFinished(_ -> notices.heard());
        hoverProperty().subscribe(this::rest);
        notices.saidProperty().subscribe(this::show);
    }

    private void show(String said) {
        setVisible(!said.isEmpty());
        text.setText(Words.capital(said));
        reading.setDuration(AT_LEAST.add(A_LETTER.multiply(said.length())));
        rest();
    }

    private void rest() {
        if (isVisible() && !isHover()) {
            reading.playFromStart();
        } else {
            reading.stop();
        }
    }
}
