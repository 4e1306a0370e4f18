package dev.eventscope.desktop;

import dev.eventscope.desktop.fx.TextMeasure;

/// Widths of text without a toolkit.
public final class Measures {

    /// As wide as type of the window is, near enough.
    public static final TextMeasure SEVEN_PX = (text, _) -> text.length() * 7.0;

    private Measures() {}
}
