package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.SagaInstance;

/// The table of sagas of one heap or group.
final class InstanceTable {

    private InstanceTable() {}

    static void fill(TableView<SagaInstance> table, BoardModel model, Workspace workspace) {
        TableColumn<SagaInstance, SagaInstance> saga = Columns.mono("sagaColumn", "Saga", 140, SagaInstance::sagaId);
        TableColumn<SagaInstance, SagaInstance> about = Columns.text("aboutColumn", "About", 160, SagaInstance::about);
        TableColumn<SagaInstance, SagaInstance> state = Columns.text("stateColumn", "State", 96,
                row -> SagaWords.status(row.status()));
        TableColumn<SagaInstance, SagaInstance> changed = Columns.mono("changedColumn", "", 104,
                row -> workspace.times().seconds(row.updatedAt()));
        changed.getStyleClass().add("muted");
        Columns.dress(table);
        table.getColumns().setAll(List.of(saga, about, changed));
        Columns.grow(table, about, 100, List.of(changed));
        Runnable head = () -> changed
                .setText((model.segmentProperty().get() == Segment.FAILED ? "Failed, " : "Changed, ")
                        + SagaWords.zone(workspace.times()));
        model.segmentProperty().subscribe(_ -> head.run());
        workspace.timesProperty().subscribe(() -> {
            head.run();
            table.refresh();
        });
        model.instances().subscribe(() -> showStates(table, state, model));
        table.setItems(model.instances());
        model.boardProperty().subscribe(board -> table.setPlaceholder(new Label(board == null
                ? ""
                : model.filter().isEverything() ? "No saga is in this state" : "No saga here matches the filter")));
    }

    /// A column that says the same in every row says nothing.
    private static void showStates(TableView<SagaInstance> table, TableColumn<SagaInstance, SagaInstance> state,
            BoardModel model) {
        boolean differ = model.instances().stream().map(SagaInstance::status).distinct().count() > 1;
        boolean there = table.getColumns().contains(state);
        if (differ && !there) {
            table.getColumns().add(2, state);
        } else if (!differ && there) {
            table.getColumns().remove(state);
        }
    }
}
