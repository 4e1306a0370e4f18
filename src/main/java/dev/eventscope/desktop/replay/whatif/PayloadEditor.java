package dev.eventscope.desktop.replay.whatif;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.replay.whatif.SupposedEvents.Slot;

/// Another payload for one event, in memory; open while an event is being edited.
public final class PayloadEditor {

    @FXML
    private Node editBox;
    @FXML
    private Label editTitle;
    @FXML
    private TextArea payloadEditor;
    @FXML
    private Label editMessage;
    @FXML
    private Button applyEditButton;
    @FXML
    private Button revertEditButton;

    private final SupposedEvents events;

    public PayloadEditor(SupposedEvents events) {
        this.events = events;
    }

    @FXML
    private void initialize() {
        payloadEditor.textProperty().addListener((_, _, text) -> validate(text));
        events.editedProperty().subscribe(this::show);
    }

    @FXML
    private void onApply() {
        Slot slot = events.editedProperty().get();
        if (slot != null) {
            events.edit(slot, payloadEditor.getText());
            close();
        }
    }

    @FXML
    private void onRevert() {
        Slot slot = events.editedProperty().get();
        if (slot != null) {
            events.revert(slot);
            close();
        }
    }

    @FXML
    private void onCancelEdit() {
        close();
    }

    private void close() {
        events.editedProperty().set(null);
    }

    private void show(@Nullable Slot slot) {
        editBox.setVisible(slot != null);
        editBox.setManaged(slot != null);
        if (slot != null) {
            editTitle.setText("Payload of v" + slot.storedAt() + ", in memory");
            payloadEditor.setText(events.payloadText(slot));
            revertEditButton.setDisable(!slot.isEdited());
            validate(payloadEditor.getText());
            payloadEditor.requestFocus();
        }
    }

    private void validate(String text) {
        Optional<String> wrong = SupposedEvents.wrong(text);
        editMessage.setText(wrong.orElse(""));
        applyEditButton.setDisable(wrong.isPresent());
    }
}
