package dev.eventscope.desktop.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;

/// A state as an outline that folds. What is folded, selected and in sight stays so from version to version.
///
/// Shape: objects and arrays are open at first, long texts closed. A click on a line that has others under it, or Enter,
///        folds. ← and → are left to the view: they step versions.
/// Threads: FX thread.
public final class StateTree extends ListView<StateRow> {

    private List<StateRow> all = List.of();
    private final Set<String> turned = new HashSet<>();

    public StateTree() {
        getStyleClass().add("state-tree");
        setAccessibleText("State");
        setCellFactory(_ -> {
            StateCell cell = new StateCell(this::isOpen);
            cell.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    toggle(cell.getItem());
                }
            });
            return cell;
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setContextMenu(menu());
    }

    void show(List<StateRow> rows) {
        all = rows;
        rebuild();
    }

    /// Every line, folded away or not.
    List<StateRow> allRows() {
        return all;
    }

    private boolean isOpen(StateRow row) {
        return (row.kind() == StateRow.Kind.TEXT) == turned.contains(row.path());
    }

    private void rebuild() {
        StateRow selected = getSelectionModel().getSelectedItem();
        List<StateRow> visible = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            StateRow row = all.get(i);
            visible.add(row);
            if (row.size() > 0 && !isOpen(row)) {
                i += row.size();
            }
        }
        getItems().setAll(visible);
        getSelectionModel().clearSelection();
        if (selected != null) {
            visible.stream().filter(row -> row.path().equals(selected.path())).findFirst()
                    .ifPresent(getSelectionModel()::select);
        }
    }

    private void toggle(@Nullable StateRow row) {
        if (row != null && row.size() > 0) {
            if (!turned.remove(row.path())) {
                turned.add(row.path());
            }
            rebuild();
        }
    }

    /// The list would take these keys for itself, Home and End too; here they belong to the versions.
    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            toggle(getSelectionModel().getSelectedItem());
            event.consume();
        } else if (getParent() != null && (event.getCode() == KeyCode.HOME || event.getCode() == KeyCode.END)) {
            getParent().fireEvent(event.copyFor(getParent(), getParent()));
            event.consume();
        }
    }

    private ContextMenu menu() {
        MenuItem value = new MenuItem("Copy value");
        value.setOnAction(_ -> copy(Objects.requireNonNull(getSelectionModel().getSelectedItem()).text()));
        MenuItem path = new MenuItem("Copy path");
        path.setOnAction(_ -> copy(Objects.requireNonNull(getSelectionModel().getSelectedItem()).path()));
        ContextMenu menu = new ContextMenu(value, path);
        menu.setOnShowing(_ -> {
            boolean none = getSelectionModel().getSelectedItem() == null;
            value.setDisable(none);
            path.setDisable(none);
        });
        return menu;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
