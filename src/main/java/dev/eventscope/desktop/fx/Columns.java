package dev.eventscope.desktop.fx;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

/// Columns of tables in the house's form: 24-px rows, text left, figures right and mono, heads aligned with their column.
///
/// Shape: nothing here sorts. A table that holds a page of a larger list must not claim an order it does not have.
public final class Columns {

    private static final double SCROLL_BAR = 12;

    private Columns() {}

    /// A column of text. With the style class `path` what is too long loses its middle instead of its end.
    public static <R> TableColumn<R, R> text(String id, String head, double width, Function<R, @Nullable String> text) {
        return column(id, head, width, "text-column", text);
    }

    /// A column of figures: mono, right-aligned.
    public static <R> TableColumn<R, R> figure(String id, String head, double width,
            Function<R, @Nullable String> text) {
        return column(id, head, width, "figure", text);
    }

    /// A column of ids or times: mono, left-aligned.
    public static <R> TableColumn<R, R> mono(String id, String head, double width, Function<R, @Nullable String> text) {
        return column(id, head, width, "mono", text);
    }

    /// A column of text behind the mark of an event or stream.
    public static <R> TableColumn<R, R> marked(String id, String head, double width, Function<R, @Nullable String> text,
            Function<R, EventKind> kind, Function<R, String> category) {
        TableColumn<R, R> column = column(id, head, width, "text-column", text);
        column.setCellFactory(_ -> new MarkedCell<>(text, kind, category));
        return column;
    }

    /// The settings that every table shares.
    public static void dress(TableView<?> table) {
        table.setFixedCellSize(24);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.setTableMenuButtonVisible(false);
    }

    /// Makes one column take the room that the others leave. Where there is too little, columns of `droppable` go, the
    /// first first.
    ///
    /// Units: pixels; the growing column is never narrower than `leastPx`.
    public static <R> void grow(TableView<R> table, TableColumn<R, ?> growing, double leastPx,
            List<TableColumn<R, R>> droppable) {
        Runnable fit = () -> fit(table, growing, leastPx, droppable);
        table.widthProperty().subscribe(fit);
        table.getColumns().subscribe(fit);
        for (TableColumn<R, ?> column : table.getColumns()) {
            if (!column.equals(growing)) {
                column.widthProperty().subscribe(fit);
            }
            if (!droppable.contains(column)) {
                column.visibleProperty().subscribe(fit);
            }
        }
    }

    private static <R> void fit(TableView<R> table, TableColumn<R, ?> growing, double leastPx,
            List<TableColumn<R, R>> droppable) {
        double room = Math.floor(table.getWidth() - SCROLL_BAR);
        double others = table.getColumns().stream()
                .filter(column -> !column.equals(growing) && (column.isVisible() || droppable.contains(column)))
                .mapToDouble(TableColumn::getWidth).sum();
        for (TableColumn<R, R> column : droppable) {
            if (!table.getColumns().contains(column)) {
                continue;
            }
            boolean fits = others + leastPx <= room;
            others -= fits ? 0 : column.getWidth();
            column.setVisible(fits);
        }
        growing.setPrefWidth(Math.max(leastPx, room - others));
    }

    private static <R> TableColumn<R, R> column(String id, String head, double width, String style,
            Function<R, @Nullable String> text) {
        TableColumn<R, R> column = new TableColumn<>(head);
        column.setId(id);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add(style);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new TextCell<>(text));
        return column;
    }

    private static class TextCell<R> extends TableCell<R, R> {

        private final Function<R, @Nullable String> text;

        TextCell(Function<R, @Nullable String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            String shown = empty || row == null ? null : text.apply(row);
            setText(shown == null ? null : Shortened.line(shown));
        }
    }

    private static final class MarkedCell<R> extends TextCell<R> {

        private final Function<R, EventKind> kind;
        private final Function<R, String> category;
        private final Mark mark = Mark.ofCategory("");

        MarkedCell(Function<R, @Nullable String> text, Function<R, EventKind> kind, Function<R, String> category) {
            super(text);
            this.kind = kind;
            this.category = category;
            setGraphicTextGap(8);
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
            } else {
                mark.show(kind.apply(row), category.apply(row));
                setGraphic(mark);
            }
        }
    }
}
