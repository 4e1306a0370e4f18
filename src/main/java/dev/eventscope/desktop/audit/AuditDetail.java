package dev.eventscope.desktop.audit;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.AuditEntry;

/// What one row of the audit says, a fact a line; each can be marked and copied.
final class AuditDetail extends GridPane {

    private static final double NAMES_PX = 96;

    AuditDetail() {
        getStyleClass().add("audit-facts");
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(List.of(new ColumnConstraints(NAMES_PX), values));
    }

    void show(AuditEntry entry, Times times) {
        getChildren().clear();
        int row = 0;
        row = fact(row, "Who", entry.actor(), "the server's session user");
        row = fact(row, "OS user", entry.osUser(), "only what the client says");
        row = fact(row, "When", times.shortDay(entry.at()) + " " + times.clock(entry.at()), "the server's clock");
        row = fact(row, "Client", entry.client(), "");
        row = fact(row, "Target", entry.what(), "");
        row = fact(row, "Reason", entry.reason(), "");
        row = fact(row, "Evidence", entry.evidence(), "");
        row = fact(row, "Refused", entry.refusal() == null ? null : entry.refusal().replace('_', ' '), "");
        row = fact(row, "Request", entry.requestId().toString(), "");
        row = fact(row, "Event", entry.eventId() == null ? null : entry.eventId().toString(), "");
        row = fact(row, "Follows", entry.previousHash(), "hash of the row before");
        fact(row, "Hash", entry.hash(), "");
    }

    private int fact(int row, String name, @Nullable String value, String what) {
        if (value == null || value.isEmpty()) {
            return row;
        }
        Label label = new Label(name);
        label.getStyleClass().addAll("small", "muted");
        TextField text = new TextField(value);
        text.setEditable(false);
        text.setFocusTraversable(false);
        text.setAccessibleText(what.isEmpty() ? name : name + ", " + what);
        text.getStyleClass().addAll("mono", "bare", "audit-value");
        addRow(row, label, text);
        return row + 1;
    }
}
