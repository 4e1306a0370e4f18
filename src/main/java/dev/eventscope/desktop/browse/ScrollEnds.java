package dev.eventscope.desktop.browse;

import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;

import org.jspecify.annotations.Nullable;

/// Scrolling of a table that holds a part of a longer list: the next page is read before its end is seen, and rows that come
/// or go above what is on screen leave that where it is.
final class ScrollEnds {

    private static final int NEAR = 40;

    private ScrollEnds() {}

    static void watch(TableView<?> table, Runnable onStart, Runnable onEnd) {
        table.skinProperty().subscribe(_ -> {
            VirtualFlow<?> flow = flow(table);
            if (flow != null) {
                flow.positionProperty().addListener((_, _, _) -> look(table, flow, onStart, onEnd));
            }
        });
        onItems(table, change -> {
            while (change.next()) {
                // A row that is replaced by itself with new figures, or a list that is read anew, moves nothing.
                if (change.wasAdded() != change.wasRemoved()) {
                    keepPlace(table);
                    return;
                }
            }
        });
    }

    /// Listens to the rows of a table behind its skin: before that knows of new rows, they cannot be scrolled to.
    static void onItems(TableView<?> table, ListChangeListener<Object> listener) {
        table.skinProperty().subscribe(skin -> {
            if (skin != null) {
                table.getItems().removeListener(listener);
                table.getItems().addListener(listener);
            }
        });
    }

    /// Scrolls only where the row is not wholly on screen, and leaves some rows round it.
    static void bringIntoView(TableView<?> table, int row) {
        VirtualFlow<?> flow = flow(table);
        if (flow == null || flow.getFirstVisibleCell() == null) {
            table.scrollTo(Math.max(0, row - 3));
            return;
        }
        int first = flow.getFirstVisibleCell().getIndex();
        int last = flow.getLastVisibleCell().getIndex();
        if (row <= first || row >= last) {
            table.scrollTo(Math.max(0, row - (last - first) / 2));
        }
    }

    /// Whether the last row of a table is on screen.
    static boolean isEndSeen(TableView<?> table) {
        VirtualFlow<?> flow = flow(table);
        return flow != null && flow.getLastVisibleCell() != null
                && flow.getLastVisibleCell().getIndex() >= table.getItems().size() - 1;
    }

    /// Rows came or went: the cells still stand as before, and what they show is to stand there afterwards.
    private static void keepPlace(TableView<?> table) {
        VirtualFlow<?> flow = flow(table);
        IndexedCell<?> top = flow == null ? null : flow.getFirstVisibleCell();
        int now = top == null ? -1 : rowOf(table, top);
        if (flow != null && top != null && now >= 0 && now != top.getIndex()) {
            // The first cell may be hidden by as much as its whole height.
            double hidden = Math.clamp(-top.getLayoutY() / table.getFixedCellSize(), 0, 1);
            table.scrollTo(now + (int) hidden);
            // Where fewer rows are left than the number of the first on screen was, the flow has laid out the end of the list.
            flow.layout();
            flow.scrollPixels((hidden - (int) hidden) * table.getFixedCellSize());
        }
    }

    /// By the position, since the cells still stand as before when it has changed.
    private static void look(TableView<?> table, VirtualFlow<?> flow, Runnable onStart, Runnable onEnd) {
        int rows = table.getItems().size();
        if (flow.getCellCount() != rows) {
            return; // the position is still that in the list before
        }
        int onScreen = (int) Math.ceil(table.getHeight() / table.getFixedCellSize());
        int first = (int) (flow.getPosition() * Math.max(0, rows - onScreen));
        if (first < NEAR) {
            onStart.run();
        }
        if (first + onScreen > rows - NEAR) {
            onEnd.run();
        }
    }

    /// Where what a cell shows is now: until the next layout its index is that of the list before. -1 where it has gone.
    private static int rowOf(TableView<?> table, IndexedCell<?> cell) {
        return cell.getItem() == null ? -1 : table.getItems().indexOf(cell.getItem());
    }

    private static @Nullable VirtualFlow<?> flow(TableView<?> table) {
        return table.getSkin() instanceof TableViewSkin<?>
                ? (VirtualFlow<?>) table.lookup(".virtual-flow")
                : null;
    }
}
