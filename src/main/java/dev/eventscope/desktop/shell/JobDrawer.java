package dev.eventscope.desktop.shell;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Workspace;

/// The drawer at the bottom: long work with its progress, rate and a way to stop it.
final class JobDrawer extends VBox {

    private final Workspace workspace;
    private final VBox rows = new VBox();
    private final Label summary = new Label();

    JobDrawer(Workspace workspace) {
        this.workspace = workspace;
        setId("jobDrawer");
        getStyleClass().add("job-drawer");
        Label title = new Label("Jobs");
        title.getStyleClass().add("title");
        summary.getStyleClass().addAll("small", "muted");
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(summary, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("fth-x"));
        close.getStyleClass().addAll("icon", "compact");
        close.setAccessibleText("Close the drawer");
        close.setOnAction(_ -> setVisible(false));
        HBox head = new HBox(title, summary, close);
        head.getStyleClass().add("pane-head");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        setVisible(false);
        managedProperty().bind(visibleProperty());
        workspace.jobs().all().addListener((ListChangeListener<Job>) _ -> onJobs());
        workspace.history().currentProperty().addListener((_, _, _) -> openForWhatRuns());
    }

    /// Opens or closes the drawer; it stays closed while there has been no job.
    void toggle() {
        setVisible(!isVisible() && !workspace.jobs().all().isEmpty());
    }

    private void onJobs() {
        rows.getChildren().setAll(workspace.jobs().all().stream().map(this::row).toList());
        summarise();
    }

    /// The view that starts work shows how far it is; once it is left, the drawer takes over.
    private void openForWhatRuns() {
        if (workspace.jobs().all().stream().anyMatch(job -> job.stateProperty().get() == Job.State.RUNNING)) {
            setVisible(true);
        }
    }

    private HBox row(Job job) {
        Label title = new Label(job.title());
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label started = new Label(workspace.times().seconds(job.startedAt()));
        started.getStyleClass().addAll("mono", "faint");
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.progressProperty());
        Label detail = new Label();
        detail.textProperty().bind(job.detailProperty());
        detail.getStyleClass().add("mono");
        Button stop = new Button("Stop");
        stop.getStyleClass().add("compact");
        stop.setOnAction(_ -> job.stop());
        stop.setMinWidth(Region.USE_PREF_SIZE);
        job.stateProperty().subscribe(state -> {
            bar.setVisible(state == Job.State.RUNNING);
            stop.setVisible(state == Job.State.RUNNING);
            detail.getStyleClass().remove("danger");
            if (state == Job.State.FAILED) {
                detail.getStyleClass().add("danger");
            }
            summarise();
        });
        bar.managedProperty().bind(bar.visibleProperty());
        stop.managedProperty().bind(stop.visibleProperty());
        HBox row = new HBox(title, bar, detail, started, stop);
        row.getStyleClass().add("job-row");
        return row;
    }

    private void summarise() {
        long running = workspace.jobs().all().stream().filter(job -> job.stateProperty().get() == Job.State.RUNNING)
                .count();
        long ended = workspace.jobs().all().size() - running;
        summary.setText((running == 0 ? "none running" : running + " running") + ", " + ended + " ended");
    }
}
