package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.model.ColumnLoader;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.EventColumnsBuilder;
import dev.eventscope.store.HeaderPage;

/// All headers of a store that were read so far, as columns.
///
/// Threads: one call at a time, each from any thread.
final class Shelf {

    private final ColumnLoader loader = new ColumnLoader();
    private @Nullable EventColumnsBuilder loose;
    private @Nullable HeaderPage beside;
    private int rowsBeside;
    private boolean onlyLonger;
    private boolean changed;
    private @Nullable EventColumns shown;

    /// How many events are here, but for those beside.
    int size() {
        return loose == null ? loader.size() : loose.size();
    }

    void add(Addition addition) {
        changed |= addition.size() > 0;
        switch (addition) {
            case Addition.Older(var page) -> {
                loader.prepend(page);
                onlyLonger &= page.size() == 0;
            }
            case Addition.Newer(var page, var after) -> {
                if (after != null) {
                    loader.keepFirst(loader.rowAfter(after));
                    onlyLonger = false;
                }
                onlyLonger &= loader.append(page);
            }
            case Addition.Beside(var page) -> {
                beside = page;
                onlyLonger = false;
            }
            case Addition.Loose(var headers) -> {
                loose = loose == null ? EventColumns.builder() : loose;
                loose.addAll(headers);
                onlyLonger = false;
            }
        }
    }

    /// Everything older has come: what waits for a cause now may find it out of turn.
    void complete() {
        if (loader.closeLate()) {
            changed = true;
            onlyLonger = false;
        }
    }

    /// Whether there is more than the columns that were asked for last.
    boolean isChanged() {
        return changed;
    }

    /// The columns that were asked for last.
    @Nullable
    EventColumns shown() {
        return shown;
    }

    /// Whether the next columns are those of before with rows behind them, and nothing else.
    boolean isOnlyLonger() {
        return onlyLonger && rowsBeside == older(beside);
    }

    EventColumns columns() {
        EventColumns columns = made();
        onlyLonger = true;
        changed = false;
        shown = columns;
        return columns;
    }

    private EventColumns made() {
        if (loose != null) {
            return loose.build();
        }
        HeaderPage aside = beside;
        rowsBeside = older(aside);
        if (aside == null || rowsBeside == 0) {
            return loader.columns();
        }
        ColumnLoader both = loader.copy();
        both.prepend(aside, rowsBeside);
        return both.columns();
    }

    private int older(@Nullable HeaderPage page) {
        int rows = 0;
        while (page != null && rows < page.size() && page.positions()[rows] < loader.oldestPosition()) {
            rows++;
        }
        return rows;
    }
}
