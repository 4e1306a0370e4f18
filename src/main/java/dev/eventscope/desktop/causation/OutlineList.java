package dev.eventscope.desktop.causation;

import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;

import dev.eventscope.causality.CausationGraph;

/// The outline as a list: the row of the selected event is selected, and keys walk it, fold it and ask for more.
///
/// Threads: FX thread.
final class OutlineList {

    private final ListView<OutlineRow> list;
    private final CausationViewModel model;
    /// A row is selected because an event is, not by a person.
    private boolean following;

    OutlineList(ListView<OutlineRow> list, CausationViewModel model) {
        this.list = list;
        this.model = model;
        list.setCellFactory(_ -> new OutlineCell(model));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> choose(row));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        model.outline().rowsProperty().subscribe(this::show);
    }

    void focus() {
        list.requestFocus();
    }

    void move(int step) {
        int now = list.getSelectionModel().getSelectedIndex();
        select(Math.clamp((long) now + step, 0, Math.max(0, list.getItems().size() - 1)), 4);
    }

    /// Asks for more where the row can give more.
    void open() {
        OutlineRow row = list.getSelectionModel().getSelectedItem();
        if (row != null && row.opens()) {
            model.commands().open(row.unit());
        }
    }

    /// Selects the row of the selected event; where that stands in another row's node, that one.
    void followSelection() {
        int selected = model.selected();
        OutlineRow current = list.getSelectionModel().getSelectedItem();
        boolean onGroup = current != null && current.opens() && current.event() != selected;
        boolean there = current != null && current.event() == selected;
        int row = selected == CausationGraph.NONE || onGroup || there ? -1 : rowOf(selected);
        if (row >= 0) {
            following = true;
            select(row, 8);
            following = false;
        }
        list.refresh();
    }

    private int rowOf(int event) {
        List<OutlineRow> rows = list.getItems();
        int unit = model.scene().plan().unitOf(event);
        int ofUnit = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).event() == event) {
                return i;
            }
            ofUnit = ofUnit < 0 && rows.get(i).unit() == unit ? i : ofUnit;
        }
        return ofUnit;
    }

    private void show(List<OutlineRow> rows) {
        following = true;
        OutlineRow before = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(rows);
        if (before != null) {
            rows.stream().filter(row -> row.key().equals(before.key())).findFirst()
                    .ifPresent(list.getSelectionModel()::select);
        }
        following = false;
        followSelection();
    }

    private void choose(OutlineRow row) {
        if (row != null && !following) {
            if (row.ghost() || (row.opens() && row.figure().startsWith("×"))) {
                model.hover(row.unit());
            } else {
                model.commands().choose(row.event());
            }
        }
    }

    private void onKey(KeyEvent event) {
        OutlineRow row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> open();
            case LEFT -> foldOrLeave(row);
            case RIGHT -> unfoldOrEnter(row);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void unfoldOrEnter(OutlineRow row) {
        if (row.folded()) {
            model.fold(row, false);
        } else if (row.opens()) {
            open();
        } else if (row.parent()) {
            move(1);
        }
    }

    /// Folds what is open, else goes to the row above that it hangs from.
    private void foldOrLeave(OutlineRow row) {
        if (row.parent() && !row.folded()) {
            model.fold(row, true);
            return;
        }
        List<OutlineRow> rows = list.getItems();
        for (int i = list.getSelectionModel().getSelectedIndex() - 1; i >= 0; i--) {
            if (rows.get(i).depth() < row.depth()) {
                select(i, 4);
                return;
            }
        }
    }

    /// Selects a row and scrolls so that some rows above it are in sight.
    private void select(int row, int rowsAbove) {
        list.getSelectionModel().select(row);
        list.scrollTo(Math.max(0, row - rowsAbove));
    }
}
