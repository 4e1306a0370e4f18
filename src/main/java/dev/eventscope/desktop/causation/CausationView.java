package dev.eventscope.desktop.causation;

import java.util.Map;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.desktop.causation.GraphReading.State;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.workspace.PictureMenu;
import dev.eventscope.desktop.workspace.Workspace;

/// Binds the tool bar, the outline, the details and the canvas to the view model.
public final class CausationView {

    private final CausationViewModel model;
    private final Workspace workspace;
    private final GraphCanvas canvas;
    private @Nullable OutlineList outline;

    @FXML
    private Label aboutChip;
    @FXML
    private Label summaryLabel;
    @FXML
    private ToggleButton causesToggle;
    @FXML
    private ToggleButton effectsToggle;
    @FXML
    private ToggleButton bothToggle;
    @FXML
    private ToggleButton byTypeToggle;
    @FXML
    private Button openAllButton;
    @FXML
    private Button newEffectsButton;
    @FXML
    private MenuButton exportButton;
    @FXML
    private VBox left;
    @FXML
    private ListView<OutlineRow> outlineList;
    @FXML
    private StackPane canvasHost;
    @FXML
    private VBox emptyBox;
    @FXML
    private Label emptyLabel;
    @FXML
    private Button emptyButton;

    CausationView(CausationViewModel model, Workspace workspace, GraphCanvas canvas) {
        this.model = model;
        this.workspace = workspace;
        this.canvas = canvas;
    }

    /// The outline, once the FXML has been loaded.
    OutlineList outline() {
        return Objects.requireNonNull(outline, "the view has not been loaded");
    }

    Picture picture() {
        return canvas.picture();
    }

    void showExportMenu() {
        exportButton.show();
    }

    @FXML
    private void initialize() {
        canvasHost.getChildren().addFirst(canvas);
        DetailBox detail = new DetailBox(model, workspace);
        left.getChildren().add(detail);
        OutlineList rows = new OutlineList(outlineList, model);
        outline = rows;
        PictureMenu.fill(exportButton, workspace.notices(), canvas::picture,
                () -> "causation-" + model.caption().about());
        newEffectsButton.managedProperty().bind(newEffectsButton.visibleProperty());
        model.reading().newEffectsProperty().subscribe(count -> {
            newEffectsButton.setVisible(count.intValue() > 0);
            newEffectsButton.setText(Figures.count(count.intValue())
                    + (count.intValue() >= GraphSource.MOST_NEW ? "+ new" : " new"));
        });
        model.reading().directionProperty().subscribe(this::showDirection);
        model.openingProperty().subscribe(opening -> byTypeToggle.setSelected(opening.byType()));
        model.reading().stateProperty().subscribe(this::showState);
        model.revisionProperty().subscribe(() -> {
            summaryLabel.setText(model.caption().summary());
            aboutChip.setText(model.caption().about());
            openAllButton.setDisable(model.scene().plan().hidden() == 0);
            exportButton.setDisable(model.scene().plan().units().isEmpty());
            detail.show();
            rows.followSelection();
        });
    }

    private void showDirection(Direction direction) {
        Map<ToggleButton, Direction> toggles = Map.of(causesToggle, Direction.CAUSES, effectsToggle, Direction.EFFECTS,
                bothToggle, Direction.BOTH);
        toggles.forEach((toggle, of) -> toggle.setSelected(of == direction));
    }

    private void showState(State state) {
        emptyBox.setVisible(state != State.READY);
        emptyLabel.setText(switch (state) {
            case NOTHING_SELECTED ->
                "Nothing is selected. Choose an event in another view to see what led to it and what came of it.";
            case READING -> "Reading causes and effects";
            case FAILED -> model.reading().problemProperty().get();
            case READY -> "";
        });
        emptyButton.setVisible(state == State.NOTHING_SELECTED || state == State.FAILED);
        emptyButton.setText(state == State.FAILED ? "Try again" : "Newest event");
        left.setVisible(state == State.READY);
    }

    @FXML
    private void onEmpty() {
        if (model.reading().stateProperty().get() == State.FAILED) {
            model.reread();
        } else {
            model.chooseNewest();
        }
    }

    @FXML
    private void onCauses() {
        model.reading().directionProperty().set(Direction.CAUSES);
        showDirection(Direction.CAUSES);
    }

    @FXML
    private void onEffects() {
        model.reading().directionProperty().set(Direction.EFFECTS);
        showDirection(Direction.EFFECTS);
    }

    @FXML
    private void onBoth() {
        model.reading().directionProperty().set(Direction.BOTH);
        showDirection(Direction.BOTH);
    }

    @FXML
    private void onByType() {
        model.commands().collapseByType(byTypeToggle.isSelected());
    }

    @FXML
    private void onNewEffects() {
        model.showNewEffects();
    }

    @FXML
    private void onOpenAll() {
        model.commands().openAll();
    }

    @FXML
    private void onZoomIn() {
        model.viewport().zoomIn();
    }

    @FXML
    private void onZoomOut() {
        model.viewport().zoomOut();
    }

    @FXML
    private void onFit() {
        model.viewport().fitAll();
    }
}
