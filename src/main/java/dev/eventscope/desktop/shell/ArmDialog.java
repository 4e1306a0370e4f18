package dev.eventscope.desktop.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.workspace.ArmBox;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.OperatorRole;

/// Says what arming means, and arms. Closes when it has happened.
final class ArmDialog extends VBox {

    private final ArmBox box;

    ArmDialog(Workspace workspace, Runnable onClose) {
        setId("armDialog");
        getStyleClass().addAll("dialog-box", "arm-dialog");
        Label title = new Label("Arm for acting on " + workspace.arming().storeName());
        title.getStyleClass().add("headline");
        HBox head = new HBox(title);
        head.getStyleClass().add("dialog-head");
        Label words = new Label(
                "For 15 minutes sagas can be re-driven, skipped, undone or ended, by a second connection"
                        + " in the role " + OperatorRole.NAME
                        + ". Browsing stays read-only. It is kept in the audit who armed."
                        + (workspace.arming().needsName() ? " This store is in production: type its name." : ""));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().add("muted");
        box = new ArmBox(workspace, "dialog");
        VBox body = new VBox(words, box);
        body.getStyleClass().addAll("dialog-section", "arm-body");
        Button cancel = new Button("Cancel");
        cancel.setId("armCancelButton");
        cancel.setOnAction(_ -> onClose.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox foot = new HBox(gap, cancel);
        foot.getStyleClass().add("dialog-foot");
        getChildren().addAll(head, body, foot);
        box.visibleProperty().addListener((_, _, needed) -> {
            if (!needed && getParent() != null) {
                onClose.run();
            }
        });
    }

    Region firstFocus() {
        return box.firstFocus();
    }
}
