package dev.eventscope.desktop.replay;

import java.time.Instant;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.replay.predicate.PredicateLine;
import dev.eventscope.desktop.replay.predicate.PredicateModel;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.replay.shown.StateRows;
import dev.eventscope.replay.StateFlip;

/// Where to go and what to look out for: a place typed in, and a predicate on the state with the versions at which it flips.
final class LookoutView {

    @FXML
    private TextField goToField;
    @FXML
    private Label goToMessage;
    @FXML
    private HBox predicateBox;
    @FXML
    private Label flipLabel;
    @FXML
    private Button previousFlipButton;
    @FXML
    private Button nextFlipButton;
    @FXML
    private Button searchButton;
    @FXML
    private Label playNote;
    @FXML
    private ToggleButton whatIfButton;

    private final ReplayModels models;
    private final ReplayViewModel model;
    private final Watches watches;
    private final PredicateModel predicate;

    LookoutView(ReplayModels models) {
        this.models = models;
        this.model = models.place();
        this.watches = models.watches();
        this.predicate = models.predicate();
    }

    @FXML
    private void initialize() {
        PredicateLine line = new PredicateLine(models.workspace(), predicate, this::fields);
        predicateBox.getChildren().add(line);
        HBox.setHgrow(line, Priority.ALWAYS);
        goToField.setOnAction(_ -> models.finder().find(goToField.getText()));
        goToField.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                goToField.clear();
                models.finder().clear();
                predicateBox.getParent().requestFocus();
                event.consume();
            }
        });
        models.finder().messageProperty().subscribe(message -> {
            goToMessage.setText(message);
            goToMessage.setVisible(!message.isEmpty());
            goToMessage.setManaged(!message.isEmpty());
        });
        models.player().noteProperty().subscribe(note -> {
            playNote.setText(note);
            playNote.setVisible(!note.isEmpty());
            playNote.setManaged(!note.isEmpty());
        });
        whatIfButton.selectedProperty().bindBidirectional(models.whatIf().openProperty());
        watches.marksProperty().subscribe(this::show);
        predicate.predicateProperty().subscribe(this::show);
        watches.busyProperty().subscribe(this::show);
        model.indexProperty().subscribe(this::show);
        model.trackProperty().subscribe(this::show);
    }

    @FXML
    private void onPreviousFlip() {
        go(false);
    }

    @FXML
    private void onNextFlip() {
        go(true);
    }

    @FXML
    private void onSearch() {
        models.search().start(predicate.get(), model.track().category());
    }

    void focusGoTo() {
        goToField.requestFocus();
        goToField.selectAll();
    }

    void go(boolean forward) {
        int index = model.indexProperty().get();
        if (index >= 0) {
            watches.flipFrom(model.track().version(index), forward).map(StateFlip::version)
                    .ifPresent(model::goToVersion);
        }
    }

    private void show() {
        boolean none = predicate.get().isNone() || model.track().isEmpty() || model.indexProperty().get() < 0;
        List<StateFlip> flips = watches.marksProperty().get().flips();
        long version = none ? 0 : model.track().version(model.indexProperty().get());
        flipLabel.setVisible(!none);
        flipLabel.setManaged(!none);
        flipLabel.setText(none ? "" : watches.busyProperty().get() ? "looking" : found(flips));
        flipLabel.setTooltip(flips.size() < 2 ? null : new Tooltip(all(flips)));
        previousFlipButton.setDisable(none || watches.flipFrom(version, false).isEmpty());
        nextFlipButton.setDisable(none || watches.flipFrom(version, true).isEmpty());
        searchButton.setText("All of " + (model.track().category().isEmpty() ? "it" : model.track().category()));
        searchButton.setVisible(!none && !model.track().category().isEmpty());
        searchButton.setManaged(searchButton.isVisible());
    }

    /// The fields of the state on show, as an expression names them.
    private List<String> fields() {
        Shown shown = model.shownProperty().get();
        return shown == null ? List.of() : StateRows.names(shown.rows());
    }

    private String found(List<StateFlip> flips) {
        if (flips.isEmpty()) {
            return "holds at no version";
        }
        StateFlip first = flips.getFirst();
        Instant time = first.event().time(models.workspace().eventClock());
        String day = time == null ? "" : " of " + models.workspace().times().day(time);
        long more = watches.marksProperty().get().flipCount() - 1;
        return "first holds at v" + first.version() + day
                + (more == 0 ? "" : ", " + Figures.plural(more, "more flip"));
    }

    private static String all(List<StateFlip> flips) {
        StringBuilder text = new StringBuilder();
        flips.stream().limit(20).forEach(flip -> text.append(text.isEmpty() ? "" : ", ").append('v')
                .append(flip.version()).append(flip.holds() ? " holds" : " no longer"));
        return flips.size() > 20 ? text + ", …" : text.toString();
    }
}
