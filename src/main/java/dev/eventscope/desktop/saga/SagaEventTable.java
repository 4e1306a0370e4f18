package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;

/// The table of a saga's events, and of those that it caused.
final class SagaEventTable {

    private SagaEventTable() {}

    /// Shape: `onOpen` is called where a row is clicked twice.
    static void fill(TableView<SagaEvent> table, ObservableList<SagaEvent> events, Workspace workspace,
            Consumer<Selected> onOpen) {
        TableColumn<SagaEvent, SagaEvent> position = Columns.figure("sagaEventPositionColumn", "Position", 84,
                row -> Figures.position(row.order()));
        TableColumn<SagaEvent, SagaEvent> at = Columns.mono("sagaEventTimeColumn", "Recorded", 140,
                row -> row.recordedAt() == null ? "" : workspace.times().clock(row.recordedAt()));
        TableColumn<SagaEvent, SagaEvent> type = Columns.marked("sagaEventTypeColumn", "Type", 200, SagaEvent::type,
                row -> EventKind.of(row.type()), row -> row.stream().conventionalCategory());
        TableColumn<SagaEvent, SagaEvent> step = Columns.text("sagaEventStepColumn", "Step", 96, SagaEvent::step);
        TableColumn<SagaEvent, SagaEvent> stream = Columns.text("sagaEventStreamColumn", "Stream", 160,
                row -> row.stream().name());
        stream.getStyleClass().add("path");
        Columns.dress(table);
        table.getColumns().setAll(List.of(position, at, type, step, stream));
        Columns.grow(table, stream, 120, List.of(step, at));
        table.setItems(events);
        table.setPlaceholder(new Label(""));
        table.setOnMouseClicked(click -> {
            SagaEvent row = table.getSelectionModel().getSelectedItem();
            if (row != null && row.version() != null && click.getClickCount() == 2) {
                onOpen.accept(Selected.of(row.stream(), row.version()));
            }
        });
        workspace.timesProperty().subscribe(times -> {
            at.setText("Recorded, " + SagaWords.zone(times));
            table.refresh();
        });
    }
}
