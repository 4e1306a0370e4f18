package dev.eventscope.desktop.fx;

import javafx.beans.DefaultProperty;
import javafx.scene.control.Control;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// Holds a table or a list and gives it a height of whole rows; what remains below stays empty.
///
/// Shape: for a fixed cell size, without a horizontal scroll bar.
@DefaultProperty("rows")
public final class WholeRows extends Region {

    private static final double HEAD = 24;

    private @Nullable Control rows;

    public @Nullable Control getRows() {
        return rows;
    }

    public void setRows(Control newRows) {
        rows = newRows;
        getChildren().setAll(newRows);
    }

    @Override
    protected void layoutChildren() {
        Control held = rows;
        if (held != null) {
            held.resizeRelocate(0, 0, getWidth(), wholeHeight(held));
        }
    }

    private double wholeHeight(Control held) {
        double head = held instanceof TableView<?> ? HEAD : 0;
        double row = switch (held) {
            case TableView<?> table -> table.getFixedCellSize();
            case ListView<?> list -> list.getFixedCellSize();
            default -> 0;
        };
        double fitting = row > 0 ? Math.max(0, Math.floor((getHeight() - head) / row)) : 0;
        return fitting == 0 ? getHeight() : head + fitting * row;
    }

    @Override
    protected double computePrefHeight(double width) {
        return rows == null ? 0 : rows.prefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return rows == null ? 0 : rows.prefWidth(height);
    }
}
