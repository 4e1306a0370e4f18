package dev.eventscope.desktop.saga;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.FailureGroup;

/// The list of groups of failures: as high as its groups, up to a few of them, and the chosen one lit.
final class GroupList {

    private static final double GROUP_HEIGHT = 52;
    private static final double HEAD_HEIGHT = 32;
    private static final int MOST_IN_SIGHT = 6;

    private final ListView<GroupRow> list;
    private final BoardModel model;
    private final Following following = new Following();

    GroupList(ListView<GroupRow> list, BoardModel model, Workspace workspace) {
        this.list = list;
        this.model = model;
        list.managedProperty().bind(list.visibleProperty());
        list.setCellFactory(_ -> new GroupCell(workspace::times, this::trend));
        model.rows().subscribe(this::fit);
        list.setItems(model.rows());
        model.segmentProperty().subscribe(segment -> list.setVisible(segment == Segment.FAILED));
        model.boardProperty().subscribe(board -> {
            list.setPlaceholder(new Label(board == null ? "" : "No saga of this store has failed"));
            list.refresh();
        });
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row instanceof GroupRow.Group(var group) && !following.isOn()) {
                model.choose(group);
            }
        });
        model.groupProperty().subscribe(this::light);
        model.rows().subscribe(this::light);
    }

    private Trend trend() {
        Board board = model.boardProperty().get();
        return board == null ? Trend.NONE : board.trend();
    }

    private void fit() {
        double height = model.rows().stream().limit(MOST_IN_SIGHT)
                .mapToDouble(row -> row instanceof GroupRow.Head ? HEAD_HEIGHT : GROUP_HEIGHT).sum();
        list.setPrefHeight(Math.max(GROUP_HEIGHT, height) + 1);
        list.setMinHeight(Math.min(list.getPrefHeight(), GROUP_HEIGHT + HEAD_HEIGHT + 1));
    }

    private void light() {
        following.follow(() -> select(model.groupProperty().get()));
    }

    private void select(@Nullable FailureGroup group) {
        int row = group == null ? -1 : model.rows().indexOf(new GroupRow.Group(group));
        if (row < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != row) {
            list.getSelectionModel().clearAndSelect(row);
        }
    }
}
