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
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.StreamSummary;

/// The columns of the list of streams.
final class StreamColumns {

    private static final int AT_ONCE = 25;

    private final Workspace workspace;
    private final RowFacts<StreamSummary, StreamDetails> details;

    StreamColumns(Workspace workspace) {
        this.workspace = workspace;
        details = new RowFacts<>(workspace, AT_ONCE, StreamDetails::read);
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
                row -> time(row, row.stream().firstAt(), StreamDetails::first));
        first.getStyleClass().add("muted");
        TableColumn<StreamRow, StreamRow> last = Columns.mono("lastColumn", "Last", 204,
                row -> time(row, row.stream().lastAt(), StreamDetails::last));
        TableColumn<StreamRow, StreamRow> lastType = Columns.marked("lastTypeColumn", "Last event", 170,
                row -> row.stream().lastType(), StreamColumns::lastKind, row -> row.stream().category());
        lastType.getStyleClass().add("last");
        TableColumn<StreamRow, StreamRow> failures = Columns.figure("failuresColumn", "⚠", 48, this::failures);
        failures.getStyleClass().add("danger");
        Columns.dress(table);
        table.getColumns().setAll(List.of(stream, matches, category, version, failures, first, last, lastType));
        Columns.grow(table, stream, 280, List.of(category, first));
        details.versionProperty().addListener((_, _, _) -> table.refresh());
        Runnable showClock = () -> {
            first.setText(workspace.clockName("First"));
            last.setText(workspace.clockName("Last"));
            table.refresh();
        };
        workspace.timesProperty().subscribe(_ -> showClock.run());
        workspace.eventClockProperty().subscribe(_ -> showClock.run());
    }

    /// On the clock of the window. What the writer says is read from the event itself, so it may come a moment later.
    private String time(StreamRow row, @Nullable Instant recorded, Function<StreamDetails, EventHeader> end) {
        if (workspace.eventClock() == EventClock.RECORDED) {
            return workspace.times().full(recorded);
        }
        StreamDetails known = details.of(row.stream());
        return known == null ? "" : workspace.times().full(end.apply(known).time(EventClock.OCCURRED));
    }

    /// Nothing where there are none: a column of zeros would hide the rows that matter.
    private @Nullable String failures(StreamRow row) {
        StreamDetails found = details.of(row.stream());
        if (found == null || found.failures() == 0) {
            return "";
        }
        return Figures.count(found.failures()) + (found.isWhole() ? "" : "+");
    }

    private static EventKind lastKind(StreamRow row) {
        return row.stream().lastType() == null ? EventKind.EVENT : EventKind.of(row.stream().lastType());
    }
}
