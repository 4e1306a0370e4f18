package dev.eventscope.desktop.shell;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks for the note of a mark: Enter keeps it, Esc leaves all as it was.
final class NoteDialog extends VBox {

    private static final double WIDTH = 420;

    private final TextField field = new TextField();
    private final Consumer<String> onKeep;
    private final Runnable onClose;

    NoteDialog(String about, String before, Consumer<String> onKeep, Runnable onClose) {
        this.onKeep = onKeep;
        this.onClose = onClose;
        setId("noteDialog");
        getStyleClass().add("dialog-box");
        setPrefWidth(WIDTH);
        Label title = new Label("Mark with a note");
        title.getStyleClass().add("headline");
        HBox head = new HBox(title);
        head.getStyleClass().add("dialog-head");
        Label subject = new Label(about);
        subject.getStyleClass().addAll("small", "muted");
        field.setId("noteField");
        field.setText(before);
        field.setPromptText("what is to be remembered of this event");
        field.setAccessibleText("Note");
        field.setOnAction(_ -> keep());
        VBox section = new VBox(8, subject, field);
        section.getStyleClass().add("dialog-section");
        getChildren().addAll(head, section, foot());
    }

    Node firstFocus() {
        return field;
    }

    private HBox foot() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Button cancel = new Button("Cancel");
        cancel.setId("cancelNoteButton");
        cancel.setOnAction(_ -> onClose.run());
        Button keep = new Button("Keep the mark");
        keep.setId("keepNoteButton");
        keep.getStyleClass().add("primary");
        keep.setOnAction(_ -> keep());
        HBox foot = new HBox(8, spring, cancel, keep);
        foot.getStyleClass().add("dialog-foot");
        return foot;
    }

    private void keep() {
        onKeep.accept(field.getText());
        onClose.run();
    }
}
