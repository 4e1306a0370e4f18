package dev.eventscope.desktop.replay;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.replay.StateFlip;

/// What a search over all streams of a category finds, while it goes on. A chosen row is gone to.
final class FlipsView {

    @FXML
    private Label flipsTitle;
    @FXML
    private Label flipsFact;
    @FXML
    private Button stopSearchButton;
    @FXML
    private ProgressBar searchProgress;
    @FXML
    private TableView<StateFlip> flipsTable;

    private final ReplayModels models;
    private final FlipSearch search;

    FlipsView(ReplayModels models) {
        this.models = models;
        this.search = models.search();
    }

    @FXML
    private void initialize() {
        flipsTitle.textProperty().bind(search.titleProperty());
        flipsTable.setItems(search.found().shown());
        flipsTable.setPlaceholder(new Label(""));
        Columns.dress(flipsTable);
        TableColumn<StateFlip, StateFlip> stream = Columns.marked("flipStreamColumn", "Stream", 200,
                flip -> flip.event().stream().name(), flip -> EventKind.of(flip.event().type()),
                flip -> flip.event().category());
        flipsTable.getColumns().add(stream);
        flipsTable.getColumns()
                .add(Columns.figure("flipVersionColumn", "Version", 72, flip -> "v" + flip.version()));
        flipsTable.getColumns()
                .add(Columns.text("flipHoldsColumn", "Holds", 84, flip -> flip.holds() ? "holds" : "no longer"));
        Columns.grow(flipsTable, stream, 120, List.of());
        flipsTable.getSelectionModel().selectedItemProperty().addListener((_, _, flip) -> go(flip));
        search.found().jobProperty().subscribe(this::follow);
    }

    @FXML
    private void onStop() {
        search.found().stop();
    }

    @FXML
    private void onClose() {
        search.clear();
    }

    private void follow(@Nullable Job job) {
        searchProgress.progressProperty().unbind();
        flipsFact.textProperty().unbind();
        searchProgress.visibleProperty().unbind();
        stopSearchButton.visibleProperty().unbind();
        if (job == null) {
            return;
        }
        var running = job.stateProperty().isEqualTo(Job.State.RUNNING);
        searchProgress.progressProperty().bind(job.progressProperty());
        searchProgress.visibleProperty().bind(running);
        stopSearchButton.visibleProperty().bind(running);
        stopSearchButton.managedProperty().bind(stopSearchButton.visibleProperty());
        flipsFact.textProperty().bind(Bindings.when(running).then(job.detailProperty())
                .otherwise(Bindings.when(search.found().summaryProperty().isEmpty()).then(job.detailProperty())
                        .otherwise(search.found().summaryProperty())));
    }

    private void go(@Nullable StateFlip flip) {
        if (flip != null) {
            models.workspace().selection().set(Selected.of(flip.event()).withVersion(flip.version()));
        }
    }
}
