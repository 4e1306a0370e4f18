package dev.eventscope.desktop.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.draw.Overview;
import dev.eventscope.desktop.timeline.draw.Sight;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.draw.TimeScale;
import dev.eventscope.desktop.timeline.draw.Viewport;
import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.IdleGaps;

/// Where the timeline looks: the view of the axis, what is folded, how far the lanes are scrolled, the marked range.
///
/// Shape: keeps what is in sight where it is when the contents grow, the canvas changes its size, or the axis its kind.
/// Units: px of the canvas; coordinates of the axis.
/// Threads: FX thread.
final class Camera {

    /// What was worked out for some contents.
    private record Idle(Contents contents, @Nullable String correlation, IdleGaps gaps) {}

    private Contents contents;
    private @Nullable String correlation;
    private @Nullable Idle idle;
    private double width = 1_000;
    private double height = 500;
    private @Nullable Viewport viewport;
    private boolean folded = true;
    private Set<Long> opened = Set.of();
    private double scrollPx;
    /// What the view was fitted to, as long as nobody has moved it: another size is fitted anew.
    private @Nullable Span fitted;
    private @Nullable Span range;

    Camera(Contents contents) {
        this.contents = contents;
    }

    Sight sight() {
        return new Sight(width, height, viewport(), folding(), scrollPx, range);
    }

    TimeScale scale() {
        return viewport().scale(contents.axis(), folding(), plot());
    }

    /// What is in sight, from edge to edge.
    Span inSight() {
        return Span.between(scale().at(plot().left()), scale().at(plot().right()));
    }

    double height() {
        return height;
    }

    @Nullable
    Span range() {
        return range;
    }

    void mark(@Nullable Span newRange) {
        range = newRange;
    }

    /// Looks at other contents and keeps what is in sight, as far as it is in both.
    void look(Contents next) {
        Viewport before = viewport;
        if (before != null && contents.axis().kind() != next.axis().kind() && !contents.axis().isEmpty()) {
            changeAxis(next);
        } else if (before != null && next.axis().kind() != Axis.Kind.TIME) {
            contents = keepPlace(next, before);
        } else {
            contents = next;
        }
    }

    /// Folds the time in which nothing of a correlation happens; null: nothing at all.
    void follow(@Nullable String newCorrelation) {
        correlation = newCorrelation;
    }

    /// Everything goes: another store.
    void reset(Contents next) {
        correlation = null;
        contents = next;
        viewport = null;
        fitted = null;
        opened = Set.of();
        scrollPx = 0;
        range = null;
    }

    void resize(double newWidth, double newHeight) {
        TimeScale before = scale();
        width = Math.max(100, newWidth);
        height = Math.max(100, newHeight);
        Span whole = fitted;
        if (whole != null) {
            fit(whole.from(), whole.to());
        } else if (viewport != null) {
            viewport = viewport.resized(before, plot(), folding());
        }
    }

    /// Zooms and holds what is at a pixel.
    void zoom(double factor, double atPx) {
        move(viewport().zoomed(scale(), factor, Math.clamp(atPx, plot().left(), plot().right()), folding()));
    }

    void pan(double byPx) {
        move(viewport().panned(scale(), byPx));
    }

    void scrollTo(double newScrollPx) {
        scrollPx = Math.max(0, newScrollPx);
    }

    void fit(double from, double to) {
        viewport = Viewport.fit(from, to, folding(), plot());
        fitted = new Span(from, to);
    }

    /// Shows a stretch from edge to edge.
    void fill(double from, double to) {
        move(Viewport.fill(from, to, folding(), plot()));
    }

    void fitAll() {
        fit(contents.axis().first(), contents.axis().last());
    }

    void centre(double coordinate) {
        move(viewport().centredOn(coordinate, plot()));
    }

    /// Brings a coordinate into sight where it is not; answers whether it had to.
    boolean reveal(double coordinate) {
        double px = scale().px(coordinate);
        if (px >= plot().left() + Viewport.MARGIN_PX - 1 && px <= plot().right() - Viewport.MARGIN_PX + 1) {
            return false;
        }
        centre(coordinate);
        return true;
    }

    /// Whether the newest event is in sight, so that the view may follow newer ones.
    boolean seesNewest() {
        double px = scale().px(contents.axis().last());
        return px <= plot().right() && px >= plot().left();
    }

    /// Moves the newest event to the right edge.
    void followNewest() {
        double px = scale().px(contents.axis().last());
        if (px > plot().right() - Viewport.MARGIN_PX) {
            move(new Viewport(contents.axis().last(), plot().right() - Viewport.MARGIN_PX, viewport().unitsPerPx(),
                    viewport().foldFrom()));
        }
    }

    /// Folds idle gaps, or shows time as it is; the middle of the plot stays.
    void fold(boolean newFolded) {
        double middle = scale().at(plot().centre());
        folded = newFolded;
        opened = Set.of();
        centre(middle);
    }

    /// Opens one folded gap; what stands before it stays.
    void open(long gapFrom) {
        double px = scale().px((double) gapFrom);
        Set<Long> more = new HashSet<>(opened);
        more.add(gapFrom);
        opened = Set.copyOf(more);
        move(new Viewport(gapFrom, px, viewport().unitsPerPx(), viewport().foldFrom()));
    }

    /// The coordinate at a pixel of the minimap.
    double minimapAt(double px) {
        return Overview.scale(contents, sight()).at(px);
    }

    Memento memento() {
        return new Memento(viewport(), folded, opened, scrollPx);
    }

    void restore(Memento memento) {
        move(memento.viewport());
        folded = memento.folded();
        opened = memento.opened();
        scrollPx = memento.scrollPx();
        range = null;
    }

    /// How a camera stood.
    record Memento(Viewport viewport, boolean folded, Set<Long> opened, double scrollPx) {}

    Plot plot() {
        return Sight.plot(width);
    }

    private void move(Viewport newViewport) {
        viewport = newViewport;
        fitted = null;
    }

    private Folding folding() {
        return folded ? contents.folding(gaps(), opened) : contents.folding(false, opened);
    }

    private IdleGaps gaps() {
        Idle known = idle;
        if (known == null || known.contents() != contents || !Objects.equals(known.correlation(), correlation)) {
            int number = correlation == null
                    ? EventColumns.NONE
                    : contents.columns().correlations().find(correlation);
            known = new Idle(contents, correlation, contents.gapsAround(number));
            idle = known;
        }
        return known.gaps();
    }

    private Viewport viewport() {
        return viewport != null
                ? viewport
                : Viewport.fit(contents.axis().first(), contents.axis().last(), folding(), plot());
    }

    /// Shows on the new axis the events that are in sight on the old one, but for those in the margins of a fitted view.
    private void changeAxis(Contents next) {
        Axis old = contents.axis();
        TimeScale scale = scale();
        int first = old.lowerBound(scale.at(plot().left() + Viewport.MARGIN_PX - 1));
        int last = old.lowerBound(Math.nextUp(scale.at(plot().right() - Viewport.MARGIN_PX + 1))) - 1;
        double from = Double.MAX_VALUE;
        double to = -Double.MAX_VALUE;
        for (int place = Math.max(0, first); place <= last; place++) {
            double coordinate = (double) next.axis().at(old.rowAt(place));
            from = Math.min(from, coordinate);
            to = Math.max(to, coordinate);
        }
        contents = next;
        opened = Set.of();
        range = null;
        if (from <= to) {
            fit(from, to);
        } else {
            fitAll();
        }
    }

    /// In the store's order every older event moves all others; what is in the middle stays there.
    private Contents keepPlace(Contents next, Viewport before) {
        Axis old = contents.axis();
        int place = Math.clamp(old.lowerBound(before.anchor()), 0, Math.max(0, old.size() - 1));
        if (old.isEmpty() || contents.columns() == next.columns()) {
            return next;
        }
        int row = next.columns().rowOf(contents.columns().header(old.rowAt(place)));
        if (row >= 0) {
            double moved = (double) (next.axis().at(row) - old.sortedAt(place));
            move(new Viewport(before.anchor() + moved, before.anchorPx(), before.unitsPerPx(), before.foldFrom()));
        }
        return next;
    }

    /// Fits the view to some rows.
    void fitRows(List<Integer> rows) {
        double from = rows.stream().mapToDouble(row -> (double) contents.axis().at(row)).min().orElse(0);
        double to = rows.stream().mapToDouble(row -> (double) contents.axis().at(row)).max().orElse(0);
        if (!rows.isEmpty()) {
            fit(from, to);
        }
    }
}
