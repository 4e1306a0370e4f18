package dev.eventscope.desktop.timeline.draw;

/// How wide a text is, so that what decides about labels needs no toolkit.
@FunctionalInterface
public interface TextMeasure {

    /// The four ways in which the canvas writes.
    enum Face {
        TEXT, SMALL, TITLE, FIGURE
    }

    /// Units: px.
    double widthPx(String text, Face face);
}
