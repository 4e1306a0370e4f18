package dev.eventscope.desktop.saga;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.fx.Shortened;

/// What the sections of the dialog are made of.
final class DialogParts {

    private static final double NAMES_PX = 132;

    private DialogParts() {}

    static HBox section(int no, String name, Node content) {
        return section(Integer.toString(no), new Label(name), content);
    }

    /// One that is asked for now and then, so that it has no number.
    static HBox section(String name, Node content) {
        return section(new Label(name), content);
    }

    static HBox section(Label name, Node content) {
        return section(" ", name, content);
    }

    private static HBox section(String no, Label label, Node content) {
        label.getStyleClass().add("title");
        HBox names = new HBox(number(no), label);
        names.getStyleClass().add("redrive-names");
        names.setMinWidth(NAMES_PX);
        names.setPrefWidth(NAMES_PX);
        HBox.setHgrow(content, Priority.ALWAYS);
        HBox section = new HBox(names, content);
        section.getStyleClass().add("dialog-section");
        return section;
    }

    private static Label number(String no) {
        Label label = muted(no);
        label.setMinWidth(8);
        return label;
    }

    static Label muted(String text) {
        Label label = new Label(Shortened.line(text));
        label.getStyleClass().addAll("small", "muted");
        return label;
    }

    static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
