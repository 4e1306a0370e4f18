package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;

/// The table of the cause chain below the canvas: there while an event is selected and nobody has closed it.
///
/// Shape: it takes as much of the split as its rows need, until a person moves the divider.
/// Threads: FX thread.
final class ChainDrawer {

    private static final double HEADS = 32 + 24 + 2;
    private static final double ROW = 24;
    private static final int ROWS = 7;
    private static final double LEAST_CANVAS_SHARE = 0.5;
    private static final double DIVIDER_SLACK = 0.02;

    /// What the FXML has of it.
    record Parts(SplitPane split, Region drawer, Label fact, TableView<ChainRow> table) {}

    private final TimelineViewModel model;
    private final SplitPane split;
    private final Region drawer;
    private final Label fact;
    private final TableView<ChainRow> table;
    private final Pulse scrollToEnd = new Pulse(this::scrollToEnd);
    /// A row is selected because the chain ends with it, not by a person.
    private boolean following;
    private boolean placed;
    private double placedAt;

    ChainDrawer(TimelineViewModel model, Parts parts) {
        this.model = model;
        split = parts.split();
        drawer = parts.drawer();
        fact = parts.fact();
        table = parts.table();
        setUpTable();
        model.chainProperty().subscribe(this::show);
        model.choices().chainOpenProperty().subscribe(() -> show(model.chainProperty().get()));
        table.heightProperty().subscribe(scrollToEnd::request);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !following) {
                model.commands().selectById(row.id());
            }
        });
        split.heightProperty().subscribe(this::placeDivider);
    }

    /// Copies the chain as lines of tab-separated text.
    void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.chainProperty().get().stream().map(ChainRow::tabbed).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void setUpTable() {
        TableColumn<ChainRow, ChainRow> summary = Columns.text("summaryColumn", "Summary", 160, ChainRow::summary);
        TableColumn<ChainRow, ChainRow> type = Columns.marked("typeColumn", "Type", 140, ChainRow::type, ChainRow::kind,
                ChainRow::category);
        TableColumn<ChainRow, ChainRow> cause = Columns.figure("causeColumn", "Cause", 84, ChainRow::cause);
        TableColumn<ChainRow, ChainRow> since = Columns.figure("sinceCauseColumn", "Δ cause", 84,
                ChainRow::sinceCause);
        TableColumn<ChainRow, ChainRow> time = Columns.mono("timeColumn", "", 128, ChainRow::time);
        TableColumn<ChainRow, ChainRow> version = Columns.figure("versionColumn", "v", 44, ChainRow::version);
        table.getColumns().setAll(List.of(Columns.figure("positionColumn", "Position", 84, ChainRow::position), time,
                since, type, Columns.text("streamColumn", "Stream", 150, ChainRow::stream), version, summary, cause));
        Columns.dress(table);
        Columns.grow(table, summary, 120, List.of(cause, version, since));
        model.clockNameProperty().subscribe(time::setText);
    }

    /// The row to scroll to is named by the height that the table has now: told to show its last row, it would leave it at
    /// the top where there is room for all.
    private void scrollToEnd() {
        int shown = (int) ((table.getHeight() - ROW) / ROW);
        table.layout();
        table.scrollTo(Math.max(0, table.getItems().size() - shown));
    }

    private void show(List<ChainRow> rows) {
        boolean shown = !rows.isEmpty() && model.choices().chainOpenProperty().get();
        if (!table.getItems().equals(rows)) {
            following = true;
            table.getItems().setAll(rows);
            table.getSelectionModel().selectLast();
            scrollToEnd.request();
            following = false;
            long streams = rows.stream().map(ChainRow::stream).distinct().count();
            fact.setText(Figures.plural(rows.size(), "event") + ", " + Figures.plural(streams, "stream"));
        }
        if (shown && !split.getItems().contains(drawer)) {
            split.getItems().add(drawer);
            SplitPane.setResizableWithParent(drawer, false);
            placeDivider();
        } else if (!shown) {
            split.getItems().remove(drawer);
        }
    }

    /// Gives the table its rows, unless a person has moved the divider.
    private void placeDivider() {
        if (split.getItems().contains(drawer) && split.getHeight() > 0) {
            double now = split.getDividerPositions()[0];
            if (!placed || Math.abs(now - placedAt) < DIVIDER_SLACK) {
                placedAt = canvasShare(table.getItems().size());
                placed = true;
                split.setDividerPositions(placedAt);
            }
        }
    }

    /// The table takes seven rows, and all of them where the lanes leave room; above it are whole lanes.
    private double canvasShare(int rows) {
        double height = Math.max(1, split.getHeight());
        double spare = Math.floor((height - model.contentHeight() - HEADS) / ROW);
        double shown = Math.clamp(spare, ROWS, Math.max(ROWS, rows));
        double canvas = Math.max(LEAST_CANVAS_SHARE * height, height - HEADS - shown * ROW);
        return model.wholeLanes(canvas) / height;
    }
}
