package dev.eventscope.desktop.upcast;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.DryRunRow;
import dev.eventscope.replay.UpcastStateDifference;

/// What a dry-run found, why, and which streams come to another state.
final class ResultView {

    private static final int MOST_TYPES_IN_SIGHT = 7;
    private static final String REPLAY = "replayView";

    @FXML
    private HBox countBox;
    @FXML
    private ShareBar shareBar;
    @FXML
    private TableView<DryRunRow> typeTable;
    @FXML
    private ToggleButton reasonsButton;
    @FXML
    private ToggleButton statesButton;
    @FXML
    private Label statesFact;
    @FXML
    private Button compareButton;
    @FXML
    private Button stopCompareButton;
    @FXML
    private Node reasonPart;
    @FXML
    private Node statePart;
    @FXML
    private TableView<DryRunReason> reasonTable;
    @FXML
    private TableView<UpcastStateDifference> stateTable;

    private final UpcastViewModel model;
    private final Workspace workspace;

    ResultView(UpcastViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
    }

    @FXML
    private void initialize() {
        typeTable.setItems(model.rows());
        reasonTable.setItems(model.reasons());
        typeTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> model.choose(row));
        reasonTable.getSelectionModel().selectedItemProperty().addListener((_, _, reason) -> model.choose(reason));
        model.reasons()
                .addListener((ListChangeListener<DryRunReason>) _ -> reasonTable.getSelectionModel().selectFirst());
        DryRunTables.fillReasons(reasonTable);
        StateTable.fill(stateTable);
        stateTable.setItems(model.states().found().shown());
        reasonTable.setPlaceholder(new Label("Every event comes through whole"));
        stateTable.setPlaceholder(new Label("Compare folds every stream twice: as deployed, and with these rules"));
        stateTable.setRowFactory(_ -> rowThatOpens());
        model.states().found().jobProperty().subscribe(this::follow);
        model.dryRun().reportProperty().subscribe(this::fill);
        showPart(true);
    }

    @FXML
    private void onReasons() {
        showPart(true);
    }

    @FXML
    private void onStates() {
        showPart(false);
    }

    @FXML
    private void onCompare() {
        showPart(false);
        model.compareStates();
    }

    @FXML
    private void onStopCompare() {
        model.states().found().stop();
    }

    private void showPart(boolean reasons) {
        reasonsButton.setSelected(reasons);
        statesButton.setSelected(!reasons);
        reasonPart.setVisible(reasons);
        statePart.setVisible(!reasons);
    }

    private TableRow<UpcastStateDifference> rowThatOpens() {
        TableRow<UpcastStateDifference> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            UpcastStateDifference item = row.getItem();
            if (event.getClickCount() == 2 && item != null && workspace.history().offers(REPLAY)) {
                workspace.history().go(REPLAY, Selected.of(item.deployed().stream(), item.version()));
            }
        });
        return row;
    }

    private void follow(@Nullable Job job) {
        statesFact.textProperty().unbind();
        stopCompareButton.visibleProperty().unbind();
        compareButton.visibleProperty().unbind();
        stopCompareButton.managedProperty().bind(stopCompareButton.visibleProperty());
        compareButton.managedProperty().bind(compareButton.visibleProperty());
        if (job == null) {
            statesFact.setText("");
            stopCompareButton.setVisible(false);
            compareButton.setVisible(true);
            return;
        }
        var running = job.stateProperty().isEqualTo(Job.State.RUNNING);
        statesFact.textProperty().bind(Bindings.when(running).then(job.detailProperty())
                .otherwise(Bindings.when(model.states().found().summaryProperty().isEmpty()).then(job.detailProperty())
                        .otherwise(model.states().found().summaryProperty())));
        stopCompareButton.visibleProperty().bind(running);
        compareButton.visibleProperty().bind(running.not());
    }

    private void fill(@Nullable DryRunReport report) {
        if (report != null) {
            DryRunTables.fillTypes(typeTable, model.categories());
            DryRunTables.fillCounts(countBox, report);
            DryRunTables.fillBar(shareBar, report);
            double rows = Math.clamp(model.rows().size(), 2, MOST_TYPES_IN_SIGHT);
            typeTable.setMinHeight(24 * (rows + 1) + 1);
            typeTable.setPrefHeight(24 * (rows + 1) + 1);
            typeTable.setMaxHeight(24 * (rows + 1) + 1);
        }
    }
}
