package dev.eventscope.desktop.fx;

import javafx.beans.DefaultProperty;
import javafx.collections.ObservableList;
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
    private static final int MOST_FITTED = 1_000;

    private @Nullable Control rows;
    private boolean fitted;

    public @Nullable Control getRows() {
        return rows;
    }

    public void setRows(Control newRows) {
        rows = newRows;
        getChildren().setAll(newRows);
        items(newRows).subscribe(this::requestLayout);
    }

    public boolean isFitted() {
        return fitted;
    }

    /// Whether it asks for as much height as its rows take, up to [#MOST_FITTED] of them, and for no more.
    public void setFitted(boolean newFitted) {
        fitted = newFitted;
        setMaxHeight(newFitted ? USE_PREF_SIZE : USE_COMPUTED_SIZE);
    }

    @Override
    protected void layoutChildren() {
        Control held = rows;
        if (held != null) {
            held.resizeRelocate(0, 0, getWidth(), wholeHeight(held));
        }
    }

    private double wholeHeight(Control held) {
        double row = rowHeight(held);
        double fitting = row > 0 ? Math.max(0, Math.floor((getHeight() - around(held)) / row)) : 0;
        return fitting == 0 ? getHeight() : around(held) + fitting * row;
    }

    @Override
    protected double computePrefHeight(double width) {
        Control held = rows;
        if (held == null) {
            return 0;
        }
        return fitted
                ? around(held) + Math.min(items(held).size(), MOST_FITTED) * rowHeight(held)
                : held.prefHeight(width);
    }

    /// What a row cannot have: the head of a table, and the padding.
    private static double around(Control held) {
        return (held instanceof TableView<?> ? HEAD : 0) + held.snappedTopInset() + held.snappedBottomInset();
    }

    private static double rowHeight(Control held) {
        return switch (held) {
            case TableView<?> table -> table.getFixedCellSize();
            case ListView<?> list -> list.getFixedCellSize();
            default -> throw new IllegalArgumentException("rows must be a table or a list, was " + held);
        };
    }

    private static ObservableList<?> items(Control held) {
        return held instanceof TableView<?> table ? table.getItems() : ((ListView<?>) held).getItems();
    }

    @Override
    protected double computePrefWidth(double height) {
        return rows == null ? 0 : rows.prefWidth(height);
    }
}
