package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.UpcastStateDifference;

/// The table of streams that come to another state.
final class StateTable {

    private static final int NAMED = 4;

    private StateTable() {}

    static void fill(TableView<UpcastStateDifference> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<UpcastStateDifference, UpcastStateDifference> version = Columns.text("Version", 76,
                row -> "v" + row.version(), "figure");
        TableColumn<UpcastStateDifference, UpcastStateDifference> fidelity = Columns.text("Fidelity", 92,
                row -> row.fidelity().word(), "muted");
        table.getColumns().setAll(List.of(
                Columns.text("Stream", 220, row -> row.deployed().stream().name(), "first"), version, fidelity,
                Columns.of("What becomes of its state", 300, (cell, row) -> {
                    cell.setText(what(row));
                    cell.setTooltip(new Tooltip(what(row)));
                    if (row.candidate().error() != null) {
                        cell.getStyleClass().add("danger");
                    }
                }, "last")));
        List.of(version, fidelity).forEach(column -> {
            column.setMinWidth(column.getPrefWidth());
            column.setMaxWidth(column.getPrefWidth());
        });
    }

    static String what(UpcastStateDifference row) {
        if (row.candidate().error() != null) {
            return "stops at v" + row.firstNotReached() + ": " + row.candidate().error().message();
        }
        if (row.deployed().error() != null) {
            return "no longer stops at v" + row.deployed().error().version();
        }
        String paths = row.changes().stream().limit(NAMED).map(Change::path).collect(Collectors.joining(", "));
        int more = row.changes().size() - NAMED;
        return Figures.plural(row.changes().size(), "change") + ": " + paths
                + (more > 0 ? " and " + more + " more" : "");
    }
}
