package dev.eventscope.desktop.timeline.draw;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.timeline.draw.Viewport.Folding;
import dev.eventscope.desktop.timeline.draw.Viewport.Plot;

/// How the canvas looks at the contents: its size, the view of the axis, how far the lanes are scrolled, a marked range.
///
/// Units: px; the range in coordinates of the axis.
public record Sight(double width, double height, Viewport viewport, Folding folding, double scrollPx,
        @Nullable Span range) {

    /// Two coordinates, the smaller first.
    public record Span(double from, double to) {

        public static Span between(double one, double other) {
            return new Span(Math.min(one, other), Math.max(one, other));
        }
    }

    public static double plotLeft(double width) {
        return width < 640 ? 148 : Sizes.NAMES;
    }

    public static Plot plot(double width) {
        return new Plot(plotLeft(width), width);
    }

    public Plot plot() {
        return plot(width);
    }
}
