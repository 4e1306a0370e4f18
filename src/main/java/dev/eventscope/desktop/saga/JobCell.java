package dev.eventscope.desktop.saga;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.RedriveJob;

/// A job on two lines: what it is about and whether it runs; since when, by whom, what it gave.
final class JobCell extends ListCell<RedriveJob.Overview> {

    private final Supplier<Times> times;
    private final Function<RedriveJob, String> title;
    private final Function<RedriveJob, Label> chip;
    private final Label name = new Label();
    private final Label given = new Label();
    private final Label since = new Label();
    private final HBox first = new HBox();
    private final VBox lines;

    /// `chip` says how it stands, by the server's clock.
    JobCell(Supplier<Times> times, Function<RedriveJob, String> title, Function<RedriveJob, Label> chip) {
        this.times = times;
        this.title = title;
        this.chip = chip;
        name.setMinWidth(0);
        since.getStyleClass().addAll("small", "muted");
        since.setMinWidth(0);
        given.getStyleClass().add("small");
        given.setMinWidth(Region.USE_PREF_SIZE);
        first.getStyleClass().add("redrive-line");
        HBox second = new HBox(since, DialogParts.spacer(), given);
        lines = new VBox(first, second);
        lines.getStyleClass().addAll("saga-group-lines", "job-cell");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(RedriveJob.@Nullable Overview overview, boolean empty) {
        super.updateItem(overview, empty);
        if (empty || overview == null) {
            setGraphic(null);
            return;
        }
        RedriveJob job = overview.job();
        name.setText(Shortened.line(title.apply(job)));
        first.getChildren().setAll(name, DialogParts.spacer(), chip.apply(job));
        Times shown = times.get();
        since.setText(shown.shortDay(job.at()) + " " + shown.seconds(job.at()) + ", " + JobWords.who(job));
        int confirmed = overview.count(RedriveJob.State.CONFIRMED);
        given.setText(Figures.count(confirmed) + " of " + Figures.count(overview.items()) + " confirmed");
        given.getStyleClass().removeAll("success", "warn", "muted");
        given.getStyleClass().add(confirmed == overview.items() ? "success" : confirmed > 0 ? "warn" : "muted");
        setGraphic(lines);
    }
}
