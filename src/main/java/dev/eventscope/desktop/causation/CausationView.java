package dev.eventscope.desktop.causation;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.CausationViewModel.State;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.workspace.PictureMenu;
import dev.eventscope.desktop.workspace.Workspace;

/// Binds the tool bar, the outline, the details and the canvas to the view model.
public final class CausationView {

    private final CausationViewModel model;
    private final Workspace workspace;
    private final GraphCanvas canvas;
    private boolean following;

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

    void focus() {
        outlineList.requestFocus();
    }

    void moveRow(int step) {
        int now = outlineList.getSelectionModel().getSelectedIndex();
        int next = Math.clamp((long) now + step, 0, Math.max(0, outlineList.getItems().size() - 1));
        outlineList.getSelectionModel().select(next);
        outlineList.scrollTo(Math.max(0, next - 4));
    }

    Picture picture() {
        return canvas.picture();
    }

    void showExportMenu() {
        exportButton.show();
    }

    /// Asks for more where the row of the outline can give more.
    void openRow() {
        OutlineRow row = outlineList.getSelectionModel().getSelectedItem();
        if (row != null && row.opens()) {
            model.commands().open(row.unit());
        }
    }

    @FXML
    private void initialize() {
        canvasHost.getChildren().addFirst(canvas);
        DetailBox detail = new DetailBox(model, workspace);
        left.getChildren().add(detail);
        outlineList.setCellFactory(_ -> new OutlineCell(model));
        outlineList.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> chooseRow(row));
        outlineList.addEventFilter(KeyEvent.KEY_PRESSED, this::onOutlineKey);
        model.outlineProperty().subscribe(this::showRows);
        PictureMenu.fill(exportButton, workspace.notices(), canvas::picture,
                () -> "causation-" + model.caption().about());
        newEffectsButton.managedProperty().bind(newEffectsButton.visibleProperty());
        model.newEffectsProperty().subscribe(count -> {
            newEffectsButton.setVisible(count.intValue() > 0);
            newEffectsButton.setText(Figures.count(count.intValue())
                    + (count.intValue() >= GraphSource.MOST_NEW ? "+ new" : " new"));
        });
        model.directionProperty().subscribe(this::showDirection);
        model.openingProperty().subscribe(opening -> byTypeToggle.setSelected(opening.byType()));
        model.stateProperty().subscribe(this::showState);
        model.revisionProperty().subscribe(() -> {
            summaryLabel.setText(model.caption().summary());
            aboutChip.setText(model.caption().about());
            openAllButton.setDisable(model.scene().plan().hidden() == 0);
            exportButton.setDisable(model.scene().plan().units().isEmpty());
            detail.show();
            followSelection();
        });
    }

    private void showRows(List<OutlineRow> rows) {
        following = true;
        OutlineRow before = outlineList.getSelectionModel().getSelectedItem();
        outlineList.getItems().setAll(rows);
        if (before != null) {
            rows.stream().filter(row -> row.key().equals(before.key())).findFirst()
                    .ifPresent(outlineList.getSelectionModel()::select);
        }
        following = false;
        followSelection();
    }

    /// The row of the selected event; where it stands in another row's node, that one.
    private void followSelection() {
        int selected = model.selected();
        OutlineRow current = outlineList.getSelectionModel().getSelectedItem();
        boolean onGroup = current != null && current.opens() && current.event() != selected;
        if (selected == CausationGraph.NONE || onGroup || (current != null && current.event() == selected)) {
            outlineList.refresh();
            return;
        }
        following = true;
        List<OutlineRow> rows = outlineList.getItems();
        int unit = model.scene().plan().unitOf(selected);
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).event() == selected) {
                at = i;
                break;
            }
            at = at < 0 && rows.get(i).unit() == unit ? i : at;
        }
        if (at >= 0) {
            outlineList.getSelectionModel().select(at);
            outlineList.scrollTo(Math.max(0, at - 8));
        }
        outlineList.refresh();
        following = false;
    }

    private void chooseRow(OutlineRow row) {
        if (row != null && !following) {
            if (row.ghost() || (row.opens() && row.figure().startsWith("×"))) {
                model.hover(row.unit());
            } else {
                model.commands().choose(row.event());
            }
        }
    }

    private void onOutlineKey(KeyEvent event) {
        OutlineRow row = outlineList.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> {
                openRow();
                event.consume();
            }
            case LEFT -> {
                foldOrLeave(row);
                event.consume();
            }
            case RIGHT -> {
                if (row.folded()) {
                    model.fold(row, false);
                } else if (row.opens()) {
                    model.commands().open(row.unit());
                } else if (row.parent()) {
                    moveRow(1);
                }
                event.consume();
            }
            default -> {
                // all else is the list's own
            }
        }
    }

    /// Left folds what is open, else goes to the row above that it hangs from.
    private void foldOrLeave(OutlineRow row) {
        if (row.parent() && !row.folded()) {
            model.fold(row, true);
            return;
        }
        List<OutlineRow> rows = outlineList.getItems();
        for (int i = outlineList.getSelectionModel().getSelectedIndex() - 1; i >= 0; i--) {
            if (rows.get(i).depth() < row.depth()) {
                outlineList.getSelectionModel().select(i);
                outlineList.scrollTo(Math.max(0, i - 4));
                return;
            }
        }
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
            case FAILED -> model.problemProperty().get();
            case READY -> "";
        });
        emptyButton.setVisible(state == State.NOTHING_SELECTED || state == State.FAILED);
        emptyButton.setText(state == State.FAILED ? "Try again" : "Newest event");
        left.setVisible(state == State.READY);
    }

    @FXML
    private void onEmpty() {
        if (model.stateProperty().get() == State.FAILED) {
            model.reread();
        } else {
            model.chooseNewest();
        }
    }

    @FXML
    private void onCauses() {
        model.directionProperty().set(Direction.CAUSES);
        showDirection(Direction.CAUSES);
    }

    @FXML
    private void onEffects() {
        model.directionProperty().set(Direction.EFFECTS);
        showDirection(Direction.EFFECTS);
    }

    @FXML
    private void onBoth() {
        model.directionProperty().set(Direction.BOTH);
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
        model.lookout().zoomAtCentre(1.25);
    }

    @FXML
    private void onZoomOut() {
        model.lookout().zoomAtCentre(0.8);
    }

    @FXML
    private void onFit() {
        model.lookout().fitAll();
    }
}
