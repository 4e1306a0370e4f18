package dev.eventscope.desktop.replay.shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.KeptRows;

/// A state as an outline that folds. What is folded, selected and in sight stays so from version to version.
///
/// Shape: objects and arrays are open at first, long texts closed. A click on a line that has others under it, or Enter,
///        folds. ← and → are left to the view: they step versions.
/// Threads: FX thread.
public final class StateTree extends ListView<StateRow> {

    /// What a person can ask of a field by its menu.
    public interface Asked {
        boolean isWatched(String path);

        void watch(String path);

        void writer(String path, boolean before);
    }

    private static final Asked NOTHING = new Asked() {
        @Override
        public boolean isWatched(String path) {
            return false;
        }

        @Override
        public void watch(String path) {}

        @Override
        public void writer(String path, boolean before) {}
    };

    private Asked asked = NOTHING;
    private final ObjectProperty<Ages> ages = new SimpleObjectProperty<>(Ages.NONE);
    private List<StateRow> all = List.of();
    private List<StateRow> removed = List.of();
    /// The field that was chosen last; it may be absent from the version on show, and come back with the next.
    private @Nullable String wanted;
    private final Set<String> turned = new HashSet<>();

    public StateTree() {
        getStyleClass().add("state-tree");
        setAccessibleText("State");
        setCellFactory(_ -> {
            StateCell cell = new StateCell(this::isOpen, row -> asked.isWatched(row.path()), ages);
            cell.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    toggle(cell.getItem());
                }
            });
            return cell;
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setContextMenu(menu());
        getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && row.isField()) {
                wanted = row.path();
            }
        });
    }

    public void asks(Asked newAsked) {
        asked = newAsked;
    }

    public void show(List<StateRow> rows, Ages newAges) {
        ages.set(newAges);
        all = rows;
        removed = List.of();
        wanted = rows.isEmpty() ? null : wanted;
        rebuild();
    }

    public void clear() {
        show(List.of(), Ages.NONE);
    }

    /// Adds the fields that are there no longer, below.
    public void showRemoved(List<StateRow> rows) {
        if (!removed.equals(rows)) {
            removed = rows;
            rebuild();
        }
    }

    /// The path of the field that is chosen; of the first one that has changed where none is.
    public Optional<String> chosenPath() {
        return wanted != null
                ? Optional.of(wanted)
                : all.stream().filter(row -> ages.get().isChange(row) && row.size() == 0).map(StateRow::path)
                        .findFirst();
    }

    public void choose(String path) {
        wanted = path;
        fieldAt(path).ifPresent(getSelectionModel()::select);
    }

    /// Every line, folded away or not.
    public List<StateRow> allRows() {
        return all;
    }

    private boolean isOpen(StateRow row) {
        return (row.kind() == StateRow.Kind.TEXT) == turned.contains(row.path());
    }

    private void rebuild() {
        String chosen = wanted;
        List<StateRow> visible = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            StateRow row = all.get(i);
            visible.add(row);
            if (row.size() > 0 && !isOpen(row)) {
                i += row.size();
            }
        }
        visible.addAll(removed);
        KeptRows.show(visible, getItems());
        wanted = chosen; // the list selects what has come where the chosen line was
        select(chosen);
    }

    private void select(@Nullable String path) {
        StateRow row = path == null ? null : fieldAt(path).orElse(null);
        if (row == null) {
            getSelectionModel().clearSelection();
        } else if (!row.equals(getSelectionModel().getSelectedItem())) {
            getSelectionModel().clearAndSelect(getItems().indexOf(row));
        }
    }

    private Optional<StateRow> fieldAt(String path) {
        return getItems().stream().filter(row -> row.isField() && row.path().equals(path)).findFirst();
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
        MenuItem watch = new MenuItem("Watch");
        watch.setOnAction(_ -> chosenPath().ifPresent(asked::watch));
        MenuItem last = new MenuItem("Go to the last writer (B)");
        last.setOnAction(_ -> chosenPath().ifPresent(chosen -> asked.writer(chosen, false)));
        MenuItem before = new MenuItem("Go to the writer before (Shift+B)");
        before.setOnAction(_ -> chosenPath().ifPresent(chosen -> asked.writer(chosen, true)));
        ContextMenu menu = new ContextMenu(watch, last, before, new SeparatorMenuItem(), value, path);
        menu.setOnShowing(_ -> {
            StateRow chosen = getSelectionModel().getSelectedItem();
            menu.getItems().forEach(item -> item.setDisable(chosen == null || !chosen.isField()));
            watch.setText(chosen != null && asked.isWatched(chosen.path())
                    ? "Watch no longer (P)"
                    : "Watch (P)");
        });
        return menu;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
