package dev.eventscope.desktop.upcast;

import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;

/// Columns of the tables of this view.
final class Columns {

    private Columns() {}

    /// A column whose cells are filled by `fill`; they carry the style classes, their heads the same.
    ///
    /// Shape: `fill` may add the classes `zero`, `warn` and `danger`, which go before the next filling.
    static <T> TableColumn<T, T> of(String title, double widthPx, BiConsumer<TableCell<T, T>, T> fill,
            String... styles) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setPrefWidth(widthPx);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                setGraphic(null);
                getStyleClass().removeAll("zero", "warn", "danger");
                if (!empty && row != null) {
                    fill.accept(this, row);
                }
            }
        });
        return column;
    }

    /// A column of text.
    static <T> TableColumn<T, T> text(String title, double widthPx, Function<T, String> text, String... styles) {
        return of(title, widthPx, (cell, row) -> cell.setText(text.apply(row)), styles);
    }

    /// A column of counts, right-aligned; zero is faint, anything else takes `tone` where there is one.
    static <T> TableColumn<T, T> count(String title, double widthPx, Function<T, Long> count, @Nullable String tone,
            String... styles) {
        TableColumn<T, T> column = of(title, widthPx, (cell, row) -> {
            long number = count.apply(row);
            cell.setText(Figures.count(number));
            if (number == 0) {
                cell.getStyleClass().add("zero");
            } else if (tone != null) {
                cell.getStyleClass().add(tone);
            }
        }, styles);
        column.getStyleClass().add("figure");
        return column;
    }

    /// A column that shows a type with its mark, and nothing where `name` gives nothing.
    static <T> TableColumn<T, T> type(double widthPx, Function<T, String> name, Function<T, String> category) {
        return of("Type", widthPx, (cell, row) -> {
            String type = name.apply(row);
            cell.setText(type);
            if (!type.isEmpty() && !category.apply(row).isEmpty()) {
                cell.setGraphic(new Mark(EventKind.of(type), category.apply(row)));
                cell.setGraphicTextGap(8);
            }
        }, "first");
    }
}
