package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

/// A part of a long ordered list, which grows at the end that is scrolled to; what lies far behind is let go again.
///
/// Shape: at most [#MOST] rows and a page. `C` is where a page begins or ends in the store, whether or not a row stands
///        there: a filter may let none through.
/// Threads: FX thread.
final class RowWindow<R, C> {

    static final int MOST = 4_000;

    /// Rows in the order of the list, and what was looked at for them; `first` and `last` are null where that was nothing.
    /// `isEnd` says that nothing lies beyond in the direction that was read.
    record Page<R, C>(List<R> rows, @Nullable C first, @Nullable C last, boolean isEnd) {}

    private final Function<R, C> placeOf;
    private final int most;
    private final ObservableList<R> rows = FXCollections.observableArrayList();
    private @Nullable C first;
    private @Nullable C last;
    private boolean atStart = true;
    private boolean atEnd = true;

    RowWindow(Function<R, C> placeOf) {
        this(placeOf, MOST);
    }

    RowWindow(Function<R, C> placeOf, int most) {
        this.placeOf = placeOf;
        this.most = most;
    }

    ObservableList<R> rows() {
        return rows;
    }

    @Nullable
    C first() {
        return first;
    }

    @Nullable
    C last() {
        return last;
    }

    /// Whether nothing lies before the first row.
    boolean isAtStart() {
        return atStart;
    }

    /// Whether nothing lay behind the last row when it was read.
    boolean isAtEnd() {
        return atEnd;
    }

    boolean isWhole() {
        return atStart && atEnd;
    }

    void clear() {
        show(new Page<>(List.of(), null, null, true), true, true);
    }

    /// Shows this page and nothing else.
    void show(Page<R, C> page, boolean isStart, boolean isEnd) {
        first = page.first();
        last = page.last();
        atStart = isStart;
        atEnd = isEnd;
        rows.setAll(page.rows());
    }

    void append(Page<R, C> page) {
        last = page.last() == null ? last : page.last();
        first = first == null ? page.first() : first;
        atEnd = page.isEnd();
        rows.addAll(page.rows());
        if (rows.size() > most + page.rows().size()) {
            rows.remove(0, rows.size() - most);
            first = placeOf.apply(rows.getFirst());
            atStart = false;
        }
    }

    void prepend(Page<R, C> page) {
        first = page.first() == null ? first : page.first();
        last = last == null ? page.last() : last;
        atStart = page.isEnd();
        rows.addAll(0, page.rows());
        if (rows.size() > most + page.rows().size()) {
            rows.remove(most, rows.size());
            last = placeOf.apply(rows.getLast());
            atEnd = false;
        }
    }
}
