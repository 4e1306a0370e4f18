package dev.eventscope.desktop.replay;

import java.time.Instant;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.StreamState;

/// Binds the view to its model.
final class ReplayView {

    private static final PseudoClass GLOWING = PseudoClass.getPseudoClass("glowing");
    private static final double GLOW_MS = 600;

    @FXML
    private Pane replayBody;
    @FXML
    private Node emptyBox;
    @FXML
    private StackPane streamMark;
    @FXML
    private Label streamLabel;
    @FXML
    private Label fidelityChip;
    @FXML
    private Button stepFirstButton;
    @FXML
    private Button stepBackButton;
    @FXML
    private Button stepForwardButton;
    @FXML
    private Button stepLastButton;
    @FXML
    private Label versionLabel;
    @FXML
    private Label lastVersionLabel;
    @FXML
    private Label clockLabel;
    @FXML
    private Label timeLabel;
    @FXML
    private Scrubber scrubSlider;
    @FXML
    private HBox foldErrorNotice;
    @FXML
    private Label foldErrorLabel;
    @FXML
    private Label stateTitle;
    @FXML
    private Label stateFact;
    @FXML
    private StateTree stateTree;
    @FXML
    private Node writerBox;
    @FXML
    private Label writerPath;
    @FXML
    private StackPane writerMark;
    @FXML
    private Label writerType;
    @FXML
    private Button writerVersionButton;
    @FXML
    private Label writerTime;
    @FXML
    private ComboBox<Long> fromChoice;
    @FXML
    private ComboBox<Long> toChoice;
    @FXML
    private Label diffFact;
    @FXML
    private ListView<DiffRow> diffList;
    @FXML
    private Label noDiffLabel;
    @FXML
    private VersionEventBox versionEventBox;

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final Theme theme;
    private final VersionChoices choices;
    private @Nullable StateRow writer;
    private boolean awaitsFocus;

    ReplayView(ReplayViewModel model, Workspace workspace, Theme theme) {
        this.model = model;
        this.workspace = workspace;
        this.theme = theme;
        choices = new VersionChoices(model);
    }

    @FXML
    private void initialize() {
        scrubSlider.onSeek(model::go);
        scrubSlider.onSettle(model::settle);
        diffList.setCellFactory(_ -> new DiffCell());
        choices.bind(fromChoice, toChoice);
        versionEventBox.bind(new VersionEvent(workspace, model));
        stateTree.getSelectionModel().selectedItemProperty().subscribe(this::showWriter);
        model.trackProperty().subscribe(this::showTrack);
        model.indexProperty().addListener((_, _, _) -> showPlace());
        model.markedProperty().addListener((_, _, _) -> showPlace());
        workspace.timesProperty().addListener((_, _, _) -> showPlace());
        workspace.eventClockProperty().addListener((_, _, _) -> showPlace());
        model.shownProperty().addListener((_, old, now) -> show(now, old == null ? -1 : old.version()));
        show(null, -1);
    }

    @FXML
    private void onFirst() {
        model.first();
    }

    @FXML
    private void onBack() {
        model.step(-1);
    }

    @FXML
    private void onForward() {
        model.step(1);
    }

    @FXML
    private void onLast() {
        model.last();
    }

    @FXML
    private void onLastGood() {
        Shown shown = model.shownProperty().get();
        if (shown != null) {
            model.goToVersion(shown.state().version());
        }
    }

    @FXML
    private void onWriter() {
        if (writer != null) {
            model.goToVersion(writer.version());
        }
    }

    /// To the scrubber, at once or as soon as there is a stream to scrub: keys step versions from the first moment on.
    void focus() {
        awaitsFocus = !replayBody.isVisible();
        scrubSlider.requestFocus();
    }

    /// Another view has the screen: the focus is no longer waited for.
    void hidden() {
        awaitsFocus = false;
    }

    private void showTrack(Track track) {
        boolean none = track.isEmpty();
        emptyBox.setVisible(none);
        replayBody.setVisible(!none);
        streamLabel.setText(track.stream() == null ? "" : track.stream().name());
        streamMark.getChildren().clear();
        if (!none && awaitsFocus) {
            takeFocus();
        }
        if (!none) {
            Mark mark = Mark.ofCategory(track.category());
            mark.getStyleClass().add("headline-mark");
            streamMark.getChildren().add(mark);
        }
        showPlace();
    }

    /// Not from somebody who has begun to type meanwhile.
    private void takeFocus() {
        awaitsFocus = false;
        Scene scene = scrubSlider.getScene();
        if (scene != null && !(scene.getFocusOwner() instanceof TextInputControl)) {
            scrubSlider.requestFocus();
        }
    }

    private void showPlace() {
        Track track = model.track();
        int index = model.indexProperty().get();
        boolean none = track.isEmpty() || index < 0;
        stepFirstButton.setDisable(none || index == 0);
        stepBackButton.setDisable(none || index == 0);
        stepForwardButton.setDisable(none || index == track.size() - 1);
        stepLastButton.setDisable(none || index == track.size() - 1);
        versionLabel.setText(none ? "" : Figures.count(track.version(index)));
        lastVersionLabel.setText(none ? "" : "/ " + Figures.count(track.lastVersion()));
        clockLabel.setText(none ? "" : workspace.clockName());
        timeLabel.setText(none ? "" : workspace.times().full(time(track, index)));
        showRail();
    }

    private void showRail() {
        Shown shown = model.shownProperty().get();
        FoldError error = shown == null ? null : shown.state().error();
        scrubSlider.show(model.track(), model.indexProperty().get(), error == null ? null : error.version(),
                model.markedProperty().get(), workspace.times(), workspace.eventClock());
    }

    private void show(@Nullable Shown shown, long before) {
        StreamState state = shown == null ? null : shown.state();
        fidelityChip.setText(state == null ? "" : state.fidelity().word());
        fidelityChip.setVisible(state != null);
        fidelityChip.setTooltip(state == null ? null : new Tooltip(Texts.meaning(state.fidelity())));
        stateTitle.setText(state == null ? "State" : "State at v" + state.version());
        stateFact.setText(shown == null ? "" : Texts.rows(shown.rows()));
        stateTree.show(shown == null ? List.of() : shown.rows());
        foldErrorNotice.setVisible(state != null && state.error() != null);
        foldErrorNotice.setManaged(foldErrorNotice.isVisible());
        foldErrorLabel.setText(state == null ? "" : Texts.foldError(state));
        diffFact.setText(shown == null ? "" : Texts.changes(shown.diff()));
        noDiffLabel.setVisible(shown != null && shown.diff().rows().isEmpty());
        diffList.getItems().setAll(shown == null ? List.of() : shown.diff().rows());
        if (shown != null && shown.version() != before) {
            glow();
        }
        showRail();
    }

    /// What changed stands out at first, then holds.
    private void glow() {
        stateTree.pseudoClassStateChanged(GLOWING, true);
        PauseTransition pause = new PauseTransition(theme.motion(GLOW_MS));
        pause.setOnFinished(_ -> stateTree.pseudoClassStateChanged(GLOWING, false));
        pause.play();
    }

    private void showWriter(@Nullable StateRow row) {
        writer = row;
        Track track = model.track();
        int index = row == null || track.isEmpty() ? -1 : track.indexOf(row.version());
        writerBox.setVisible(index >= 0);
        writerBox.setManaged(index >= 0);
        writerMark.getChildren().clear();
        if (row == null || index < 0) {
            return;
        }
        writerPath.setText(row.path());
        writerMark.getChildren().add(new Mark(EventKind.of(track.type(index)), track.category()));
        writerType.setText(track.type(index));
        writerVersionButton.setText("v" + row.version());
        writerTime.setText(workspace.times().full(time(track, index)));
    }

    private @Nullable Instant time(Track track, int index) {
        return track.time(index, workspace.eventClock());
    }
}
