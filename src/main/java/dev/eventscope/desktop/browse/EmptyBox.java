package dev.eventscope.desktop.browse;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands in an empty table: a sentence with the filter, and the way out.
final class EmptyBox extends VBox {

    private final Label sentence = new Label();
    private final Label filter = new Label();
    private final Button wayOut = new Button();

    EmptyBox(String action, Runnable onAction) {
        getStyleClass().add("empty");
        sentence.getStyleClass().add("muted");
        filter.getStyleClass().add("mono");
        wayOut.setText(action);
        wayOut.getStyleClass().add("compact");
        wayOut.setOnAction(_ -> onAction.run());
        for (Node node : List.of(sentence, filter, wayOut)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        getChildren().addAll(sentence, filter, wayOut);
    }

    void show(String text, String filterText) {
        sentence.setText(text);
        filter.setText(filterText);
        sentence.setVisible(!text.isEmpty());
        filter.setVisible(!text.isEmpty() && !filterText.isEmpty());
        wayOut.setVisible(filter.isVisible() && !wayOut.getText().isEmpty());
    }
}
