package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.SagaInstance;

/// The left side: the heaps with their counts, the groups of failures, and the instances.
final class SagasView {

    private static final double GROUP_HEIGHT = 52;
    private static final int MOST_GROUPS_IN_SIGHT = 5;

    @FXML
    private ToggleButton failedToggle;
    @FXML
    private ToggleButton retryingToggle;
    @FXML
    private ToggleButton runningToggle;
    @FXML
    private ToggleButton completedToggle;
    @FXML
    private HBox groupsHead;
    @FXML
    private Label groupsTitle;
    @FXML
    private Label groupsLabel;
    @FXML
    private ListView<FailureGroup> groupList;
    @FXML
    private Label instancesLabel;
    @FXML
    private TableView<SagaInstance> sagaTable;

    private final SagasModel model;
    private final Workspace workspace;
    private boolean following;

    SagasView(SagasModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
    }

    void focus() {
        sagaTable.requestFocus();
    }

    void moveRow(int by) {
        if (!sagaTable.getItems().isEmpty()) {
            int row = Math.clamp(sagaTable.getSelectionModel().getSelectedIndex() + by, 0,
                    sagaTable.getItems().size() - 1);
            sagaTable.getSelectionModel().clearAndSelect(row);
            sagaTable.scrollTo(Math.max(0, row - 3));
        }
    }

    @FXML
    private void initialize() {
        setUpSegments();
        setUpGroups();
        setUpInstances();
        workspace.timesProperty().addListener((_, _, _) -> {
            groupList.refresh();
            sagaTable.refresh();
        });
    }

    private void setUpSegments() {
        Map<Segment, ToggleButton> toggles = Map.of(Segment.FAILED, failedToggle, Segment.RETRYING, retryingToggle,
                Segment.RUNNING, runningToggle, Segment.COMPLETED, completedToggle);
        toggles.forEach((segment, toggle) -> toggle.setOnAction(_ -> {
            toggle.setSelected(true);
            model.choose(segment);
        }));
        model.segmentProperty().subscribe(now -> toggles.forEach((segment, toggle) -> toggle
                .setSelected(segment == now)));
        model.countsProperty().subscribe(counts -> toggles.forEach((segment, toggle) -> {
            if (toggle.getGraphic() instanceof Label count) {
                long sagas = segment.count(counts);
                count.setText(counts.isEmpty() ? "" : Figures.count(sagas));
                count.getStyleClass().setAll("label", "mono", sagas == 0 ? "faint" : segment.tone());
            }
        }));
    }

    private void setUpGroups() {
        groupList.managedProperty().bind(groupList.visibleProperty());
        groupsHead.managedProperty().bind(groupsHead.visibleProperty());
        groupsHead.visibleProperty().bind(groupList.visibleProperty());
        model.groups().subscribe(this::fitGroups);
        fitGroups();
        model.segmentProperty().subscribe(segment -> groupList.setVisible(segment == Segment.FAILED));
        groupList.setCellFactory(_ -> new GroupCell(workspace::times, model.trendProperty()));
        groupList.setItems(model.groups());
        groupList.setPlaceholder(new Label(""));
        model.loadedProperty().subscribe(
                loaded -> groupList.setPlaceholder(new Label(loaded ? "No saga of this store has failed" : "")));
        groupList.getSelectionModel().selectedItemProperty().addListener((_, _, group) -> {
            if (group != null && !following) {
                model.choose(group);
            }
        });
        model.groupProperty().addListener((_, _, group) -> quietly(() -> select(group)));
        model.groupProperty().subscribe(this::nameInstances);
        model.segmentProperty().subscribe(() -> nameInstances(model.groupProperty().get()));
    }

    /// As high as its groups, up to a few of them.
    private void fitGroups() {
        List<FailureGroup> groups = model.groups();
        groupList.setPrefHeight(GROUP_HEIGHT * Math.clamp(groups.size(), 1, MOST_GROUPS_IN_SIGHT) + 1);
        long now = groups.stream().filter(group -> group.count() > 0).count();
        long sagas = groups.stream().mapToLong(FailureGroup::count).sum();
        groupsTitle.setText(now == 0 ? "Failed before" : "Failing now");
        groupsLabel.setText(now == 0
                ? ""
                : Figures.plural(sagas, "saga") + " in " + Figures.plural(now, "group"));
    }

    private void select(@Nullable FailureGroup group) {
        if (group == null) {
            groupList.getSelectionModel().clearSelection();
        } else {
            groupList.getSelectionModel().select(group);
        }
    }

    private void nameInstances(@Nullable FailureGroup group) {
        instancesLabel.setText(group == null || model.segmentProperty().get() != Segment.FAILED
                ? "Instances"
                : Figures.plural(group.count(), "instance") + " of " + group.type() + " / " + group.step() + " / "
                        + group.errorClass());
    }

    private void setUpInstances() {
        TableColumn<SagaInstance, SagaInstance> saga = Columns.mono("sagaColumn", "Saga", 140, SagaInstance::sagaId);
        TableColumn<SagaInstance, SagaInstance> about = Columns.text("aboutColumn", "About", 160, SagaInstance::about);
        TableColumn<SagaInstance, SagaInstance> state = Columns.text("stateColumn", "State", 96,
                row -> SagaWords.status(row.status()));
        TableColumn<SagaInstance, SagaInstance> changed = Columns.mono("changedColumn", "", 104,
                row -> workspace.times().seconds(row.updatedAt()));
        changed.getStyleClass().add("muted");
        Columns.dress(sagaTable);
        sagaTable.getColumns().setAll(List.of(saga, about, changed));
        Columns.grow(sagaTable, about, 100, List.of(changed));
        Runnable head = () -> changed
                .setText((model.segmentProperty().get() == Segment.FAILED ? "Failed, " : "Changed, ")
                        + SagaWords.zone(workspace.times()));
        model.segmentProperty().subscribe(_ -> head.run());
        workspace.timesProperty().subscribe(head);
        model.instances().subscribe(() -> showStates(state));
        sagaTable.setItems(model.instances());
        sagaTable.setPlaceholder(new Label(""));
        model.loadedProperty().subscribe(
                loaded -> sagaTable.setPlaceholder(new Label(loaded ? "No saga is in this state" : "")));
        sagaTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !following) {
                model.choose(row);
            }
        });
        model.shownProperty().addListener((_, _, shown) -> light(shown));
        model.instances().subscribe(() -> light(model.shownProperty().get()));
    }

    /// A column that says the same in every row says nothing.
    private void showStates(TableColumn<SagaInstance, SagaInstance> state) {
        boolean differ = model.instances().stream().map(SagaInstance::status).distinct().count() > 1;
        boolean there = sagaTable.getColumns().contains(state);
        if (differ && !there) {
            sagaTable.getColumns().add(2, state);
        } else if (!differ && there) {
            sagaTable.getColumns().remove(state);
        }
    }

    private void light(@Nullable SagaShown shown) {
        quietly(() -> {
            int row = shown == null
                    ? -1
                    : model.instances().stream().map(SagaInstance::sagaId).toList().indexOf(shown.saga().sagaId());
            if (row < 0) {
                sagaTable.getSelectionModel().clearSelection();
            } else if (sagaTable.getSelectionModel().getSelectedIndex() != row) {
                sagaTable.getSelectionModel().clearAndSelect(row);
            }
        });
    }

    /// Changes a selection without making it a choice.
    private void quietly(Runnable change) {
        boolean before = following;
        following = true;
        try {
            change.run();
        } finally {
            following = before;
        }
    }
}
