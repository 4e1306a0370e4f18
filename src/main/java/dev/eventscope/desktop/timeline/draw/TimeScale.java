package dev.eventscope.desktop.timeline.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.IdleGaps;

/// Coordinates to pixels and back, for one frame: straight but for the folds.
///
/// Shape: grows with the coordinate everywhere. Folds are known for the plot and one plot's width on either side; beyond,
///        it goes on straight.
/// Units: coordinates of the axis; px from the left edge of the canvas.
/// Threads: immutable.
public final class TimeScale {

    /// A folded stretch: the gap it is in, what of it is folded, and where that is drawn.
    public record Fold(long gapFrom, long gapTo, double from, double to, double x, double width) {

        public double centre() {
            return x + width / 2;
        }

        double unitsPerPx() {
            return (to - from) / width;
        }
    }

    private final Axis axis;
    private final Plot plot;
    private final double unitsPerPx;
    private final List<Fold> folds;
    /// Coordinates and pixels at which the slope changes, ascending.
    private final double[] knees;
    private final double[] kneePx;

    private TimeScale(Axis axis, Plot plot, Viewport view, List<Fold> folds) {
        this.axis = axis;
        this.plot = plot;
        this.unitsPerPx = view.unitsPerPx();
        this.folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            knees = new double[]{view.anchor()};
            kneePx = new double[]{view.anchorPx()};
        } else {
            knees = folds.stream().flatMapToDouble(fold -> DoubleStream.of(fold.from(), fold.to()))
                    .toArray();
            kneePx = folds.stream()
                    .flatMapToDouble(fold -> DoubleStream.of(fold.x(), fold.x() + fold.width()))
                    .toArray();
        }
    }

    static TimeScale of(Viewport view, Axis axis, Folding folding, Plot plot) {
        return new TimeScale(axis, plot, view, new Folds(view, folding, plot).find());
    }

    public Axis axis() {
        return axis;
    }

    public Plot plot() {
        return plot;
    }

    public double unitsPerPx() {
        return unitsPerPx;
    }

    public List<Fold> folds() {
        return folds;
    }

    /// Where a coordinate is drawn.
    public double px(double coordinate) {
        return between(coordinate, knees, kneePx, 1 / unitsPerPx);
    }

    /// Where a row is drawn.
    public double rowPx(int row) {
        return px((double) axis.at(row));
    }

    /// What is drawn at a pixel.
    public double at(double px) {
        return between(px, kneePx, knees, unitsPerPx);
    }

    /// The fold that a coordinate is in.
    Optional<Fold> foldOf(double coordinate) {
        return folds.stream().filter(fold -> coordinate >= fold.from() && coordinate < fold.to()).findFirst();
    }

    public Optional<Fold> foldAt(double px) {
        return folds.stream().filter(fold -> px >= fold.x() && px < fold.x() + fold.width()).findFirst();
    }

    private static double between(double value, double[] from, double[] to, double slope) {
        int place = Arrays.binarySearch(from, value);
        if (place >= 0) {
            return to[place];
        }
        int after = -place - 1;
        if (after == 0) {
            return to[0] - (from[0] - value) * slope;
        }
        if (after == from.length) {
            return to[after - 1] + (value - from[after - 1]) * slope;
        }
        double part = (value - from[after - 1]) / (from[after] - from[after - 1]);
        return to[after - 1] + part * (to[after] - to[after - 1]);
    }

    /// Walks from the anchor to both sides and folds what is long enough.
    private record Folds(Viewport view, Folding folding, Plot plot) {

        List<Fold> find() {
            List<Fold> found = new ArrayList<>();
            double rightFrom = view.anchor();
            double rightPx = view.anchorPx();
            double leftFrom = rightFrom;
            double leftPx = rightPx;
            int gap = folding.gaps().next(folding.gaps().at(view.anchor()), view.foldFrom());
            if (gap != IdleGaps.NONE && isFolded(gap) && from(gap) < view.anchor() && view.anchor() < to(gap)) {
                double part = (view.anchor() - from(gap)) / (to(gap) - from(gap));
                Fold around = fold(gap, view.anchorPx() - part * core());
                found.add(around);
                leftFrom = around.from();
                leftPx = around.x();
                rightFrom = around.to();
                rightPx = around.x() + around.width();
            }
            walkRight(rightFrom, rightPx, found);
            walkLeft(leftFrom, leftPx, found);
            found.sort(Comparator.comparingDouble(Fold::x));
            return found;
        }

        private void walkRight(double from, double px, List<Fold> found) {
            int gap = folding.gaps().next(folding.gaps().at(from), view.foldFrom());
            double coordinate = from;
            double x = px;
            while (gap != IdleGaps.NONE) {
                if (isFolded(gap) && from(gap) >= coordinate) {
                    double foldPx = x + (from(gap) - coordinate) / view.unitsPerPx();
                    if (foldPx > plot.right() + plot.width()) {
                        return;
                    }
                    found.add(fold(gap, foldPx));
                    coordinate = to(gap);
                    x = foldPx + core();
                }
                gap = folding.gaps().next(gap + 1, view.foldFrom());
            }
        }

        private void walkLeft(double from, double px, List<Fold> found) {
            int gap = folding.gaps().previous(folding.gaps().at(from), view.foldFrom());
            double coordinate = from;
            double x = px;
            while (gap != IdleGaps.NONE) {
                if (isFolded(gap) && to(gap) <= coordinate) {
                    double foldPx = x - (coordinate - to(gap)) / view.unitsPerPx() - core();
                    if (foldPx + core() < plot.left() - plot.width()) {
                        return;
                    }
                    found.add(fold(gap, foldPx));
                    coordinate = from(gap);
                    x = foldPx;
                }
                gap = folding.gaps().previous(gap - 1, view.foldFrom());
            }
        }

        private boolean isFolded(int gap) {
            return folding.gaps().length(gap) / view.unitsPerPx() > folding.size().capPx() && !folding.isOpened(gap);
        }

        private Fold fold(int gap, double x) {
            return new Fold(folding.gaps().from(gap), folding.gaps().to(gap), from(gap), to(gap), x, core());
        }

        private double from(int gap) {
            return folding.gaps().from(gap) + folding.size().leadPx() * view.unitsPerPx();
        }

        private double to(int gap) {
            return folding.gaps().to(gap) - folding.size().leadPx() * view.unitsPerPx();
        }

        private double core() {
            return folding.size().corePx();
        }
    }
}
