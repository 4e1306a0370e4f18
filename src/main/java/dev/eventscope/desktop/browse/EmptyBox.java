package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands in an empty table: a sentence with the filter, what was perhaps meant, and the way out.
final class EmptyBox extends VBox {

    private final Label sentence = new Label();
    private final Label filter = new Label();
    private final Hyperlink better = new Hyperlink();
    private final Button wayOut = new Button();
    private String betterFilter = "";

    EmptyBox(String action, Runnable onAction, Consumer<String> onBetter) {
        getStyleClass().add("empty");
        sentence.getStyleClass().add("muted");
        filter.getStyleClass().add("mono");
        better.setOnAction(_ -> onBetter.accept(betterFilter));
        wayOut.setText(action);
        wayOut.getStyleClass().add("compact");
        wayOut.setOnAction(_ -> onAction.run());
        for (Node node : List.of(sentence, filter, better, wayOut)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        getChildren().addAll(sentence, filter, better, wayOut);
    }

    /// `newBetter` is a filter that would find something, or empty.
    void show(String text, String filterText, String newBetter) {
        betterFilter = newBetter;
        sentence.setText(text);
        filter.setText(filterText);
        better.setText("Did you mean " + newBetter + "?");
        sentence.setVisible(!text.isEmpty());
        filter.setVisible(!text.isEmpty() && !filterText.isEmpty());
        better.setVisible(filter.isVisible() && !newBetter.isEmpty());
        wayOut.setVisible(filter.isVisible() && !wayOut.getText().isEmpty());
    }
}
