package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.timeline.draw.Drawing.MiniColumn;
import dev.eventscope.desktop.timeline.draw.Drawing.Minimap;
import dev.eventscope.desktop.timeline.model.Axis;

/// All events in columns, at the scale of the minimap: the same from frame to frame, whatever part of them is in view.
///
/// Threads: immutable.
public final class Overview {

    private static final double HIGHEST = 30;

    private final Contents contents;
    private final boolean folded;
    private final Viewport.Plot plot;
    private final Times times;
    private final TimeScale scale;
    private final String title;
    private final List<MiniColumn> columns;
    private final List<Double> folds;

    private Overview(Contents contents, Sight sight, Times times) {
        this.contents = contents;
        this.times = times;
        folded = isFolded(contents, sight);
        plot = sight.plot();
        scale = scale(contents, sight);
        title = title();
        columns = List.copyOf(columns());
        folds = scale.folds().stream().map(TimeScale.Fold::centre).toList();
    }

    public static Overview of(Contents contents, Sight sight, Times times) {
        return new Overview(contents, sight, times);
    }

    /// The scale of the minimap: from the first event to the last.
    public static TimeScale scale(Contents contents, Sight sight) {
        Viewport.Folding folding = contents.overviewFolding(isFolded(contents, sight));
        Axis axis = contents.axis();
        return Viewport.fit(axis.first(), axis.last(), folding, sight.plot()).scale(axis, folding, sight.plot());
    }

    /// Whether another frame has the same.
    public boolean isOf(Contents others, Sight sight, Times wanted) {
        return contents == others && times.equals(wanted) && plot.equals(sight.plot())
                && folded == isFolded(others, sight);
    }

    /// Whether it is of these events.
    public boolean isOf(Contents others) {
        return contents == others;
    }

    TimeScale scale() {
        return scale;
    }

    /// The minimap with a frame around what is in view.
    Minimap minimap(String note, double viewFrom, double viewTo) {
        return new Minimap(title, note, columns, folds, viewFrom, viewTo);
    }

    private static boolean isFolded(Contents contents, Sight sight) {
        return sight.folding().gaps() != contents.folding(false, Set.of()).gaps();
    }

    private String title() {
        Axis axis = contents.axis();
        if (axis.isEmpty()) {
            return "No events";
        }
        if (axis.kind() != Axis.Kind.TIME) {
            return axis.kind() == Axis.Kind.ORDER ? "All events in order" : "All events by cause";
        }
        return Ruler.span(Ruler.instant(axis.first()), Ruler.instant(axis.last()), times);
    }

    private List<MiniColumn> columns() {
        Axis axis = contents.axis();
        List<MiniColumn> made = new ArrayList<>();
        if (axis.isEmpty()) {
            return made;
        }
        int bins = (int) ((scale.px(scale.axis().last()) - scale.px(scale.axis().first()))
                / Sizes.COLUMN_PITCH) + 1;
        double start = Math.floor(scale.px(scale.axis().first()));
        int[] counts = new int[bins];
        boolean[] failed = new boolean[bins];
        int most = 1;
        int place = 0;
        for (int bin = 0; bin < bins; bin++) {
            double from = bin == 0 ? Double.NEGATIVE_INFINITY : scale.at(start + bin * Sizes.COLUMN_PITCH);
            double to = bin == bins - 1
                    ? Double.POSITIVE_INFINITY
                    : scale.at(start + (bin + 1) * Sizes.COLUMN_PITCH);
            int next = axis.lowerBound(to);
            counts[bin] = next - place;
            failed[bin] = counts[bin] > 0 && contents.streams().failures(from, to) > 0;
            most = Math.max(most, counts[bin]);
            place = next;
        }
        for (int bin = 0; bin < bins; bin++) {
            double height = counts[bin] == 0
                    ? 1
                    : Math.max(2, Math.rint(Math.sqrt((double) counts[bin] / most) * HIGHEST));
            made.add(new MiniColumn(start + bin * Sizes.COLUMN_PITCH, height, failed[bin]));
        }
        return made;
    }
}
