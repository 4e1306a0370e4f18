package dev.eventscope.desktop.browse;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventClock;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.StreamSummary;

/// The columns of the list of streams.
final class StreamColumns {

    private static final int AT_ONCE = 25;

    private final Workspace workspace;
    private final StreamActivity activity;
    private final RowFacts<StreamSummary, StreamFacts> facts;

    StreamColumns(Workspace workspace) {
        this.workspace = workspace;
        activity = new StreamActivity(workspace.clock());
        facts = new RowFacts<>(workspace, AT_ONCE, activity);
    }

    ColumnChooser<StreamRow> addTo(TableView<StreamRow> table, ObservableBooleanValue matchesCounted) {
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
                row -> time(row, row.stream().firstAt(), StreamFacts::firstAt));
        first.getStyleClass().add("muted");
        TableColumn<StreamRow, StreamRow> last = Columns.mono("lastColumn", "Last", 204,
                row -> time(row, row.stream().lastAt(), StreamFacts::lastAt));
        TableColumn<StreamRow, StreamRow> lastType = Columns.marked("lastTypeColumn", "Last event", 148,
                row -> row.stream().lastType(), StreamColumns::lastKind, row -> row.stream().category());
        TableColumn<StreamRow, StreamRow> failures = Columns.figure("failuresColumn", "⚠", 44, this::failures);
        failures.setUserData("⚠ failures");
        failures.getStyleClass().add("danger");
        TableColumn<StreamRow, StreamRow> days = SparkCell.column(activity, row -> facts.of(row.stream()));
        Columns.dress(table);
        List<TableColumn<StreamRow, StreamRow>> all = List.of(stream, matches, category, version, failures, first, last,
                lastType, days);
        table.getColumns().setAll(all);
        Columns.grow(table, stream, 230, List.of(category, first, version));
        facts.versionProperty().addListener((_, _, _) -> {
            days.setText(activity.title());
            table.refresh();
        });
        Runnable showClock = () -> {
            first.setText(workspace.clockName("First"));
            last.setText(workspace.clockName("Last"));
            table.refresh();
        };
        workspace.timesProperty().subscribe(_ -> showClock.run());
        workspace.eventClockProperty().subscribe(clock -> {
            activity.begin(clock);
            facts.clear();
            showClock.run();
        });
        workspace.sessionProperty().addListener((_, _, _) -> activity.begin(workspace.eventClock()));
        return new ColumnChooser<>(workspace, "streamsView.hiddenColumns", table, () -> all);
    }

    /// On the clock of the window. What the writer says is read from the event itself, so it may come a moment later.
    private String time(StreamRow row, @Nullable Instant recorded, Function<StreamFacts, @Nullable Instant> end) {
        if (workspace.eventClock() == EventClock.RECORDED) {
            return workspace.times().full(recorded);
        }
        StreamFacts known = facts.of(row.stream());
        return known == null ? "" : workspace.times().full(end.apply(known));
    }

    /// Nothing where there are none: a column of zeros would hide the rows that matter.
    private @Nullable String failures(StreamRow row) {
        StreamFacts found = facts.of(row.stream());
        if (found == null || found.failures() == 0) {
            return "";
        }
        return Figures.count(found.failures()) + (found.failuresWhole() ? "" : "+");
    }

    private static EventKind lastKind(StreamRow row) {
        return row.stream().lastType() == null ? EventKind.EVENT : EventKind.of(row.stream().lastType());
    }
}
