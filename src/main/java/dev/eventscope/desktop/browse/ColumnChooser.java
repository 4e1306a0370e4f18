package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.Json;

/// Which columns a table shows: chosen in a menu, remembered with the store. The first column always stays.
///
/// Threads: FX thread.
final class ColumnChooser<R> {

    private final Workspace workspace;
    private final String key;
    private final TableView<R> table;
    private final Supplier<List<TableColumn<R, R>>> available;
    private final Set<String> hidden = new LinkedHashSet<>();

    /// `key` is what it is remembered by. `available` gives the columns there are, in their order.
    ColumnChooser(Workspace workspace, String key, TableView<R> table, Supplier<List<TableColumn<R, R>>> available) {
        this.workspace = workspace;
        this.key = key;
        this.table = table;
        this.available = available;
        workspace.sessionProperty().subscribe(_ -> remember());
    }

    /// Puts the columns into the table again, after those that are available have changed.
    void arrange() {
        List<TableColumn<R, R>> shown = available.get().stream().filter(column -> !hidden.contains(column.getId()))
                .toList();
        if (!shown.equals(table.getColumns())) {
            table.getColumns().setAll(shown);
        }
    }

    /// Fills a menu each time it opens; `more` are items of the table's own.
    void fill(MenuButton menu, Supplier<List<MenuItem>> more) {
        // A menu button without items does not open.
        menu.getItems().setAll(new MenuItem());
        menu.setOnShowing(_ -> {
            List<MenuItem> items = new ArrayList<>();
            available.get().stream().skip(1).map(this::item).forEach(items::add);
            items.addAll(more.get());
            menu.getItems().setAll(items);
        });
    }

    private MenuItem item(TableColumn<R, R> column) {
        CheckMenuItem item = new CheckMenuItem(nameOf(column));
        item.setMnemonicParsing(false); // the name may be that of a payload field, with an underscore in it
        item.setId("choose-" + column.getId());
        item.setSelected(!hidden.contains(column.getId()));
        item.setOnAction(_ -> {
            if (item.isSelected()) {
                hidden.remove(column.getId());
            } else {
                hidden.add(column.getId());
            }
            keep();
            arrange();
        });
        return item;
    }

    private static String nameOf(TableColumn<?, ?> column) {
        return column.getUserData() instanceof String name ? name : column.getText();
    }

    private void remember() {
        hidden.clear();
        for (JsonNode node : workspace.memory().get(workspace.session(), key)) {
            hidden.add(node.asText());
        }
        arrange();
    }

    private void keep() {
        ArrayNode array = Json.mapper().createArrayNode();
        hidden.forEach(array::add);
        workspace.memory().put(workspace.session(), key, array);
    }
}
