package dev.eventscope.desktop.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.replay.WhatIfModel.Slot;
import dev.eventscope.desktop.replay.WhatIfRows.WhatIfRow;
import dev.eventscope.replay.whatif.WhatIf;

/// What is supposed, and what comes of it. Violet, and never saved.
final class WhatIfView {

    @FXML
    private Button clearWhatIfButton;
    @FXML
    private Label whatIfFact;
    @FXML
    private ListView<Slot> whatIfEvents;
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
    @FXML
    private ComboBox<WhatIfModel.Reducer> reducerChoice;
    @FXML
    private ComboBox<WhatIfModel.Upcaster> upcasterChoice;
    @FXML
    private ToggleButton atHeadButton;
    @FXML
    private ToggleButton atShownButton;
    @FXML
    private Label differenceFact;
    @FXML
    private Label stepsFact;
    @FXML
    private Button previousDifferenceButton;
    @FXML
    private Button nextDifferenceButton;
    @FXML
    private ListView<WhatIfRow> whatIfDiff;
    @FXML
    private Label whatIfEmpty;
    @FXML
    private Label whatIfFoot;

    private final WhatIfModel model;
    private final ReplayModels models;
    private @Nullable Slot edited;

    WhatIfView(ReplayModels models) {
        this.models = models;
        this.model = models.whatIf();
    }

    @FXML
    private void initialize() {
        whatIfEvents.setItems(model.slots());
        whatIfEvents.setCellFactory(_ -> new WhatIfCells.Event(model, models.workspace(), this::edit));
        whatIfEvents.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        whatIfDiff.setCellFactory(_ -> new WhatIfCells.Difference());
        fill(reducerChoice, WhatIfModel.Reducer.values(), WhatIfView::name);
        fill(upcasterChoice, WhatIfModel.Upcaster.values(), WhatIfView::name);
        reducerChoice.valueProperty().bindBidirectional(model.reducerProperty());
        upcasterChoice.valueProperty().bindBidirectional(model.upcasterProperty());
        payloadEditor.textProperty().addListener((_, _, text) -> validate(text));
        atHeadButton.setSelected(true);
        model.resultProperty().subscribe(this::show);
        model.slots().addListener((ListChangeListener<Slot>) _ -> whatIfFact.setText(supposed()));
        model.hypothesisProperty().subscribe(this::show);
        model.messageProperty().subscribe(this::show);
        models.place().indexProperty().subscribe(this::show);
        models.place().trackProperty().addListener((_, old, now) -> {
            if (now.stream() == null || !now.stream().equals(old.stream())) {
                closeEditor();
            }
        });
        closeEditor();
    }

    @FXML
    private void onClear() {
        closeEditor();
        model.clear();
    }

    @FXML
    private void onClose() {
        model.openProperty().set(false);
    }

    @FXML
    private void onAtHead() {
        atHeadButton.setSelected(true);
        atShownButton.setSelected(false);
        show();
    }

    @FXML
    private void onAtShown() {
        atShownButton.setSelected(true);
        atHeadButton.setSelected(false);
        show();
    }

    @FXML
    private void onPreviousDifference() {
        step(false);
    }

    @FXML
    private void onNextDifference() {
        step(true);
    }

    @FXML
    private void onApply() {
        if (edited != null) {
            model.edit(edited, payloadEditor.getText());
            closeEditor();
        }
    }

    @FXML
    private void onRevert() {
        if (edited != null) {
            model.revert(edited);
            closeEditor();
        }
    }

    @FXML
    private void onCancelEdit() {
        closeEditor();
    }

    private void edit(Slot slot) {
        edited = slot;
        editTitle.setText("Payload of v" + slot.storedAt() + ", in memory");
        payloadEditor.setText(model.payloadText(slot));
        revertEditButton.setDisable(!slot.isEdited());
        editBox.setVisible(true);
        editBox.setManaged(true);
        validate(payloadEditor.getText());
        payloadEditor.requestFocus();
    }

    private void closeEditor() {
        edited = null;
        editBox.setVisible(false);
        editBox.setManaged(false);
    }

    private void validate(String text) {
        Optional<String> wrong = WhatIfModel.wrong(text);
        editMessage.setText(wrong.orElse(""));
        applyEditButton.setDisable(wrong.isPresent());
    }

    /// Space leaves the chosen event out, Alt with an arrow moves it, Enter edits it.
    private void onKey(KeyEvent event) {
        Slot slot = whatIfEvents.getSelectionModel().getSelectedItem();
        if (slot == null) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> model.leaveOut(slot, !slot.isLeftOut());
            case ENTER -> edit(slot);
            case UP, DOWN -> {
                if (!event.isAltDown()) {
                    return;
                }
                model.move(slot, event.getCode() == KeyCode.UP ? -1 : 1);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(boolean forward) {
        int index = models.place().indexProperty().get();
        if (index >= 0) {
            model.differingFrom(models.place().track().version(index), forward)
                    .ifPresent(version -> {
                        onAtShown();
                        models.place().goToVersion(version);
                    });
        }
    }

    private void show() {
        WhatIf result = model.resultProperty().get();
        int index = models.place().indexProperty().get();
        Track track = models.place().track();
        boolean placed = index >= 0 && !track.isEmpty();
        atShownButton.setText(placed ? "At v" + track.version(index) : "At the version shown");
        atHeadButton.setText(placed ? "Head, v" + track.lastVersion() : "Head");
        clearWhatIfButton.setDisable(!model.isSupposing());
        whatIfFact.setText(supposed());
        if (result == null || !placed) {
            nothing();
            return;
        }
        WhatIf.Step step = atHeadButton.isSelected() ? result.head() : result.at(track.version(index));
        WhatIfRows rows = WhatIfRows.of(step);
        whatIfDiff.getItems().setAll(rows.rows());
        differenceFact.setText((rows.isCut() ? "more than " : "") + Figures.plural(rows.changes(), "change"));
        whatIfEmpty.setVisible(rows.rows().isEmpty());
        whatIfEmpty.setText(result.differing() == 0
                ? "Every version comes to the same state."
                : "Here both come to the same state.");
        stepsFact.setText(Figures.count(result.differing()) + " of "
                + Figures.count(result.steps().size()) + " differ");
        long version = track.version(index);
        previousDifferenceButton.setDisable(model.differingFrom(version, false).isEmpty());
        nextDifferenceButton.setDisable(model.differingFrom(version, true).isEmpty());
        String fidelity = step.supposed().fidelity().word();
        whatIfFoot.setText(model.messageProperty().get().isEmpty()
                ? Figures.plural(result.steps().size(), "event") + " in " + Times.span(model.took()) + ", " + fidelity
                        + ". The store is not written."
                : model.messageProperty().get());
    }

    private void nothing() {
        whatIfDiff.getItems().setAll(List.of());
        differenceFact.setText("");
        stepsFact.setText("");
        previousDifferenceButton.setDisable(true);
        nextDifferenceButton.setDisable(true);
        String message = model.messageProperty().get();
        whatIfEmpty.setVisible(true);
        whatIfEmpty.setText(model.isSupposing()
                ? message.isEmpty() ? "Folding" : ""
                : "Leave an event out, edit or move one, or read them with other rules, to see what they would have come to.");
        whatIfFoot.setText(message.isEmpty() ? "In memory. The store is not written." : message);
    }

    private String supposed() {
        int out = model.hypothesisProperty().get().leftOut().size();
        int edits = model.hypothesisProperty().get().edited().size();
        int moved = model.hypothesisProperty().get().moved().size();
        StringBuilder text = new StringBuilder();
        add(text, out, "left out");
        add(text, edits, "edited");
        add(text, moved, "moved");
        return text.isEmpty() ? Figures.plural(model.slots().size(), "event") : text.toString();
    }

    private static void add(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(number).append(' ').append(what);
        }
    }

    private static String name(WhatIfModel.Reducer reducer) {
        return switch (reducer) {
            case AS_DEPLOYED -> "as deployed";
            case MERGED -> "payloads merged, approximate";
        };
    }

    private static String name(WhatIfModel.Upcaster upcaster) {
        return switch (upcaster) {
            case AS_DEPLOYED -> "as deployed";
            case CANDIDATE -> "rules of the Upcasts view";
            case AS_STORED -> "none, payloads as stored";
        };
    }

    private static <T> void fill(ComboBox<T> choice, T[] values, Function<T, String> name) {
        choice.setItems(FXCollections.observableArrayList(values));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        });
    }
}
