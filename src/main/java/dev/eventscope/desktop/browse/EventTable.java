package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.rules.structural.FieldPointer;

/// The table of a stream's events, bound to its model and to the selection of the window.
final class EventTable {

    private final Workspace workspace;
    private final EventListModel model;
    private final PinnedFields pins;
    private final TableView<EventHeader> table;
    private final Quiet quiet = new Quiet();

    EventTable(Workspace workspace, EventListModel model, PinnedFields pins, TableView<EventHeader> table) {
        this.workspace = workspace;
        this.model = model;
        this.pins = pins;
        this.table = table;
    }

    void setUp(MenuButton columnsButton) {
        ColumnChooser<EventHeader> chooser = new EventColumns(workspace, model, pins).addTo(table);
        chooser.fill(columnsButton, this::pinItems);
        table.setItems(model.events());
        EmptyBox empty = new EmptyBox("", () -> {}, _ -> {});
        model.streamProperty().subscribe(stream -> empty
                .show(stream == null ? "Choose a stream to see its events." : "", "", ""));
        model.factProperty().subscribe(fact -> {
            if (model.streamProperty().get() != null && !fact.isEmpty()) {
                empty.show(model.isFiltered() ? "No event of this stream matches." : "This stream has no events.", "",
                        "");
            }
        });
        table.setPlaceholder(empty);
        ScrollEnds.watch(table, model::moreAtStart, () -> {
            model.moreAtEndIfThere();
            if (ScrollEnds.isEndSeen(table)) {
                model.seen();
            }
        });
        table.getSelectionModel().selectedItemProperty().addListener((_, _, event) -> {
            if (event != null && quiet.isOver()) {
                workspace.selection().event(event);
            }
        });
        ScrollEnds.onItems(table, _ -> light());
        model.newEventsProperty().subscribe(count -> seeWhatIsThere(count.longValue()));
        RowMenus menus = new RowMenus(workspace);
        table.setRowFactory(_ -> menus.ofEvent());
        TableKeys.onOpen(table, () -> {
            EventHeader event = table.getSelectionModel().getSelectedItem();
            if (event != null && workspace.history().offers("timelineView")) {
                workspace.history().go("timelineView", Selected.of(event));
            }
        });
        TableKeys.on(table, KeyCode.HOME, () -> model.toStart(() -> TableKeys.select(table, 0)));
        TableKeys.on(table, KeyCode.END, () -> model.toEnd(this::selectLast));
        workspace.eventClockProperty().subscribe(_ -> table.refresh());
    }

    /// Lights the event of the window's selection, where it is in the list.
    void light() {
        EventHeader event = workspace.selection().get().event();
        int row = event == null ? -1 : model.indexOf(event);
        if (row >= 0 && table.getSelectionModel().getSelectedIndex() != row) {
            quiet.during(() -> TableKeys.select(table, row));
        } else if (row < 0) {
            quiet.during(() -> table.getSelectionModel().clearSelection());
        }
    }

    /// What came into the part on screen is no news that one would have to go to.
    private void seeWhatIsThere(long newEvents) {
        if (newEvents > 0) {
            table.layout();
            if (ScrollEnds.isEndSeen(table)) {
                model.seen();
            }
        }
    }

    void takeNew() {
        model.takeNew(() -> table.scrollTo(model.events().size() - 1));
    }

    void move(int by) {
        if (!model.events().isEmpty()) {
            int row = table.getSelectionModel().getSelectedIndex() + by;
            TableKeys.select(table, Math.clamp(row, 0, model.events().size() - 1));
        }
    }

    private void selectLast() {
        TableKeys.select(table, model.events().size() - 1);
    }

    /// Payload fields that can be added as columns, and those of one's own that can go.
    private List<MenuItem> pinItems() {
        List<MenuItem> items = new ArrayList<>();
        List<FieldPointer> absent = model.details().paths().stream().filter(path -> !pins.fields().contains(path))
                .toList();
        if (!absent.isEmpty() && pins.fields().size() < PinnedFields.MOST) {
            Menu add = new Menu("Add a payload field");
            add.setId("addFieldMenu");
            absent.forEach(path -> add.getItems().add(pinItem("add", path, () -> pins.add(path))));
            items.add(add);
        }
        List<FieldPointer> own = pins.fields().stream().filter(path -> !pins.isOfProfile(path)).toList();
        if (!own.isEmpty()) {
            Menu remove = new Menu("Remove a payload field");
            remove.setId("removeFieldMenu");
            own.forEach(path -> remove.getItems().add(pinItem("remove", path, () -> pins.remove(path))));
            items.add(remove);
        }
        if (!items.isEmpty()) {
            items.addFirst(new SeparatorMenuItem());
        }
        return items;
    }

    private MenuItem pinItem(String verb, FieldPointer path, Runnable action) {
        MenuItem item = new MenuItem(pins.label(path));
        item.setMnemonicParsing(false);
        item.setId(verb + path);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
