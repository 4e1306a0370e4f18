package dev.eventscope.desktop.inspector;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.RedriveWanted;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;

/// The foot of the inspector: ways to other views of the selected event, in as many rows as their names need. A way that
/// leads nowhere is not there.
final class InspectorActions extends FlowPane {

    private final Workspace workspace;

    InspectorActions(Workspace workspace) {
        this.workspace = workspace;
        getStyleClass().add("inspector-actions");
    }

    void show(@Nullable EventHeader event) {
        getChildren().clear();
        if (event != null) {
            Selected selected = Selected.of(event);
            if (event.version() != null) {
                add("replayView", "Replay here", "replayHereButton", "fth-rotate-ccw", selected);
            }
            add("timelineView", "Timeline", "openTimelineButton", "fth-activity", selected);
            addRedrive(event, selected);
            if (SagaPart.of(event.type()).tellsSaga()) {
                add("sagasView", "Open saga", "openSagaButton", "fth-share-2", selected);
            }
            add("streamsView", "Streams", "openStreamButton", "fth-list", selected);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    /// Where a step has failed: to its saga, with the dialog open that asks what is to be done.
    private void addRedrive(EventHeader event, Selected selected) {
        SagaPart part = SagaPart.of(event.type());
        boolean failed = part == SagaPart.STEP_FAILED || part == SagaPart.STEP_UNKNOWN || part == SagaPart.FAILED;
        if (failed && workspace.history().offers("sagasView") && workspace.arming().isOffered()) {
            String saga = event.stream().name();
            Button button = new Button("Re-drive", new FontIcon("fth-refresh-cw"));
            button.setId("inspectorRedriveButton");
            button.setTooltip(new Tooltip("Consequences first; nothing is sent before you say so"));
            button.setOnAction(_ -> workspace.history()
                    .go(new Place("sagasView", selected.withSaga(saga), new RedriveWanted(saga))));
            add(button);
        }
    }

    private void add(String viewId, String text, String id, String icon, Selected selected) {
        if (workspace.history().offers(viewId) && !workspace.isShown(viewId)) {
            Button button = new Button(text, new FontIcon(icon));
            button.setId(id);
            button.setOnAction(_ -> workspace.history().go(viewId, selected));
            add(button);
        }
    }

    private void add(Button button) {
        button.getStyleClass().add("compact");
        button.setMinWidth(USE_PREF_SIZE);
        getChildren().add(button);
    }
}
