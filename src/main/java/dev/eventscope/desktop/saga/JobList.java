package dev.eventscope.desktop.saga;

import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.RedriveJob;

/// The list of jobs with the one on show lit, and how many of them run: beside its title and on the toggle that leads to it.
final class JobList {

    /// The nodes of the FXML that it fills.
    record Nodes(ListView<RedriveJob.Overview> list, Label summary, ToggleButton toggle) {}

    private final Nodes nodes;
    private final JobsModel jobs;
    private final Following following = new Following();

    JobList(Nodes nodes, JobsModel jobs, BoardModel board, Workspace workspace) {
        this.nodes = nodes;
        this.jobs = jobs;
        ListView<RedriveJob.Overview> list = nodes.list();
        list.setCellFactory(_ -> new JobCell(workspace::times, job -> JobWords.title(job, board.groups()), this::chip));
        list.setItems(jobs.all());
        list.setPlaceholder(new Label("No group has been re-driven yet"));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, job) -> {
            if (job != null && !following.isOn()) {
                jobs.choose(job.job().id());
            }
        });
        jobs.readAtProperty().addListener((_, _, now) -> count(now));
        jobs.shownProperty().subscribe(shown -> following.follow(() -> light(shown)));
    }

    private Label chip(RedriveJob job) {
        Instant now = jobs.readAtProperty().get();
        Label chip = new Label(JobWords.status(job, now));
        chip.getStyleClass().addAll("chip", JobWords.statusTone(job, now));
        chip.setMinWidth(Label.USE_PREF_SIZE);
        return chip;
    }

    private void count(Instant now) {
        long running = jobs.all().stream().filter(one -> one.job().status() == RedriveJob.Status.RUNNING).count();
        long left = jobs.all().stream().filter(one -> JobWords.isLeftBehind(one.job(), now)).count();
        nodes.summary().setText(left > 0 ? left + " left behind" : running > 0 ? running + " running" : "");
        if (nodes.toggle().getGraphic() instanceof Label count) {
            count.setText(Long.toString(running));
            count.setVisible(running > 0);
            count.setManaged(running > 0); // or the name of the toggle would stand beside its middle
            count.getStyleClass().setAll("label", "mono", left > 0 ? "warn" : "accent");
        }
        nodes.list().refresh();
    }

    private void light(@Nullable JobShown shown) {
        int row = shown == null
                ? -1
                : jobs.all().stream().map(RedriveJob.Overview::job).map(RedriveJob::id).toList()
                        .indexOf(shown.job().id());
        if (row >= 0 && nodes.list().getSelectionModel().getSelectedIndex() != row) {
            nodes.list().getSelectionModel().clearAndSelect(row);
        }
    }
}
