package dev.eventscope.desktop.browse;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.store.EventCounter.Count;

/// What the list of streams says of itself. A number that was not counted has `≈` before it.
final class StreamWords {

    private StreamWords() {}

    /// `first 200 of 1,204 streams`; `total` is null before it is known.
    static String ofPages(RowWindow<StreamRow, String> window, boolean isFiltered, @Nullable Count total) {
        int rows = window.rows().size();
        if (window.isWhole()) {
            return !isFiltered || total == null ? Figures.plural(rows, "stream") : of(rows, total);
        }
        String first = window.isAtStart() ? "first " : window.isAtEnd() ? "last " : "";
        return first + (total == null ? Figures.plural(rows, "stream") : of(rows, total));
    }

    /// `scanned 412,000 of ≈ 9,800,000 events, 380,000 a second: 12 match`.
    static String ofScanUnderWay(StreamScan.Found found) {
        return "scanned " + Figures.count(found.seen())
                + (found.all() == null ? "" : " of " + Figures.count(found.all()))
                + " events, " + Figures.count(found.perSecond()) + " a second: " + matching(found);
    }

    static String ofStoppedScan(StreamScan.Found found) {
        return "stopped after " + Figures.plural(found.seen(), "event") + ": " + matching(found);
    }

    /// `7 events of 41,022 in 3 streams`.
    static String ofScan(StreamScan.Found found) {
        int streams = found.rows().size();
        return Figures.plural(found.matches(), "event") + " of " + Figures.count(found.seen()) + " in "
                + (streams == StreamScan.MOST_STREAMS ? "the first " : "") + Figures.plural(streams, "stream");
    }

    static String nothing(boolean isFiltered, @Nullable Count total) {
        if (!isFiltered) {
            return "This store has no streams yet.";
        }
        return total == null ? "None of the streams matches" : "0 of " + ofAll(total) + " match";
    }

    private static String matching(StreamScan.Found found) {
        return found.matches() == 0
                ? "none matches"
                : Figures.count(found.matches()) + (found.matches() == 1 ? " matches" : " match");
    }

    private static String of(int rows, Count total) {
        return Figures.count(rows) + " of " + ofAll(total);
    }

    private static String ofAll(Count total) {
        return Figures.count(total) + (total.value() == 1 ? " stream" : " streams");
    }
}
