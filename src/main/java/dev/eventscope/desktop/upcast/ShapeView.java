package dev.eventscope.desktop.upcast;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.replay.FieldShape;

/// Which fields of the payloads came, went or changed their kind over time.
final class ShapeView {

    @FXML
    private CheckBox driftBox;
    @FXML
    private Label shapeFact;
    @FXML
    private Button scanButton;
    @FXML
    private Button stopScanButton;
    @FXML
    private TableView<FieldShape> shapeTable;

    private final UpcastViewModel model;
    private final ShapeModel shapes;
    private final Workspace workspace;

    ShapeView(UpcastViewModel model, Workspace workspace) {
        this.model = model;
        this.shapes = model.shapes();
        this.workspace = workspace;
    }

    @FXML
    private void initialize() {
        shapeTable.setItems(shapes.fields());
        shapeTable.setPlaceholder(new Label("Scan reads every payload once, at the pace of the dry run"));
        driftBox.selectedProperty().bindBidirectional(shapes.onlyDriftingProperty());
        shapes.scanProperty().subscribe(_ -> fill());
        shapes.jobProperty().subscribe(this::follow);
        fill();
    }

    @FXML
    private void onScan() {
        shapes.start(model.dryRun().settingsProperty().get());
    }

    @FXML
    private void onStopScan() {
        shapes.stop();
    }

    private void fill() {
        shapeTable.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        Map<String, String> categories = model.categories();
        TableColumn<FieldShape, FieldShape> kind = Columns.of("Kind", 72, (cell, row) -> {
            cell.setText(row.kind());
            if (row.retyped()) {
                cell.getStyleClass().add("warn");
                cell.setTooltip(new Tooltip("This field has had another kind, too"));
            } else {
                cell.setTooltip(null);
            }
        });
        TableColumn<FieldShape, FieldShape> share = Columns.of("In", 64, (cell, row) -> {
            cell.setText(share(row));
            cell.setTooltip(new Tooltip(Figures.count(row.events()) + " of " + Figures.plural(row.all(), "event")));
        }, "figure");
        TableColumn<FieldShape, FieldShape> since = when("Since", FieldShape::since);
        TableColumn<FieldShape, FieldShape> until = when("Until", FieldShape::until);
        shapeTable.getColumns().setAll(List.of(
                Columns.type(150, FieldShape::type, row -> categories.getOrDefault(row.type(), "")),
                Columns.of("Field", 140, (cell, row) -> {
                    cell.setText(row.path());
                    cell.setTooltip(new Tooltip(row.path()));
                }, "mono"), kind, share, since, until));
        List.of(kind, share, since, until).forEach(column -> {
            column.setMinWidth(column.getPrefWidth());
            column.setMaxWidth(column.getPrefWidth());
        });
    }

    private TableColumn<FieldShape, FieldShape> when(String title,
            Function<FieldShape, @Nullable EventHeader> event) {
        return Columns.of(title, 64, (cell, row) -> {
            EventHeader header = event.apply(row);
            Instant time = header == null ? null : header.time(workspace.eventClock());
            cell.setText(header == null ? "always" : time == null ? "" : workspace.times().shortDay(time));
            cell.setTooltip(time == null ? null : new Tooltip(workspace.times().full(time)));
            if (header == null) {
                cell.getStyleClass().add("zero");
            }
        }, "figure");
    }

    private static String share(FieldShape row) {
        long percent = row.all() == 0 ? 0 : row.events() * 100 / row.all();
        return percent == 0 && row.events() > 0 ? "<1 %" : percent + " %";
    }

    private void follow(@Nullable Job job) {
        shapeFact.textProperty().unbind();
        scanButton.visibleProperty().unbind();
        stopScanButton.visibleProperty().unbind();
        scanButton.managedProperty().bind(scanButton.visibleProperty());
        stopScanButton.managedProperty().bind(stopScanButton.visibleProperty());
        if (job == null) {
            shapeFact.setText("");
            scanButton.setVisible(true);
            stopScanButton.setVisible(false);
            return;
        }
        var running = job.stateProperty().isEqualTo(Job.State.RUNNING);
        shapeFact.textProperty().bind(Bindings.when(running).then(job.detailProperty())
                .otherwise(shapes.summaryProperty()));
        scanButton.visibleProperty().bind(running.not());
        stopScanButton.visibleProperty().bind(running);
    }
}
