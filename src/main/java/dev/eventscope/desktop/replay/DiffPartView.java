package dev.eventscope.desktop.replay;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.KeptRows;
import dev.eventscope.desktop.fx.Restyle;
import dev.eventscope.desktop.replay.shown.DiffCell;
import dev.eventscope.desktop.replay.shown.DiffRow;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.replay.shown.Texts;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;

/// The difference between two versions, and below it the event of the one on show.
final class DiffPartView {

    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    private static final String TIMELINE = "timelineView";

    @FXML
    private ComboBox<Long> fromChoice;
    @FXML
    private ComboBox<Long> toChoice;
    @FXML
    private Label diffFact;
    @FXML
    private Button previousChangeButton;
    @FXML
    private Button nextChangeButton;
    @FXML
    private ListView<DiffRow> diffList;
    @FXML
    private Label noDiffLabel;
    @FXML
    private VersionEventBox versionEventBox;
    @FXML
    private ToggleButton compareToggle;
    @FXML
    private ComparisonBar comparisonBar;

    private final ReplayViewModel model;
    private final Workspace workspace;
    private final Comparison comparison;
    private final VersionChoices choices;
    private final VersionEvent event;

    DiffPartView(ReplayModels models) {
        model = models.place();
        workspace = models.workspace();
        comparison = models.comparison();
        choices = new VersionChoices(model);
        event = new VersionEvent(workspace, model);
    }

    @FXML
    private void initialize() {
        diffList.setCellFactory(_ -> new DiffCell());
        choices.bind(fromChoice, toChoice);
        comparisonBar.bind(comparison, workspace);
        compareToggle.selectedProperty().bindBidirectional(comparison.openProperty());
        versionEventBox.bind(event, this::showOnTimeline);
        model.shownProperty().subscribe(this::show);
        model.pendingProperty().subscribe(pending -> diffList.pseudoClassStateChanged(PENDING, pending));
    }

    @FXML
    private void onPreviousChange() {
        step(false);
    }

    @FXML
    private void onNextChange() {
        step(true);
    }

    /// To the next block of the difference, or the one before.
    void step(boolean forward) {
        List<DiffRow> rows = diffList.getItems();
        int at = diffList.getSelectionModel().getSelectedIndex();
        int by = forward ? 1 : -1;
        for (int i = at < 0 && !forward ? rows.size() - 1 : at + by; i >= 0 && i < rows.size(); i += by) {
            if (rows.get(i) instanceof DiffRow.Head) {
                diffList.getSelectionModel().select(i);
                diffList.scrollTo(i);
                return;
            }
        }
    }

    /// The event of the version on show, on the timeline; Alt+← comes back.
    void showOnTimeline() {
        VersionEvent.Content content = event.contentProperty().get();
        StreamId stream = model.track().stream();
        int index = model.indexProperty().get();
        if (stream == null || index < 0 || !workspace.history().offers(TIMELINE)) {
            return;
        }
        long version = model.track().version(index);
        boolean same = content != null && content.header().version() != null && content.header().version() == version;
        workspace.history().go(TIMELINE,
                same && content != null ? Selected.of(content.header()) : Selected.of(stream, version));
    }

    private void show(@Nullable Shown shown) {
        boolean none = shown == null || shown.diff().rows().isEmpty();
        diffFact.setText(shown == null ? "" : Texts.changes(shown.diff()));
        Restyle.tip(diffFact, shown == null ? null : Texts.sides(shown));
        noDiffLabel.setVisible(shown != null && none);
        KeptRows.show(shown == null ? List.of() : shown.diff().rows(), diffList.getItems());
        previousChangeButton.setDisable(none);
        nextChangeButton.setDisable(none);
    }
}
