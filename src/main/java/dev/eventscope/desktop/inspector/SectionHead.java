package dev.eventscope.desktop.inspector;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The head of a section: its name, and at the right a few words about it.
final class SectionHead extends HBox {

    SectionHead(String name, String right) {
        Label title = new Label(name);
        title.getStyleClass().add("section-head");
        title.setMaxWidth(Double.MAX_VALUE);
        setHgrow(title, Priority.ALWAYS);
        Label note = new Label(right);
        note.getStyleClass().addAll("small", "muted");
        note.setMinWidth(0);
        getChildren().addAll(title, note);
        getStyleClass().add("inspector-section");
    }
}
