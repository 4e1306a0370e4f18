package dev.eventscope.desktop.browse;

import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;

import org.jspecify.annotations.Nullable;

/// When a table is scrolled near one of its ends, so that the next page is there before it is seen.
final class ScrollEnds {

    private static final int NEAR = 40;

    private ScrollEnds() {}

    static void watch(TableView<?> table, Runnable onStart, Runnable onEnd) {
        table.skinProperty().subscribe(skin -> {
            VirtualFlow<?> flow = flow(table);
            if (flow != null) {
                flow.positionProperty().addListener((_, _, _) -> look(table, flow, onStart, onEnd));
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
