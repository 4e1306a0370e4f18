package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;

import dev.eventscope.store.HeaderPage;
import dev.eventscope.store.TextTable;

/// Puts pages of headers together to [EventColumns]: older pages before, newer ones behind; each costs what it adds.
///
/// Shape: pages follow each other without holes. A link whose cause is read later is closed then.
/// Threads: not safe; what it answers is.
public final class ColumnLoader {

    private HeaderPage.Words words;
    private final TextTable schemas;
    private final WaitingCauses waiting;
    private int[] categoriesOfStreams = new int[64];
    private int knownStreams;
    private int lastSchema = EventColumns.NONE;
    private int lastSchemaNumber = EventColumns.NONE;
    private EventColumns.Numbers numbers = EventColumns.Numbers.EMPTY;
    /// The place of row 0: falls as rows come before it.
    private int firstPlace;
    private int[] patchedRows = new int[64];
    private long[] patches = new long[64];
    private int patchCount;

    public ColumnLoader() {
        this(new HeaderPage.Words(), TextTable.ofTexts(), new WaitingCauses());
    }

    private ColumnLoader(HeaderPage.Words words, TextTable schemas, WaitingCauses waiting) {
        this.words = words;
        this.schemas = schemas;
        this.waiting = waiting;
    }

    public int size() {
        return numbers.types().size();
    }

    /// What was loaded so far.
    public EventColumns columns() {
        EventColumns.Words view = new EventColumns.Words(words.streams(), words.categories(), words.types(),
                words.correlations(), schemas.view(), categoriesOfStreams);
        return new EventColumns(numbers, view, Oddities.NONE, waiting.missing(), firstPlace);
    }

    /// For columns with something before them that the next older page will not follow on.
    public ColumnLoader copy() {
        ColumnLoader copy = new ColumnLoader(words, schemas, waiting.copy());
        copy.categoriesOfStreams = categoriesOfStreams;
        copy.knownStreams = knownStreams;
        copy.numbers = numbers;
        copy.firstPlace = firstPlace;
        return copy;
    }

    /// Adds the page before the oldest row.
    public void prepend(HeaderPage page) {
        prepend(page, page.size());
    }

    /// Adds the first rows of a page before the oldest row.
    public void prepend(HeaderPage page, int count) {
        long[] causes = new long[count];
        patchCount = 0;
        for (int i = count - 1; i >= 0; i--) {
            int row = i;
            waiting.take(page.idHigh()[i], page.idLow()[i], place -> {
                int effect = place - firstPlace + count;
                if (effect < count) {
                    causes[effect] = EventColumns.causeCode(effect - row);
                } else {
                    patch(effect - count, EventColumns.causeCode(effect - row));
                }
            });
            causes[i] = beginCause(page, i, firstPlace - count + i, waiting);
        }
        patchCauses(numbers.causes());
        firstPlace -= count;
        numbers = joined(page, count, causes, true);
    }

    /// Adds the page behind the newest row; answers whether the rows before it are as they were.
    public boolean append(HeaderPage page) {
        int before = size();
        long[] causes = new long[page.size()];
        WaitingCauses fresh = new WaitingCauses();
        patchCount = 0;
        for (int i = 0; i < page.size(); i++) {
            int row = before + i;
            causes[i] = beginCause(page, i, firstPlace + row, fresh);
            waiting.take(page.idHigh()[i], page.idLow()[i],
                    place -> patch(place - firstPlace, EventColumns.causeCode(place - firstPlace - row)));
        }
        boolean untouched = patchCount == 0;
        patchCauses(numbers.causes());
        numbers = joined(page, page.size(), causes, false);
        close(fresh);
        fresh.moveTo(waiting);
        return untouched;
    }

    /// Looks once through all rows for causes that stand behind their effects, or came out of turn; answers whether there
    /// were any.
    public boolean closeLate() {
        close(waiting);
        boolean found = patchCount > 0;
        patches = new long[64];
        patchedRows = new int[64];
        waiting.trim();
        return found;
    }

    /// Forgets the rows from `rows` on, to read them again.
    public void keepFirst(int rows) {
        WaitingCauses kept = new WaitingCauses();
        waiting.moveTo(kept);
        EventColumns.Numbers n = numbers;
        numbers = new EventColumns.Numbers(n.idHigh().first(rows), n.idLow().first(rows), n.occurred().first(rows),
                n.recorded().first(rows), n.versions().first(rows), n.positions().first(rows), n.types().first(rows),
                n.streams().first(rows), n.correlations().first(rows), n.schemas().first(rows),
                n.causes().first(rows));
        kept.forEach((high, low, place) -> {
            if (place - firstPlace < rows) {
                waiting.add(high, low, place);
            }
        });
    }

    /// Beyond all positions where nothing was loaded.
    public long oldestPosition() {
        return size() == 0 ? Long.MAX_VALUE : numbers.positions().get(0);
    }

    /// The first row beyond a position.
    public int rowAfter(long position) {
        int row = size();
        while (row > 0 && numbers.positions().get(row - 1) > position) {
            row--;
        }
        return row;
    }

    private static long beginCause(HeaderPage page, int i, int place, WaitingCauses waiting) {
        long high = page.causeHigh()[i];
        long low = page.causeLow()[i];
        boolean none = (high == 0 && low == 0) || (high == page.idHigh()[i] && low == page.idLow()[i]);
        if (none) {
            return EventColumns.NO_CAUSE;
        }
        waiting.add(high, low, place);
        return EventColumns.MISSING_CAUSE;
    }

    /// From the newest row back, since causes are near their effects.
    private void close(WaitingCauses open) {
        patchCount = 0;
        for (int row = size() - 1; row >= 0 && open.size() > 0; row--) {
            int cause = row;
            open.take(numbers.idHigh().get(row), numbers.idLow().get(row),
                    place -> patch(place - firstPlace, EventColumns.causeCode(place - firstPlace - cause)));
        }
        patchCauses(numbers.causes());
    }

    private void patch(int row, long code) {
        if (patchCount == patches.length) {
            patches = Arrays.copyOf(patches, patchCount * 2);
            patchedRows = Arrays.copyOf(patchedRows, patchCount * 2);
        }
        patchedRows[patchCount] = row;
        patches[patchCount++] = code;
    }

    private void patchCauses(PackedColumn causes) {
        if (patchCount == 0) {
            return;
        }
        int[] order = RowSort.identity(patchCount);
        RowSort.sort(order, (one, other) -> Integer.compare(patchedRows[one], patchedRows[other]));
        long[] codes = new long[patchCount];
        int[] rows = new int[patchCount];
        for (int i = 0; i < patchCount; i++) {
            rows[i] = patchedRows[order[i]];
            codes[i] = patches[order[i]];
        }
        EventColumns.Numbers n = numbers;
        numbers = new EventColumns.Numbers(n.idHigh(), n.idLow(), n.occurred(), n.recorded(), n.versions(),
                n.positions(), n.types(), n.streams(), n.correlations(), n.schemas(),
                causes.with(rows, codes, patchCount));
    }

    private EventColumns.Numbers joined(HeaderPage page, int count, long[] causes, boolean before) {
        learn(page, count);
        EventColumns.Numbers n = numbers;
        long[] buffer = new long[count];
        return new EventColumns.Numbers(join(n.idHigh(), page.idHigh(), count, before),
                join(n.idLow(), page.idLow(), count, before), join(n.occurred(), page.occurred(), count, before),
                join(n.recorded(), page.recorded(), count, before), join(n.versions(), page.versions(), count, before),
                join(n.positions(), page.positions(), count, before),
                join(n.types(), widened(page.types(), buffer), count, before),
                join(n.streams(), widened(page.streams(), buffer), count, before),
                join(n.correlations(), widened(page.correlations(), buffer), count, before),
                join(n.schemas(), schemas(page, buffer), count, before),
                join(n.causes(), causes, count, before));
    }

    private static PackedColumn join(PackedColumn column, long[] values, int count, boolean before) {
        return before ? column.prepended(values, count) : column.appended(values, count);
    }

    private static long[] widened(int[] values, long[] buffer) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = values[i];
        }
        return buffer;
    }

    private long[] schemas(HeaderPage page, long[] buffer) {
        for (int i = 0; i < buffer.length; i++) {
            int schema = page.schemas()[i];
            if (schema != lastSchema) {
                lastSchema = schema;
                lastSchemaNumber = schemas.add(Integer.toString(schema));
            }
            buffer[i] = lastSchemaNumber;
        }
        return buffer;
    }

    /// The categories of streams that are new.
    private void learn(HeaderPage page, int count) {
        // a page that was set aside may know fewer words than one that came since
        if (page.words().size() > words.size()) {
            words = page.words();
        }
        if (words.streams().size() > categoriesOfStreams.length) {
            categoriesOfStreams = Arrays.copyOf(categoriesOfStreams, words.streams().size() * 3 / 2);
        }
        int known = knownStreams;
        for (int i = 0; i < count; i++) {
            int stream = page.streams()[i];
            if (stream >= known) {
                categoriesOfStreams[stream] = page.categories()[i];
                knownStreams = Math.max(knownStreams, stream + 1);
            }
        }
    }
}
