package dev.eventscope.desktop.browse;

import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Workspace;

/// The columns of the list of streams.
final class StreamColumns {

    private final Workspace workspace;
    private final FailureCounts counts;

    StreamColumns(Workspace workspace) {
        this.workspace = workspace;
        counts = new FailureCounts(workspace);
    }

    void addTo(TableView<StreamRow> table, ObservableBooleanValue matchesCounted) {
        TableColumn<StreamRow, StreamRow> stream = Columns.marked("streamColumn", "Stream", 240,
                row -> row.stream().stream().name(), _ -> EventKind.EVENT, row -> row.stream().category());
        stream.getStyleClass().addAll("first", "path");
        TableColumn<StreamRow, StreamRow> matches = Columns.figure("matchesColumn", "Matches", 72,
                row -> Figures.count(row.matches()));
        matches.visibleProperty().bind(matchesCounted);
        TableColumn<StreamRow, StreamRow> category = Columns.text("categoryColumn", "Category", 104,
                row -> row.stream().category());
        category.getStyleClass().add("muted");
        TableColumn<StreamRow, StreamRow> version = Columns.figure("versionColumn", "Version", 72,
                row -> row.stream().version() == null ? "" : Figures.count(row.stream().version()));
        TableColumn<StreamRow, StreamRow> first = Columns.mono("firstColumn", "First", 204,
                row -> workspace.times().full(row.stream().firstAt()));
        first.getStyleClass().add("muted");
        TableColumn<StreamRow, StreamRow> last = Columns.mono("lastColumn", "Last", 204,
                row -> workspace.times().full(row.stream().lastAt()));
        TableColumn<StreamRow, StreamRow> lastType = Columns.marked("lastTypeColumn", "Last event", 170,
                row -> row.stream().lastType(), StreamColumns::lastKind, row -> row.stream().category());
        lastType.getStyleClass().add("last");
        TableColumn<StreamRow, StreamRow> failures = Columns.figure("failuresColumn", "⚠", 48, this::failures);
        failures.getStyleClass().add("danger");
        Columns.dress(table);
        table.getColumns().setAll(List.of(stream, matches, category, version, failures, first, last, lastType));
        Columns.grow(table, stream, 280, List.of(category, first));
        counts.versionProperty().addListener((_, _, _) -> table.refresh());
        workspace.timesProperty().subscribe(times -> {
            String zone = times.zoneLabel(workspace.clock().instant());
            first.setText("First recorded, " + zone);
            last.setText("Last recorded, " + zone);
            table.refresh();
        });
    }

    /// Nothing where there are none: a column of zeros would hide the rows that matter.
    private @Nullable String failures(StreamRow row) {
        FailureCounts.Failures found = counts.of(row.stream());
        if (found == null || found.count() == 0) {
            return "";
        }
        return Figures.count(found.count()) + (found.isWhole() ? "" : "+");
    }

    private static EventKind lastKind(StreamRow row) {
        return row.stream().lastType() == null ? EventKind.EVENT : EventKind.of(row.stream().lastType());
    }
}
