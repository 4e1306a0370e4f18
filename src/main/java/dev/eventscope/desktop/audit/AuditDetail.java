package dev.eventscope.desktop.audit;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.saga.AuditEntry;

/// What one row of the audit says, a fact a line; what is too long is cut in its middle, told
/// whole by its tooltip, and copied whole.
final class AuditDetail extends GridPane {

    private static final double NAMES_PX = 96;
    private static final double TOOLTIP_PX = 560;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

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
        Label text = new Label(Shortened.line(value));
        text.setId("audit" + name.replace(" ", "") + "Value");
        text.setMinWidth(0);
        text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        text.setFocusTraversable(true);
        text.setAccessibleText(name + (what.isEmpty() ? "" : ", " + what) + ": " + text.getText());
        text.setTooltip(new Tooltip(text.getText() + System.lineSeparator() + "Double click or Ctrl+C copies it"));
        text.getTooltip().setWrapText(true);
        text.getTooltip().setMaxWidth(TOOLTIP_PX);
        text.getStyleClass().addAll("mono", "audit-value");
        copies(text, value);
        addRow(row, label, text);
        return row + 1;
    }

    /// As it is in the audit, not as it is shown.
    private static void copies(Label shown, String value) {
        MenuItem copy = new MenuItem("Copy");
        copy.setOnAction(_ -> copy(value));
        shown.setContextMenu(new ContextMenu(copy));
        shown.setOnMouseClicked(click -> {
            shown.requestFocus();
            if (click.getClickCount() == 2) {
                copy(value);
            }
        });
        shown.setOnKeyPressed(key -> {
            if (COPY.match(key)) {
                copy(value);
                key.consume();
            }
        });
    }

    private static void copy(String value) {
        ClipboardContent content = new ClipboardContent();
        content.putString(value);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
