package dev.eventscope.desktop.browse;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/// What keys and the mouse do in a table that holds a part of a longer list.
final class TableKeys {

    private TableKeys() {}

    /// Enter, or a double click.
    static void onOpen(Node table, Runnable action) {
        table.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                action.run();
            }
        });
        on(table, KeyCode.ENTER, action);
    }

    /// Before the table's own keys.
    static void on(Node table, KeyCode code, Runnable action) {
        table.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == code && !key.isShortcutDown() && !key.isAltDown()) {
                key.consume();
                action.run();
            }
        });
    }

    static void select(TableView<?> table, int row) {
        if (row >= 0 && row < table.getItems().size()) {
            table.getSelectionModel().clearAndSelect(row);
            ScrollEnds.bringIntoView(table, row);
        }
    }
}
