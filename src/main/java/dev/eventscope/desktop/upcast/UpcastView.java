package dev.eventscope.desktop.upcast;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import dev.eventscope.desktop.workspace.Workspace;

/// The stored versions, and the frame around the other two parts.
final class UpcastView {

    @FXML
    private ToggleButton versionsButton;
    @FXML
    private ToggleButton shapesButton;
    @FXML
    private Node versionsPart;
    @FXML
    private Node shapesPart;
    @FXML
    private Label catalogueLabel;
    @FXML
    private TableView<CatalogueRow> catalogueTable;

    private final UpcastViewModel model;
    private final Workspace workspace;

    UpcastView(UpcastViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
    }

    @FXML
    private void initialize() {
        CatalogueModel catalogue = model.catalogue();
        CatalogueTable.fill(catalogueTable, catalogue, workspace);
        catalogueTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && catalogueTable.isFocused()) {
                model.choose(row);
            }
        });
        catalogue.loadedProperty().subscribe(loaded -> catalogueTable
                .setPlaceholder(new Label(loaded ? "This store holds no events yet" : "")));
        catalogueLabel.textProperty().bind(catalogue.summaryProperty());
        showVersions(true);
        catalogue.problemsProperty().subscribe(problems -> {
            catalogueLabel.setTooltip(problems.isEmpty() ? null : new Tooltip(problems));
            catalogueLabel.getStyleClass().removeAll("warn", "muted");
            catalogueLabel.getStyleClass().add(problems.isEmpty() ? "muted" : "warn");
        });
    }

    @FXML
    private void onVersions() {
        showVersions(true);
    }

    @FXML
    private void onShapes() {
        showVersions(false);
    }

    private void showVersions(boolean versions) {
        versionsButton.setSelected(versions);
        shapesButton.setSelected(!versions);
        versionsPart.setVisible(versions);
        shapesPart.setVisible(!versions);
    }
}
