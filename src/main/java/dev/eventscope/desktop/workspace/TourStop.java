package dev.eventscope.desktop.workspace;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Picture;

/// One picture of the tour beyond a pane's plain look: a dialog open, a diff on show, another theme.
///
/// Shape: `otherTheme` is for a picture in the theme that the tour is not in; its name is added to `name`.
///        The pane is on show with the tour's selection. `prepare` brings it there, `isReady` says when it can be taken
///        (the tour also waits until no read is under way), `leave` brings it back. All run on the FX thread.
///        Where there is an `export`, that is written instead of what is on the screen, as PNG and as SVG.
///        `name` is the file's name without ending: `redrive-dialog`.
public record TourStop(String name, boolean otherTheme, Runnable prepare, BooleanSupplier isReady, Runnable leave,
        @Nullable Supplier<Picture> export) {

    public static TourStop of(String name, Runnable prepare, BooleanSupplier isReady, Runnable leave) {
        return new TourStop(name, false, prepare, isReady, leave, null);
    }

    /// The pane as it is, in the other theme: `timeline-light` where the tour is dark.
    public static TourStop inOtherTheme(String name) {
        return new TourStop(name, true, () -> {}, () -> true, () -> {}, null);
    }

    /// What the pane saves as a picture of itself, as PNG and as SVG.
    public static TourStop export(String name, Supplier<Picture> picture) {
        return new TourStop(name, false, () -> {}, () -> true, () -> {}, picture);
    }
}
