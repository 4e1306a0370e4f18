package dev.eventscope.desktop.fx;

import javafx.beans.DefaultProperty;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// Holds a table and gives it a height of whole rows; what remains below stays empty.
///
/// Shape: for tables with a fixed cell size, without a horizontal scroll bar.
@DefaultProperty("table")
public final class WholeRows extends Region {

    private static final double HEAD = 24;

    private @Nullable TableView<?> table;

    public @Nullable TableView<?> getTable() {
        return table;
    }

    public void setTable(TableView<?> newTable) {
        table = newTable;
        getChildren().setAll(newTable);
    }

    @Override
    protected void layoutChildren() {
        TableView<?> held = table;
        if (held != null) {
            double row = held.getFixedCellSize();
            double rows = row > 0 ? Math.max(0, Math.floor((getHeight() - HEAD) / row)) : 0;
            double height = rows == 0 ? getHeight() : HEAD + rows * row;
            held.resizeRelocate(0, 0, getWidth(), height);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return table == null ? 0 : table.prefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return table == null ? 0 : table.prefWidth(height);
    }
}
