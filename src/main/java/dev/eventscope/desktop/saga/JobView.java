package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Words;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.State;

/// The right side where a job is looked at: how many of its items are where, its Stop, and each item.
final class JobView {

    @FXML
    private VBox jobBox;
    @FXML
    private Label jobStatusChip;
    @FXML
    private Label jobTitle;
    @FXML
    private StackPane resumeHost;
    @FXML
    private Button jobResumeButton;
    @FXML
    private Label jobFacts;
    @FXML
    private FlowPane jobFigures;
    @FXML
    private StackPane stopHost;
    @FXML
    private Button jobStopButton;
    @FXML
    private HBox jobBar;
    @FXML
    private Label jobWhy;
    @FXML
    private Label jobFresh;
    @FXML
    private Label itemsLabel;
    @FXML
    private Button allItemsButton;
    @FXML
    private TableView<RedriveJob.Item> jobItemTable;

    private final SagasModel all;
    private final JobsModel model;
    private final Workspace workspace;
    private final ObservableList<RedriveJob.Item> items = FXCollections.observableArrayList();
    private final Tooltip stopWhy = new Tooltip();
    private final Tooltip resumeWhy = new Tooltip();
    private final List<JobFigure> figures = JobWords.STATES.stream()
            .map(state -> new JobFigure(state, () -> showOnly(state))).toList();
    private @Nullable State only;

    JobView(SagasModel all, Workspace workspace) {
        this.all = all;
        this.model = all.jobs();
        this.workspace = workspace;
    }

    @FXML
    private void initialize() {
        Tooltip.install(stopHost, stopWhy);
        Tooltip.install(resumeHost, resumeWhy);
        for (Region part : List.of(jobWhy, jobFresh, allItemsButton, resumeHost, stopHost)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        setUpFigures();
        setUpItems();
        model.shownProperty().subscribe(this::show);
        workspace.timesProperty().subscribe(() -> show(model.shownProperty().get()));
        all.board().boardProperty().subscribe(() -> show(model.shownProperty().get()));
        workspace.arming().databaseProperty().subscribe(() -> show(model.shownProperty().get()));
    }

    @FXML
    private void onStop() {
        model.stop();
    }

    @FXML
    private void onResume() {
        model.resume();
    }

    @FXML
    private void onAllItems() {
        showOnly(null);
    }

    private void setUpFigures() {
        figures.forEach(figure -> jobFigures.getChildren().add(figure.button()));
        figures.stream().filter(figure -> figure.state() != State.NOT_TRIED)
                .forEach(figure -> jobBar.getChildren().add(figure.part(jobBar)));
    }

    private void setUpItems() {
        TableColumn<RedriveJob.Item, RedriveJob.Item> no = Columns.figure("jobItemNoColumn", "No", 64,
                item -> Figures.count(item.no()));
        TableColumn<RedriveJob.Item, RedriveJob.Item> stage = Columns.figure("jobItemStageColumn", "Stage", 56,
                item -> Integer.toString(item.stage()));
        TableColumn<RedriveJob.Item, RedriveJob.Item> saga = Columns.mono("jobItemSagaColumn", "Saga", 180,
                RedriveJob.Item::sagaId);
        TableColumn<RedriveJob.Item, RedriveJob.Item> state = Columns.text("jobItemStateColumn", "Outcome", 110,
                item -> JobWords.name(item.state()));
        TableColumn<RedriveJob.Item, RedriveJob.Item> note = Columns.text("jobItemNoteColumn", "Why", 160,
                item -> item.note() == null && item.after() != null && item.state() == State.NOT_TRIED
                        ? "behind " + item.after()
                        : item.note());
        state.setCellFactory(_ -> new StateCell());
        Columns.dress(jobItemTable);
        jobItemTable.getColumns().setAll(List.of(no, stage, saga, state, note));
        Columns.grow(jobItemTable, note, 100, List.of(stage));
        jobItemTable.setItems(items);
        jobItemTable.setPlaceholder(new Label(""));
        jobItemTable.setOnMouseClicked(click -> {
            RedriveJob.Item item = jobItemTable.getSelectionModel().getSelectedItem();
            if (item != null && click.getClickCount() == 2) {
                all.choose(item.sagaId());
            }
        });
    }

    private void show(@Nullable JobShown shown) {
        jobBox.setVisible(shown != null);
        if (shown == null) {
            items.clear();
            return;
        }
        RedriveJob job = shown.job();
        List<FailureGroup> groups = all.board().groups();
        jobStatusChip.setText(JobWords.status(job, shown.now()));
        jobStatusChip.getStyleClass().setAll("label", "chip", JobWords.statusTone(job, shown.now()));
        jobTitle.setText(Shortened.line(JobWords.title(job, groups)));
        jobFacts.setText("Started " + workspace.times().clock(job.at()) + " by " + JobWords.who(job) + ": "
                + Shortened.line(job.reason())
                + (job.evidence() == null ? "" : " (evidence: " + Shortened.line(job.evidence()) + ")") + ". "
                + JobWords.rate(job.perSecond()) + " a second, stops at " + Math.round(job.stopShare() * 100)
                + " % failed again.");
        jobWhy.setText(why(shown));
        jobWhy.setVisible(!jobWhy.getText().isEmpty());
        jobFresh.setText(shown.fresh().isEmpty() ? "" : "New while it ran: " + fresh(shown.fresh(), groups));
        jobFresh.setVisible(!shown.fresh().isEmpty());
        showButtons(shown);
        figures.forEach(figure -> figure.show(shown.overview()));
        showItems(shown);
    }

    private void showButtons(JobShown shown) {
        boolean running = shown.job().status() == RedriveJob.Status.RUNNING;
        String noStop = model.whyNotStop();
        stopHost.setVisible(running);
        jobStopButton.setDisable(!noStop.isEmpty());
        jobStopButton.setAccessibleHelp(noStop);
        stopWhy.setText(noStop.isEmpty() ? "Sends no more; what is under way goes on to its outcome" : noStop);
        String noResume = model.whyNotResume();
        resumeHost.setVisible(shown.isLeftBehind());
        jobResumeButton.setDisable(!noResume.isEmpty());
        jobResumeButton.setAccessibleHelp(noResume);
        resumeWhy.setText(noResume.isEmpty() ? "Sends what was not sent; nothing is asked for twice" : noResume);
    }

    private static String why(JobShown shown) {
        if (shown.isLeftBehind()) {
            return "Whoever sent it is gone since " + (shown.job().beatAt() == null
                    ? "its start"
                    : Duration.between(shown.job().beatAt(), shown.now()).toSeconds() + " s")
                    + ". What was sent is shown as it truly stands; the rest was not tried.";
        }
        String why = shown.job().why();
        return why == null ? "" : Words.capital(why) + ".";
    }

    private void showOnly(@Nullable State state) {
        only = state;
        JobShown shown = model.shownProperty().get();
        if (shown != null) {
            showItems(shown);
        }
    }

    private void showItems(JobShown shown) {
        State wanted = only;
        List<RedriveJob.Item> now = shown.items().stream().filter(item -> wanted == null || item.state() == wanted)
                .toList();
        if (!items.equals(now)) {
            items.setAll(now);
        }
        allItemsButton.setVisible(wanted != null);
        itemsLabel.setText(wanted == null
                ? Figures.count(now.size())
                : Figures.count(now.size()) + " " + JobWords.name(wanted) + " of "
                        + Figures.count(shown.items().size()));
    }

    private static String fresh(Map<String, Integer> fresh, List<FailureGroup> groups) {
        return fresh.entrySet().stream().map(one -> Figures.count(one.getValue()) + " × " + groups.stream()
                .filter(group -> group.id().equals(one.getKey())).findFirst()
                .map(group -> group.step() + " / " + group.errorClass() + ", " + group.message())
                .orElse("group " + one.getKey())).collect(Collectors.joining("; "));
    }
}
