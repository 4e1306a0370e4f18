package dev.eventscope.desktop.saga;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.State;

/// How many items of a job are in one state: a figure to press, and its share of the bar.
///
/// Shape: made once, and only what it says changes, so that it keeps the keyboard's focus while its job goes on.
final class JobFigure {

    private final State state;
    private final Label number = new Label();
    private final Button button;
    private final DoubleProperty share = new SimpleDoubleProperty();

    JobFigure(State state, Runnable onPressed) {
        this.state = state;
        button = new Button(null, new VBox(number, DialogParts.muted(JobWords.name(state))));
        button.setId(state.code() + "Figure");
        button.getStyleClass().setAll("job-figure");
        button.setOnAction(_ -> onPressed.run());
    }

    State state() {
        return state;
    }

    Button button() {
        return button;
    }

    /// Its part of a bar of all items; not there while the share is nothing.
    Region part(Region bar) {
        Region part = new Region();
        part.getStyleClass().addAll("job-bar-part", JobWords.tone(state));
        part.prefWidthProperty().bind(bar.widthProperty().multiply(share));
        part.setMinWidth(2);
        part.visibleProperty().bind(share.greaterThan(0));
        part.managedProperty().bind(part.visibleProperty());
        return part;
    }

    void show(RedriveJob.Overview overview) {
        int count = overview.count(state);
        number.setText(Figures.count(count));
        number.getStyleClass().setAll("label", "figure-huge", count == 0 ? "faint" : JobWords.tone(state));
        button.setAccessibleText(Figures.count(count) + " " + JobWords.name(state) + ", show only these");
        button.setDisable(count == 0);
        share.set((double) count / Math.max(1, overview.items()));
    }
}
