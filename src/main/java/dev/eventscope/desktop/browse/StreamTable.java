package dev.eventscope.desktop.browse;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery.Direction;

/// The table of streams, bound to its model and to the selection of the window.
final class StreamTable {

    private final Workspace workspace;
    private final StreamListModel model;
    private final TableView<StreamRow> table;
    private final Quiet quiet = new Quiet();

    StreamTable(Workspace workspace, StreamListModel model, TableView<StreamRow> table) {
        this.workspace = workspace;
        this.model = model;
        this.table = table;
    }

    void setUp(FilterLine filterLine, MenuButton columnsButton) {
        ColumnChooser<StreamRow> chooser = new StreamColumns(workspace).addTo(table, model.scannedProperty());
        chooser.fill(columnsButton, List::of);
        table.setItems(model.rows());
        EmptyBox empty = new EmptyBox("Clear the filter", () -> filterLine.set(""), filterLine::set);
        model.emptyTextProperty().subscribe(text -> empty.show(text, filterLine.applied(), model.betterFilter()));
        table.setPlaceholder(empty);
        ScrollEnds.watch(table, model::moreAtStart, model::more);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && quiet.isOver()) {
                workspace.selection().stream(row.stream().stream());
            }
        });
        RowMenus menus = new RowMenus(workspace);
        table.setRowFactory(_ -> menus.ofStream(
                () -> model.filter().page(null, Direction.FORWARD, StreamPages.PAGE)));
        TableKeys.onOpen(table, () -> {
            StreamRow row = table.getSelectionModel().getSelectedItem();
            if (row != null && workspace.history().offers("timelineView")) {
                workspace.history().go("timelineView", Selected.of(row.stream().stream()));
            }
        });
        TableKeys.on(table, KeyCode.HOME, () -> model.toStart(() -> select(0)));
        TableKeys.on(table, KeyCode.END, () -> model.toEnd(() -> select(model.rows().size() - 1)));
    }

    /// Lights a stream wherever it was chosen; the list opens round it.
    void follow(@Nullable StreamId stream) {
        StreamRow row = table.getSelectionModel().getSelectedItem();
        if (stream != null && (row == null || !row.stream().stream().equals(stream))) {
            quiet.during(() -> table.getSelectionModel().clearSelection());
            model.reveal(stream, found -> quiet.during(() -> select(model.indexOf(found.stream().stream()))));
        }
    }

    void refresh() {
        quiet.during(model::refresh);
    }

    void takeNew() {
        model.takeNew(row -> ScrollEnds.bringIntoView(table, model.rows().indexOf(row)));
    }

    void move(int by) {
        int row = table.getSelectionModel().getSelectedIndex() + by;
        select(Math.clamp(row, 0, Math.max(0, model.rows().size() - 1)));
    }

    private void select(int row) {
        TableKeys.select(table, row);
    }
}
