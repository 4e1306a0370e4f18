package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.SagaInstance;

/// The left side: the heaps with their counts, the groups of failures, the instances, or the jobs.
final class SagasView {

    @FXML
    private ToggleButton failedToggle;
    @FXML
    private ToggleButton retryingToggle;
    @FXML
    private ToggleButton runningToggle;
    @FXML
    private ToggleButton completedToggle;
    @FXML
    private ToggleButton jobsToggle;
    @FXML
    private VBox sagaSide;
    @FXML
    private HBox filterHost;
    @FXML
    private ListView<GroupRow> groupList;
    @FXML
    private VBox groupBox;
    @FXML
    private Label groupMessage;
    @FXML
    private Label groupFacts;
    @FXML
    private TextField noteField;
    @FXML
    private StackPane noteHost;
    @FXML
    private Label noteFacts;
    @FXML
    private Button groupRedriveButton;
    @FXML
    private StackPane groupRedriveHost;
    @FXML
    private Label instancesLabel;
    @FXML
    private Button queryRedriveButton;
    @FXML
    private TableView<SagaInstance> sagaTable;
    @FXML
    private VBox jobSide;
    @FXML
    private Label jobsLabel;
    @FXML
    private ListView<RedriveJob.Overview> jobList;
    @FXML
    private Node sagaPart;
    @FXML
    private Node jobPart;
    @FXML
    private StackPane rightHost;
    @FXML
    private Label noJobLabel;

    private final SagasModel all;
    private final BoardModel model;
    private final RedriveModel redrive;
    private final Frame frame;
    private final Workspace workspace;
    private final FilterLine filter;
    private final Following following = new Following();

    SagasView(SagasModel all, RedriveModel redrive, Frame frame) {
        this.all = all;
        this.model = all.board();
        this.redrive = redrive;
        this.frame = frame;
        this.workspace = frame.workspace();
        filter = new FilterLine(workspace, "sagaFilterField", "filter: type:sync after:-2h data.path~\"docs\"");
    }

    void focus() {
        sagaTable.requestFocus();
    }

    void focusFilter() {
        filter.requestFocus();
    }

    String filterText() {
        return filter.applied();
    }

    void filter(String text) {
        all.sideProperty().set(SagasModel.Side.SAGAS);
        filter.set(text);
    }

    void moveRow(int by) {
        if (!sagaTable.getItems().isEmpty()) {
            int row = Math.clamp(sagaTable.getSelectionModel().getSelectedIndex() + by, 0,
                    sagaTable.getItems().size() - 1);
            sagaTable.getSelectionModel().clearAndSelect(row);
            sagaTable.scrollTo(Math.max(0, row - 3));
        }
    }

    /// For the tour: the first group that fails now.
    void chooseFirstGroup() {
        model.rows().stream().filter(GroupRow.Group.class::isInstance).findFirst().map(GroupRow.Group.class::cast)
                .ifPresent(row -> model.choose(row.group()));
    }

    /// Opens the dialog for the chosen group, where there is one. Answers whether it is open.
    boolean openGroupDialog() {
        onRedriveGroup();
        return frame.dialogs().isOpen();
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(filter, Priority.ALWAYS);
        filterHost.getChildren().setAll(filter);
        filter.onApply(model::filter);
        setUpSegments();
        new GroupList(groupList, model, workspace);
        new GroupPart(model, workspace, new GroupPart.Nodes(groupBox, groupMessage, groupFacts, noteField, noteHost,
                noteFacts, groupRedriveButton, groupRedriveHost));
        setUpInstances();
        new JobList(new JobList.Nodes(jobList, jobsLabel, jobsToggle), all.jobs(), model, workspace);
        noJobLabel.visibleProperty().bind(all.jobs().shownProperty().isNull());
    }

    @FXML
    private void onRedriveGroup() {
        FailureGroup group = model.groupProperty().get();
        if (group != null && group.count() > 0) {
            open(new RedriveScope.Group(group));
        }
    }

    @FXML
    private void onRedriveMatching() {
        if (!model.filter().isEverything()) {
            open(new RedriveScope.Query(model.filter(), model.segmentProperty().get().statuses()));
        }
    }

    private void open(RedriveScope first) {
        SagaShown shown = all.saga().shownProperty().get();
        List<RedriveScope> scopes = RedriveScope.of(null, null, inSight(model.groupProperty().get()), model.filter(),
                model.segmentProperty().get().statuses());
        new RedriveDialog(frame, redrive, scopes, first, shown == null ? null : shown.runnerLastPolled()).open();
    }

    private @Nullable FailureGroup inSight(@Nullable FailureGroup group) {
        return model.segmentProperty().get() == Segment.FAILED ? group : null;
    }

    private void setUpSegments() {
        Map<Segment, ToggleButton> toggles = Map.of(Segment.FAILED, failedToggle, Segment.RETRYING, retryingToggle,
                Segment.RUNNING, runningToggle, Segment.COMPLETED, completedToggle);
        toggles.forEach((segment, toggle) -> toggle.setOnAction(_ -> {
            all.sideProperty().set(SagasModel.Side.SAGAS);
            model.choose(segment);
            light(toggles);
        }));
        jobsToggle.setOnAction(_ -> {
            all.sideProperty().set(SagasModel.Side.JOBS);
            jobsToggle.setSelected(true);
        });
        model.segmentProperty().subscribe(_ -> light(toggles));
        all.sideProperty().subscribe(side -> {
            light(toggles);
            showSide(side == SagasModel.Side.SAGAS);
        });
        model.countsProperty().subscribe(counts -> toggles.forEach((segment, toggle) -> {
            if (toggle.getGraphic() instanceof Label count) {
                long sagas = segment.count(counts);
                count.setText(counts.isEmpty() ? "" : Figures.count(sagas));
                count.getStyleClass().setAll("label", "mono", sagas == 0 ? "faint" : segment.tone());
            }
        }));
    }

    private void light(Map<Segment, ToggleButton> toggles) {
        boolean sagas = all.sideProperty().get() == SagasModel.Side.SAGAS;
        toggles.forEach((segment, toggle) -> toggle.setSelected(sagas && segment == model.segmentProperty().get()));
        jobsToggle.setSelected(!sagas);
    }

    private void showSide(boolean sagas) {
        sagaSide.setVisible(sagas);
        sagaSide.setManaged(sagas);
        jobSide.setVisible(!sagas);
        jobSide.setManaged(!sagas);
        if (sagas) {
            rightHost.getChildren().setAll(sagaPart);
        } else {
            rightHost.getChildren().setAll(noJobLabel, jobPart);
        }
    }

    private void setUpInstances() {
        InstanceTable.fill(sagaTable, model, workspace);
        model.boardProperty().subscribe(this::nameInstances);
        model.groupProperty().subscribe(this::nameInstances);
        model.segmentProperty().subscribe(this::nameInstances);
        nameInstances();
        sagaTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !following.isOn() && !model.isFilling()) {
                all.choose(row.sagaId());
            }
        });
        all.saga().shownProperty().addListener((_, _, shown) -> light(shown));
        model.instances().subscribe(() -> light(all.saga().shownProperty().get()));
    }

    private void nameInstances() {
        FailureGroup group = model.groupProperty().get();
        Board board = model.boardProperty().get();
        boolean filtered = !model.filter().isEverything();
        instancesLabel.setText(filtered && board != null
                ? Figures.plural(board.instances().size(), "instance") + " of " + Figures.count(board.looked())
                        + (board.whole() ? "" : " looked at")
                : group == null || model.segmentProperty().get() != Segment.FAILED
                        ? "Instances"
                        : Figures.plural(group.count(), "instance") + " of this group");
        Segment segment = model.segmentProperty().get();
        queryRedriveButton.setText(segment == Segment.FAILED ? "Re-drive matching" : "Act on matching");
        queryRedriveButton.setVisible(filtered && segment != Segment.COMPLETED && !model.instances().isEmpty());
        queryRedriveButton.setManaged(queryRedriveButton.isVisible());
    }

    private void light(@Nullable SagaShown shown) {
        following.follow(() -> {
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
}
