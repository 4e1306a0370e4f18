package dev.eventscope.desktop.causation;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausalOrder;
import dev.eventscope.desktop.fx.Mark;

/// A row of the outline: what stands before or after the selected event has a bar at its left edge.
final class OutlineCell extends ListCell<OutlineRow> {

    private static final double INDENT = 13;
    private static final int DEEPEST = 9;
    private static final double WIDEST_TITLE = 150;

    private final CausationViewModel model;
    private final Region bar = new Region();
    private final Region arrow = new Region();
    private final StackPane fold = new StackPane(arrow);
    private final Mark mark = Mark.ofCategory("");
    private final Region ghost = new Region();
    private final Label title = new Label();
    private final Label note = new Label();
    private final Label figure = new Label();
    private final HBox line;

    OutlineCell(CausationViewModel model) {
        this.model = model;
        bar.getStyleClass().add("outline-bar");
        arrow.getStyleClass().add("outline-arrow");
        fold.getStyleClass().add("outline-fold");
        ghost.getStyleClass().add("outline-ghost");
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setMaxWidth(WIDEST_TITLE);
        note.getStyleClass().addAll("small", "muted");
        note.setMinWidth(0);
        figure.getStyleClass().addAll("mono", "muted");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ghost.managedProperty().bind(ghost.visibleProperty());
        mark.managedProperty().bind(mark.visibleProperty());
        line = new HBox(bar, fold, ghost, mark, title, note, gap, figure);
        line.getStyleClass().add("outline-line");
        line.prefWidthProperty().bind(widthProperty());
        line.setMinWidth(0);
        setMinWidth(0);
        setPrefWidth(0);
        fold.setOnMouseClicked(event -> {
            OutlineRow row = getItem();
            if (row != null && row.parent()) {
                model.fold(row, !row.folded());
                event.consume();
            } else if (row != null && row.opens()) {
                model.commands().open(row.unit());
                event.consume();
            }
        });
        figure.setOnMouseClicked(_ -> {
            OutlineRow row = getItem();
            if (row != null && row.opens()) {
                model.commands().open(row.unit());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable OutlineRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        mark.show(row.kind(), row.category());
        mark.setVisible(!row.ghost());
        ghost.setVisible(row.ghost());
        title.setText(row.title());
        note.setText(row.note());
        figure.setText(row.figure());
        arrow.setVisible(row.parent() || row.opens());
        arrow.setRotate(row.folded() || !row.parent() ? 0 : 90);
        HBox.setMargin(fold, new Insets(0, 0, 0, INDENT * Math.min(row.depth(), DEEPEST)));
        bar.getStyleClass().setAll("outline-bar", relation(row));
        setAccessibleText(row.spoken());
        setGraphic(line);
    }

    private String relation(OutlineRow row) {
        CausalOrder order = model.relations().of(row.event());
        return switch (order) {
            case BEFORE, SAME -> "past";
            case AFTER -> "future";
            case CONCURRENT, UNKNOWN -> "concurrent";
        };
    }
}
