package dev.eventscope.desktop.timeline.draw;

import java.util.List;
import java.util.Set;

import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.IdleGaps;

/// Which part of an axis is looked at: a coordinate that is held at a pixel, how much one pixel is, and from which length
/// on an idle gap is folded.
///
/// Shape: a gap is never folded before it is as wide as a fold, and always before it is as wide as the plot; between the
///        two, `foldFrom` keeps what was decided when the view was fitted, so nothing in sight jumps while zooming.
/// Units: coordinates of the axis (microseconds or events); px from the left edge of the canvas.
public record Viewport(double anchor, double anchorPx, double unitsPerPx, double foldFrom) {

    /// The pixels between which the axis is drawn.
    public record Plot(double left, double right) {

        public double width() {
            return Math.max(1, right - left);
        }

        public double centre() {
            return (left + right) / 2;
        }
    }

    /// What a fitted view leaves free at either side: as wide as the open part of a fold, so that a fold just outside is not
    /// in sight. On both sides of an event it has room for the time in the ruler.
    public static final double MARGIN_PX = 44;
    private static final double KEPT_IN_SIGHT_PX = 80;
    /// A fitted view leaves no idle gap that takes more than this of what is not folded.
    private static final double LARGEST_IDLE_SHARE = 0.35;
    private static final double ANOTHER_ORDER = 20;
    private static final double FINEST_TIME = 0.02;
    private static final double FINEST_ORDER = 1 / 120.0;
    /// What one pixel is where everything happened at one instant.
    private static final double INSTANT_UNITS_PER_PX = 1_000;

    public Viewport {
        if (!(unitsPerPx > 0)) {
            throw new IllegalArgumentException("unitsPerPx must be above 0, was " + unitsPerPx);
        }
    }

    /// The view that shows everything between two coordinates, with the idle gaps folded that would take most of it.
    public static Viewport fit(double from, double to, Folding folding, Plot plot) {
        return between(from, to, folding, plot, MARGIN_PX);
    }

    /// As [#fit], from the very left of the plot to the very right.
    public static Viewport fill(double from, double to, Folding folding, Plot plot) {
        return between(from, to, folding, plot, 0);
    }

    private static Viewport between(double from, double to, Folding folding, Plot plot, double marginPx) {
        double room = Math.max(40, plot.width() - 2 * marginPx);
        double span = Math.max(0, to - from);
        int most = (int) (plot.width() / 2 / folding.size().capPx());
        List<Long> longest = folding.gaps().longest(from, to, most + 1);
        int folds = folds(longest, span, most);
        double folded = longest.stream().limit(folds).mapToLong(Long::longValue).sum();
        double open = span - folded;
        double unitsPerPx = open > 0 ? open / (room - folds * folding.size().capPx()) : INSTANT_UNITS_PER_PX;
        double foldFrom = folds == 0 ? Double.MAX_VALUE : longest.get(folds - 1);
        double start = open > 0 ? plot.left() + marginPx : plot.centre();
        return new Viewport(from, start, unitsPerPx, 0).foldingFrom(foldFrom, folding, plot);
    }

    /// How many of the longest gaps to fold: as few as leave no gap that dwarfs the rest.
    private static int folds(List<Long> longest, double span, int most) {
        double open = span;
        for (int folds = 0; folds <= Math.min(most, longest.size()) && open > 0; folds++) {
            double largest = folds < longest.size() ? longest.get(folds) : 0;
            if (largest <= LARGEST_IDLE_SHARE * open) {
                return folds;
            }
            open -= largest;
        }
        return foldsOfAnotherOrder(longest, most);
    }

    /// Where a few events are, each gap dwarfs the rest: only those are folded that are far longer than the next.
    private static int foldsOfAnotherOrder(List<Long> longest, int most) {
        int folds = 0;
        double steepest = ANOTHER_ORDER;
        for (int i = 1; i <= Math.min(most, longest.size() - 1) && longest.get(i) > 0; i++) {
            double steps = (double) longest.get(i - 1) / longest.get(i);
            if (steps >= steepest) {
                steepest = steps;
                folds = i;
            }
        }
        return folds;
    }

    /// Zooms by a factor (above 1 = nearer) and holds what is under the pixel.
    public Viewport zoomed(TimeScale now, double factor, double atPx, Folding folding) {
        double finest = now.axis().kind() == Axis.Kind.TIME ? FINEST_TIME : FINEST_ORDER;
        double extent = Math.max(now.axis().last() - now.axis().first(), finest * now.plot().width());
        double coarsest = Math.max(finest * 2, extent / (0.5 * now.plot().width()));
        double newUnits = Math.clamp(unitsPerPx / factor, finest, Math.max(coarsest, unitsPerPx));
        return new Viewport(now.at(atPx), atPx, newUnits, 0).foldingFrom(foldFrom, folding, now.plot());
    }

    /// Moves what is drawn by some pixels (to the right where positive), never so far that no event is left in sight.
    public Viewport panned(TimeScale now, double byPx) {
        Plot plot = now.plot();
        double first = now.axis().first();
        double last = now.axis().last();
        double kept = Math.min(KEPT_IN_SIGHT_PX, plot.width() / 4);
        if (byPx > 0 && now.at(plot.right() - kept - byPx) < first) {
            return new Viewport(first, Math.max(plot.right() - kept, now.px(first)), unitsPerPx, foldFrom);
        }
        if (byPx < 0 && now.at(plot.left() + kept - byPx) > last) {
            return new Viewport(last, Math.min(plot.left() + kept, now.px(last)), unitsPerPx, foldFrom);
        }
        return new Viewport(now.at(plot.centre() - byPx), plot.centre(), unitsPerPx, foldFrom);
    }

    /// Holds a coordinate in the middle of the plot.
    public Viewport centredOn(double coordinate, Plot plot) {
        return new Viewport(coordinate, plot.centre(), unitsPerPx, foldFrom);
    }

    /// The same view on a plot of another size.
    public Viewport resized(TimeScale now, Plot plot, Folding folding) {
        double centre = now.at(now.plot().centre());
        return new Viewport(centre, plot.centre(), unitsPerPx, 0).foldingFrom(foldFrom, folding, plot);
    }

    /// The scale of this view.
    public TimeScale scale(Axis axis, Folding folding, Plot plot) {
        return TimeScale.of(this, axis, folding, plot);
    }

    private Viewport foldingFrom(double wanted, Folding folding, Plot plot) {
        double shortest = folding.size().capPx() * unitsPerPx;
        double longest = Math.max(shortest, plot.width() * unitsPerPx);
        return new Viewport(anchor, anchorPx, unitsPerPx, Math.clamp(wanted, shortest, longest));
    }

    /// The gaps that may be folded, but for those a person opened, and how wide a fold is.
    public record Folding(IdleGaps gaps, Set<Long> opened, Size size) {

        /// A fold's own width, and how much of the gap stays open on either side of it.
        public record Size(double corePx, double leadPx) {

            public static final Size CANVAS = new Size(56, MARGIN_PX);
            public static final Size MINIMAP = new Size(8, 4);

            public double capPx() {
                return corePx + 2 * leadPx;
            }
        }

        public Folding {
            opened = Set.copyOf(opened);
        }

        public boolean isOpened(int gap) {
            return opened.contains(gaps.from(gap));
        }
    }
}
