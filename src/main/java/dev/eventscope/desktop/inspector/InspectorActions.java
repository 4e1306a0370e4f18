package dev.eventscope.desktop.inspector;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;

/// The foot of the inspector: ways to other views of the selected event. A way that leads nowhere is not there.
final class InspectorActions extends HBox {

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
            if (SagaPart.of(event.type()).tellsSaga()) {
                add("sagasView", "Open saga", "openSagaButton", "fth-share-2", selected);
            }
            add("streamsView", "Streams", "openStreamButton", "fth-list", selected);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    private void add(String viewId, String text, String id, String icon, Selected selected) {
        if (workspace.history().offers(viewId) && !workspace.isShown(viewId)) {
            Button button = new Button(text, new FontIcon(icon));
            button.setId(id);
            button.getStyleClass().add("compact");
            button.setOnAction(_ -> workspace.history().go(viewId, selected));
            getChildren().add(button);
        }
    }
}
