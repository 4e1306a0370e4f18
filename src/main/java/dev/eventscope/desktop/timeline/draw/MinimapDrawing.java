package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing.MiniColumn;
import dev.eventscope.desktop.timeline.draw.Drawing.Minimap;
import dev.eventscope.desktop.timeline.model.Axis;

/// All events in columns, and the part that is in view.
public final class MinimapDrawing {

    private static final double HIGHEST = 30;
    private static final double NARROWEST_FRAME = 24;

    private final DrawingMaker.Subject subject;
    private final Sight sight;
    private final Times times;

    MinimapDrawing(DrawingMaker.Subject subject, Sight sight, Times times) {
        this.subject = subject;
        this.sight = sight;
        this.times = times;
    }

    /// The scale of the minimap: from the first event to the last.
    public static TimeScale scale(Contents contents, Sight sight) {
        boolean folded = sight.folding().gaps() != contents.folding(false, Set.of()).gaps();
        Viewport.Folding folding = contents.overviewFolding(folded);
        Axis axis = contents.axis();
        return Viewport.fit(axis.first(), axis.last(), folding, sight.plot()).scale(axis, folding, sight.plot());
    }

    Minimap make(TimeScale view) {
        TimeScale overview = scale(subject.contents(), sight);
        double from = overview.px(view.at(view.plot().left()));
        double to = overview.px(view.at(view.plot().right()));
        double widen = Math.max(0, NARROWEST_FRAME - (to - from)) / 2;
        double left = Math.clamp(from - widen, view.plot().left() + 4, view.plot().right() - NARROWEST_FRAME - 4);
        double right = Math.clamp(to + widen, left + NARROWEST_FRAME, view.plot().right() - 4);
        List<Double> folds = overview.folds().stream().map(TimeScale.Fold::centre).toList();
        return new Minimap(title(), subject.note(), columns(overview), folds, Math.rint(left), Math.rint(right));
    }

    private String title() {
        Axis axis = subject.contents().axis();
        if (axis.isEmpty()) {
            return "No events";
        }
        if (axis.kind() != Axis.Kind.TIME) {
            return axis.kind() == Axis.Kind.ORDER ? "All events in order" : "All events by cause";
        }
        return Ruler.span(Ruler.instant(axis.first()), Ruler.instant(axis.last()), times);
    }

    private List<MiniColumn> columns(TimeScale overview) {
        Axis axis = subject.contents().axis();
        List<MiniColumn> columns = new ArrayList<>();
        if (axis.isEmpty()) {
            return columns;
        }
        int bins = (int) ((overview.px(overview.axis().last()) - overview.px(overview.axis().first()))
                / Sizes.COLUMN_PITCH) + 1;
        double start = Math.floor(overview.px(overview.axis().first()));
        int[] counts = new int[bins];
        boolean[] failed = new boolean[bins];
        int most = 1;
        int place = 0;
        for (int bin = 0; bin < bins; bin++) {
            double from = bin == 0 ? Double.NEGATIVE_INFINITY : overview.at(start + bin * Sizes.COLUMN_PITCH);
            double to = bin == bins - 1
                    ? Double.POSITIVE_INFINITY
                    : overview.at(start + (bin + 1) * Sizes.COLUMN_PITCH);
            int next = axis.lowerBound(to);
            counts[bin] = next - place;
            failed[bin] = counts[bin] > 0 && subject.contents().streams().failures(from, to) > 0;
            most = Math.max(most, counts[bin]);
            place = next;
        }
        for (int bin = 0; bin < bins; bin++) {
            double height = counts[bin] == 0
                    ? 1
                    : Math.max(2, Math.rint(Math.sqrt((double) counts[bin] / most) * HIGHEST));
            columns.add(new MiniColumn(start + bin * Sizes.COLUMN_PITCH, height, failed[bin]));
        }
        return columns;
    }
}
