package dev.eventscope.desktop.workspace;

import java.util.function.BooleanSupplier;

import dev.eventscope.desktop.fx.Theme;

/// One picture of the tour beyond a pane's plain look: a dialog open, a diff on show, another theme.
///
/// Shape: the pane is on show with the tour's selection. `prepare` brings it there, `isReady` says when it can be taken
///        (the tour also waits until no read is under way), `leave` brings it back. All run on the FX thread.
/// Shape: `name` is the file's name without ending: `redrive-dialog`.
public record TourStop(String name, Theme.Mode theme, Runnable prepare, BooleanSupplier isReady, Runnable leave) {

    public static TourStop of(String name, Runnable prepare, BooleanSupplier isReady, Runnable leave) {
        return new TourStop(name, Theme.Mode.DARK, prepare, isReady, leave);
    }

    /// The pane as it is, in light.
    public static TourStop light(String name) {
        return new TourStop(name, Theme.Mode.LIGHT, () -> {}, () -> true, () -> {});
    }
}
