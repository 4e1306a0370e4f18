package dev.eventscope.desktop.replay;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.replay.rail.Track;
import dev.eventscope.desktop.replay.whatif.ReducerChoice;
import dev.eventscope.desktop.replay.whatif.SupposedEvents;
import dev.eventscope.desktop.replay.whatif.SupposedEvents.Slot;
import dev.eventscope.desktop.replay.whatif.UpcasterChoice;
import dev.eventscope.desktop.replay.whatif.WhatIfCells;
import dev.eventscope.desktop.replay.whatif.WhatIfRows;
import dev.eventscope.desktop.replay.whatif.WhatIfRows.WhatIfRow;
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
    private ComboBox<ReducerChoice> reducerChoice;
    @FXML
    private ComboBox<UpcasterChoice> upcasterChoice;
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
    private final SupposedEvents events;
    private final ReplayModels models;

    WhatIfView(ReplayModels models) {
        this.models = models;
        this.model = models.whatIf();
        this.events = model.events();
    }

    @FXML
    private void initialize() {
        whatIfEvents.setItems(events.slots());
        whatIfEvents.setCellFactory(_ -> new WhatIfCells.Event(events, models.workspace()));
        whatIfEvents.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        whatIfDiff.setCellFactory(_ -> new WhatIfCells.Difference());
        reducerChoice.setItems(model.reducers());
        upcasterChoice.setItems(model.upcasters());
        reducerChoice.valueProperty().bindBidirectional(model.reducerProperty());
        upcasterChoice.valueProperty().bindBidirectional(model.upcasterProperty());
        atHeadButton.setSelected(true);
        model.resultProperty().subscribe(this::show);
        events.slots().addListener((ListChangeListener<Slot>) _ -> whatIfFact.setText(supposed()));
        events.hypothesisProperty().subscribe(this::show);
        events.messageProperty().subscribe(this::show);
        models.place().indexProperty().subscribe(this::show);
    }

    @FXML
    private void onClear() {
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

    /// Space leaves the chosen event out, Alt with an arrow moves it, Enter edits it.
    private void onKey(KeyEvent event) {
        Slot slot = whatIfEvents.getSelectionModel().getSelectedItem();
        if (slot == null) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> events.leaveOut(slot, !slot.isLeftOut());
            case ENTER -> events.editedProperty().set(slot);
            case UP, DOWN -> {
                if (!event.isAltDown()) {
                    return;
                }
                events.move(slot, event.getCode() == KeyCode.UP ? -1 : 1);
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
        whatIfFoot.setText(events.messageProperty().get().isEmpty()
                ? Figures.plural(result.steps().size(), "event") + " in " + Times.span(model.took()) + ", " + fidelity
                        + ". The store is not written."
                : events.messageProperty().get());
    }

    private void nothing() {
        whatIfDiff.getItems().setAll(List.of());
        differenceFact.setText("");
        stepsFact.setText("");
        previousDifferenceButton.setDisable(true);
        nextDifferenceButton.setDisable(true);
        String message = events.messageProperty().get();
        whatIfEmpty.setVisible(true);
        whatIfEmpty.setText(model.isSupposing()
                ? message.isEmpty() ? "Folding" : ""
                : "Leave an event out, edit or move one, or read them with other rules, to see what they would have come to.");
        whatIfFoot.setText(message.isEmpty() ? "In memory. The store is not written." : message);
    }

    private String supposed() {
        int out = events.hypothesisProperty().get().leftOut().size();
        int edits = events.hypothesisProperty().get().edited().size();
        int moved = events.hypothesisProperty().get().moved().size();
        StringBuilder text = new StringBuilder();
        add(text, out, "left out");
        add(text, edits, "edited");
        add(text, moved, "moved");
        return text.isEmpty() ? Figures.plural(events.slots().size(), "event") : text.toString();
    }

    private static void add(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(number).append(' ').append(what);
        }
    }
}
