package dev.eventscope.desktop.workspace;

import javafx.beans.NamedArg;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.eventscope.event.EventClock;

/// Chooses the clock that the whole window shows: what the writer says, or when the store took it.
///
/// Threads: FX thread.
public final class ClockSegments extends HBox {

    private final ToggleButton occurred = new ToggleButton("Occurred");
    private final ToggleButton recorded = new ToggleButton("Recorded");

    /// `view` begins the ids of the two buttons: `timeline` gives `timelineOccurredToggle`.
    public ClockSegments(@NamedArg("view") String view) {
        getStyleClass().add("segments");
        setMinWidth(Region.USE_PREF_SIZE);
        occurred.setId(view + "OccurredToggle");
        occurred.setTooltip(new Tooltip("The time that the writer gave, else the one recorded"));
        recorded.setId(view + "RecordedToggle");
        recorded.setTooltip(new Tooltip("The time at which the store took the event"));
        getChildren().addAll(occurred, recorded);
    }

    public void bind(Workspace workspace) {
        choose(occurred, workspace, EventClock.OCCURRED);
        choose(recorded, workspace, EventClock.RECORDED);
    }

    private static void choose(ToggleButton button, Workspace workspace, EventClock clock) {
        button.setOnAction(_ -> {
            workspace.eventClockProperty().set(clock);
            button.setSelected(true);
        });
        workspace.eventClockProperty().subscribe(now -> button.setSelected(now == clock));
    }
}
