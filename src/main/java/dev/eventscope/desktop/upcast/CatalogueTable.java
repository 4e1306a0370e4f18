package dev.eventscope.desktop.upcast;

import java.time.Instant;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.Workspace;

/// The table of stored types and schema versions.
final class CatalogueTable {

    /// Below this width the times go, so that names and chains can be read.
    private static final double ROOM_FOR_TIMES_PX = 560;
    /// In a wide window the figures stay near what they count; the chain takes the rest.
    private static final double WIDEST_FIGURE_PX = 96;
    private static final double WIDEST_TYPE_PX = 260;

    private CatalogueTable() {}

    static void fill(TableView<CatalogueRow> table, CatalogueModel model, Workspace workspace) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().setAll(List.of(
                Columns.type(190, row -> row.firstOfType() ? row.type() : "", CatalogueRow::category),
                Columns.text("Schema", 68, row -> row.schemaVersion() == null ? "none" : row.schemaVersion(), "figure"),
                Columns.count("Events", 64, CatalogueRow::events, null),
                Columns.of("First", 60, (cell, row) -> day(cell, row.firstAt(), workspace), "figure"),
                Columns.of("Last", 60, (cell, row) -> day(cell, row.lastAt(), workspace), "figure"),
                Columns.of("Chain", 140, CatalogueTable::chain, "last", "mono")));
        table.getColumns().subList(1, 5).forEach(column -> {
            column.setMinWidth(column.getPrefWidth());
            column.setMaxWidth(WIDEST_FIGURE_PX);
        });
        table.getColumns().getFirst().setMaxWidth(WIDEST_TYPE_PX);
        table.setItems(model.rows());
        // A turn later: columns that come and go in the middle of a layout leave it undone.
        Pulse fold = new Pulse(() -> table.getColumns().subList(3, 5)
                .forEach(column -> column.setVisible(table.getWidth() >= ROOM_FOR_TIMES_PX)));
        table.widthProperty().addListener((_, _, _) -> fold.request());
        workspace.timesProperty().addListener((_, _, _) -> table.refresh());
    }

    private static void day(TableCell<CatalogueRow, CatalogueRow> cell, @Nullable Instant time, Workspace workspace) {
        Times times = workspace.times();
        cell.setText(time == null ? "" : times.shortDay(time));
        cell.setTooltip(time == null ? null : new Tooltip(times.full(time) + " " + times.zoneLabel(time)));
    }

    private static void chain(TableCell<CatalogueRow, CatalogueRow> cell, CatalogueRow row) {
        cell.setText(row.chain());
        switch (row.state()) {
            case LEADS_ON -> {
            }
            case CURRENT -> cell.getStyleClass().add("zero");
            case GAP -> cell.getStyleClass().add("warn");
        }
    }
}
