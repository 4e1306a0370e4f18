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
        table.getItems().addListener((ListChangeListener<Object>) change -> {
            while (change.next()) {
                boolean isAnew = change.getRemovedSize() > 0 && change.getAddedSize() > 0;
                if (!isAnew && !change.wasPermutated() && !change.wasUpdated()) {
                    keepPlace(table, change.getFrom(), change.getAddedSize() - change.getRemovedSize());
                }
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

    /// Rows came or went from `from` on: the cells still stand as before, and are to stand so afterwards.
    private static void keepPlace(TableView<?> table, int from, int more) {
        VirtualFlow<?> flow = flow(table);
        IndexedCell<?> top = flow == null ? null : flow.getFirstVisibleCell();
        boolean hadRows = table.getItems().size() - more > 0;
        if (flow != null && top != null && hadRows && more != 0 && from <= top.getIndex()) {
            double hidden = -top.getLayoutY();
            table.scrollTo(Math.max(0, top.getIndex() + more));
            flow.scrollPixels(hidden);
        }
    }

    private static void look(TableView<?> table, VirtualFlow<?> flow, Runnable onStart, Runnable onEnd) {
        if (flow.getFirstVisibleCell() == null) {
            return;
        }
        if (flow.getFirstVisibleCell().getIndex() < NEAR) {
            onStart.run();
        }
        if (flow.getLastVisibleCell().getIndex() > table.getItems().size() - NEAR) {
            onEnd.run();
        }
    }

    private static @Nullable VirtualFlow<?> flow(TableView<?> table) {
        return table.getSkin() instanceof TableViewSkin<?>
                ? (VirtualFlow<?>) table.lookup(".virtual-flow")
                : null;
    }
}
