package dev.eventscope.desktop.fx;

import java.util.List;
import javafx.collections.ObservableList;

/// Shows other rows in a list and leaves those alone that stay as they are, with their cells: a list whose rows are all replaced
/// lays every cell out anew.
///
/// Threads: FX thread.
public final class KeptRows {

    private static final int MOST_APART = 40;

    private KeptRows() {}

    /// Makes `items` equal to `rows`. Of long differences all is replaced: a change for each row would cost more.
    public static <T> void show(List<T> rows, ObservableList<T> items) {
        int common = Math.min(rows.size(), items.size());
        long differing = 0;
        for (int i = 0; i < common && differing <= MOST_APART; i++) {
            differing += rows.get(i).equals(items.get(i)) ? 0 : 1;
        }
        if (differing > MOST_APART || common == 0) {
            items.setAll(rows);
            return;
        }
        for (int i = 0; i < common; i++) {
            if (!rows.get(i).equals(items.get(i))) {
                items.set(i, rows.get(i));
            }
        }
        if (rows.size() > common) {
            items.addAll(rows.subList(common, rows.size()));
        } else {
            items.remove(common, items.size());
        }
    }
}
