package dev.eventscope.desktop.workspace;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

/// Where a person arms: one button, and in production the field for the store's name. Gone while armed.
///
/// Threads: FX thread.
public final class ArmBox extends VBox {

    private final Arming arming;
    private final TextField name = new TextField();
    private final Button arm = new Button("Arm for 15 minutes", new FontIcon("fth-unlock"));

    /// `id` begins the ids of its controls: `redrive` gives `redriveArmButton`.
    public ArmBox(Workspace workspace, String id) {
        arming = workspace.arming();
        getStyleClass().add("arm-box");
        name.setId(id + "StoreNameField");
        name.setPromptText("store's name: " + arming.storeName());
        name.setAccessibleText("Name of the production store");
        name.setVisible(arming.needsName());
        name.managedProperty().bind(name.visibleProperty());
        name.setOnAction(_ -> arm());
        arm.setId(id + "ArmButton");
        arm.setMinWidth(Region.USE_PREF_SIZE);
        arm.setOnAction(_ -> arm());
        Label problem = new Label();
        problem.setId(id + "ArmProblemLabel");
        problem.getStyleClass().addAll("small", "danger");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(arming.problemProperty());
        problem.visibleProperty().bind(arming.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        HBox line = new HBox(name, arm);
        line.getStyleClass().add("arm-line");
        getChildren().addAll(line, problem);
        visibleProperty().bind(arming.databaseProperty().isNull());
        managedProperty().bind(visibleProperty());
    }

    /// What gets the focus first.
    public Region firstFocus() {
        return name.isVisible() ? name : arm;
    }

    private void arm() {
        arming.arm(name.getText());
    }
}
