package dev.eventscope.desktop.audit;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.AuditEntry;
import dev.eventscope.saga.AuditLine;

/// The table of what operators did and were refused.
final class AuditTable {

    private AuditTable() {}

    static void fill(TableView<AuditLine> table, Workspace workspace) {
        TableColumn<AuditLine, AuditLine> no = Columns.figure("auditNoColumn", "No", 56,
                line -> Figures.count(line.entry().number()));
        TableColumn<AuditLine, AuditLine> at = Columns.mono("auditTimeColumn", "When", 136,
                line -> workspace.times().shortDay(line.entry().at()) + " "
                        + workspace.times().seconds(line.entry().at()));
        TableColumn<AuditLine, AuditLine> who = Columns.text("auditWhoColumn", "Who", 120, line -> who(line.entry()));
        TableColumn<AuditLine, AuditLine> act = Columns.text("auditActColumn", "What", 128,
                line -> AuditWords.act(line.entry()));
        TableColumn<AuditLine, AuditLine> target = Columns.mono("auditTargetColumn", "Target", 180,
                line -> line.entry().what());
        TableColumn<AuditLine, AuditLine> outcome = Columns.text("auditOutcomeColumn", "Outcome", 132,
                AuditWords::outcome);
        outcome.setCellFactory(_ -> new OutcomeCell());
        TableColumn<AuditLine, AuditLine> reason = Columns.text("auditReasonColumn", "Reason", 160,
                line -> line.entry().reason());
        Columns.dress(table);
        table.getColumns().setAll(List.of(no, at, who, act, target, outcome, reason));
        Columns.grow(table, reason, 80, List.of(no));
        table.setPlaceholder(new Label(""));
        workspace.timesProperty().subscribe(times -> {
            at.setText("When, " + times.zoneLabel(workspace.clock().instant()));
            table.refresh();
        });
    }

    private static String who(AuditEntry entry) {
        return entry.actor().equals(entry.osUser()) ? entry.actor() : entry.actor() + " (" + entry.osUser() + ")";
    }

    private static final class OutcomeCell extends TableCell<AuditLine, AuditLine> {

        @Override
        protected void updateItem(@Nullable AuditLine line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("success", "danger", "warn", "accent", "muted");
            setText(line == null ? null : AuditWords.outcome(line));
            if (line != null) {
                getStyleClass().add(AuditWords.tone(line));
            }
        }
    }
}
