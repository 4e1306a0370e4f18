package dev.eventscope.desktop.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// JSON as an outline: one value a line, objects and arrays fold.
///
/// Shape: only the lines on screen have nodes; a value that is too long for its line is cut, whole in its tooltip. Click
///        or ← → folds.
/// Threads: FX thread; [JsonRows#of] belongs off it.
public final class JsonView extends ListView<JsonRow> {

    private static final int INDENT_PX = 16;
    private static final int DEEPEST_INDENT = 12;
    private static final int LONG_TEXT = 30;

    private List<JsonRow> all = List.of();
    /// By identity: two lines may be equal where a key stands twice.
    private final Set<JsonRow> folded = Collections.newSetFromMap(new IdentityHashMap<>());
    private Function<JsonRow, @Nullable String> rowStyle = _ -> null;

    public JsonView() {
        getStyleClass().add("json-view");
        setCellFactory(_ -> new Cell());
        setContextMenu(menu());
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /// Shows a payload. The line of the whole, which every payload has, is left out where it is an object.
    public void show(JsonRows rows) {
        all = rows.rows();
        folded.clear();
        rebuild();
        scrollTo(0);
    }

    public void clear() {
        all = List.of();
        folded.clear();
        getItems().clear();
    }

    /// A style class for a line (`changed`, `removed`), or null.
    public void setRowStyle(Function<JsonRow, @Nullable String> style) {
        rowStyle = style;
        refresh();
    }

    /// How many lines there are with nothing folded.
    public int rowCount() {
        return all.size();
    }

    private void rebuild() {
        List<JsonRow> visible = new ArrayList<>(all.size());
        boolean bare = all.size() > 1 && all.getFirst().isContainer();
        for (int i = bare ? 1 : 0; i < all.size(); i++) {
            JsonRow row = all.get(i);
            visible.add(row);
            if (folded.contains(row)) {
                i += row.size();
            }
        }
        getItems().setAll(visible);
    }

    private void toggle(@Nullable JsonRow row) {
        if (row == null || row.size() == 0) {
            return;
        }
        if (!folded.remove(row)) {
            folded.add(row);
        }
        int selected = getSelectionModel().getSelectedIndex();
        rebuild();
        getSelectionModel().select(selected);
    }

    private void onKey(KeyEvent event) {
        JsonRow row = getSelectionModel().getSelectedItem();
        if (row == null || row.size() == 0) {
            return;
        }
        boolean isFolded = folded.contains(row);
        if ((event.getCode() == KeyCode.LEFT && !isFolded) || (event.getCode() == KeyCode.RIGHT && isFolded)) {
            toggle(row);
            event.consume();
        }
    }

    private ContextMenu menu() {
        MenuItem value = new MenuItem("Copy value");
        value.setOnAction(_ -> copy(false));
        MenuItem path = new MenuItem("Copy path");
        path.setOnAction(_ -> copy(true));
        return new ContextMenu(value, path);
    }

    private void copy(boolean path) {
        JsonRow row = getSelectionModel().getSelectedItem();
        if (row != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(path ? row.path() : row.text());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private final class Cell extends ListCell<JsonRow> {

        private final Region indent = new Region();
        private final Region fold = new Region();
        private final Label key = new Label();
        private final Label value = new Label();
        private final HBox line = new HBox(indent, key, value, fold);

        Cell() {
            line.getStyleClass().add("json-line");
            fold.getStyleClass().add("json-fold");
            key.getStyleClass().add("json-key");
            key.setMinWidth(Region.USE_PREF_SIZE);
            value.setMinWidth(0);
            line.setMinWidth(0);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    toggle(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable JsonRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().removeAll("changed", "added", "removed", "failed");
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            int levels = Math.min(Math.max(row.depth() - 1, 0), DEEPEST_INDENT);
            indent.setMinWidth(levels * (double) INDENT_PX);
            boolean open = row.size() > 0 && !folded.contains(row);
            fold.setVisible(row.size() > 0 && !open);
            key.setText(row.key() == null ? "" : row.key() + ": ");
            value.setText(open ? "" : row.text());
            Restyle.as(value, "label", row.kind().styleClass());
            Restyle.tip(value, row.text().length() > LONG_TEXT ? row.text() : null);
            String style = rowStyle.apply(row);
            if (style != null) {
                getStyleClass().add(style);
            }
            setGraphic(line);
        }
    }
}
