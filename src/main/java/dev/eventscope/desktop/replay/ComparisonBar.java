package dev.eventscope.desktop.replay;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.workspace.Workspace;

/// Under the head of the difference: the two sides to type, with the streams of the store offered.
///
/// Shape: Enter compares; what cannot be found is said below. An empty stream is the one on show.
public final class ComparisonBar extends VBox {

    private static final String PLACE = "v41, #4145 or a time";

    private final TextField stream = field("compareStreamField", "from this stream, or name another one",
            "Stream to compare with; empty for this one");
    private final TextField from = field("compareFromField", PLACE,
            "Version, position or time that the difference starts from; empty for the head of another stream");
    private final TextField to = field("compareToField", PLACE, "Version, position or time that is compared");
    private final Label message = new Label();

    public ComparisonBar() {
        getStyleClass().add("comparison-bar");
        HBox.setHgrow(stream, Priority.ALWAYS);
        stream.setMaxWidth(Double.MAX_VALUE);
        for (TextField place : List.of(from, to)) {
            place.setPrefWidth(116);
            place.setMinWidth(64);
            HBox.setHgrow(place, Priority.ALWAYS);
        }
        message.setId("compareMessage");
        message.getStyleClass().addAll("small", "warn");
        message.managedProperty().bind(message.visibleProperty());
    }

    void bind(Comparison comparison, Workspace workspace) {
        Button compare = button("compareButton", "fth-check", "Compare (Enter)");
        compare.setOnAction(_ -> apply(comparison));
        Button close = button("closeCompareButton", "fth-x", "Close (C)");
        close.setOnAction(_ -> comparison.openProperty().set(false));
        HBox which = new HBox(stream, close);
        HBox where = new HBox(from, new FontIcon("fth-arrow-right"), to, compare);
        which.getStyleClass().add("comparison-line");
        where.getStyleClass().add("comparison-line");
        getChildren().setAll(which, where, message);
        for (TextField field : List.of(stream, from, to)) {
            field.addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(event, comparison));
        }
        comparison.messageProperty().subscribe(_ -> say(comparison));
        comparison.targetMessageProperty().subscribe(_ -> say(comparison));
        comparison.openProperty().subscribe(open -> {
            setVisible(open);
            setManaged(open);
            if (open) {
                workspace.vocabulary().learn();
                stream.requestFocus();
            }
        });
        TextFields.bindAutoCompletion(stream,
                request -> workspace.vocabulary().now().streams().apply(request.getUserText()))
                .setVisibleRowCount(10);
    }

    private void onKey(KeyEvent event, Comparison comparison) {
        if (event.getCode() == KeyCode.ENTER) {
            apply(comparison);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            comparison.openProperty().set(false);
            event.consume();
        }
    }

    private void apply(Comparison comparison) {
        if (!to.getText().isBlank()) {
            comparison.to(to.getText());
        }
        comparison.from(stream.getText(), from.getText());
    }

    private void say(Comparison comparison) {
        String text = comparison.messageProperty().get().isEmpty()
                ? comparison.targetMessageProperty().get()
                : comparison.messageProperty().get();
        message.setText(text);
        message.setVisible(!text.isEmpty());
    }

    private static TextField field(String id, String prompt, String name) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        field.setTooltip(new Tooltip(name));
        field.getStyleClass().addAll("compact", "mono");
        return field;
    }

    private static Button button(String id, String icon, String name) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("icon", "compact");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
