package dev.eventscope.desktop.workspace;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.javafx.FontIcon;

/// Asks for the name under which a filter is saved, in place of the filter's own field.
final class FilterNameBox extends HBox {

    private final TextField name = new TextField();
    private final Button save = new Button("Save");
    private final Runnable onDone;
    private Consumer<String> onName = _ -> {};

    FilterNameBox(Runnable onDone) {
        this.onDone = onDone;
        getStyleClass().add("filter-name");
        name.setId("filterNameField");
        name.setPromptText("Name for this filter");
        name.setAccessibleText("Name for this filter");
        name.getStyleClass().addAll("compact", "bare");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setOnAction(_ -> take());
        name.addEventHandler(KeyEvent.KEY_PRESSED, this::onEscape);
        save.setId("filterNameSaveButton");
        save.getStyleClass().add("compact");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty().bind(name.textProperty().map(String::isBlank));
        save.setOnAction(_ -> take());
        Button leave = new Button(null, new FontIcon("fth-x"));
        leave.getStyleClass().addAll("icon", "compact");
        leave.setAccessibleText("Do not save");
        leave.setTooltip(new Tooltip("Do not save, Esc"));
        leave.setOnAction(_ -> onDone.run());
        getChildren().addAll(name, save, leave);
    }

    void ask(String proposed, Consumer<String> newOnName) {
        onName = newOnName;
        name.setText(proposed);
        name.requestFocus();
        name.selectAll();
    }

    private void take() {
        String chosen = name.getText().strip();
        if (!chosen.isEmpty()) {
            onName.accept(chosen);
            onDone.run();
        }
    }

    private void onEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onDone.run();
        }
    }
}
