package dev.eventscope.desktop.workspace;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Dialogs inside the window: over the main area, 24 px from its right edge, with a scrim, the focus kept inside, and Esc
/// to close.
///
/// Shape: one at a time; opening another closes the first. `content` brings its own head, sections and foot, with the
///        style classes `dialog-box`, `dialog-head`, `dialog-section`, `dialog-foot` of `styles/controls.css`.
/// Threads: FX thread.
public interface Dialogs {

    /// Opens a dialog. `firstFocus` gets the focus; `onClose` runs however it is closed.
    void open(Region content, Node firstFocus, Runnable onClose);

    void close();

    boolean isOpen();

    /// For a view that is shown without a window round it: it opens none.
    static Dialogs none() {
        return new Dialogs() {
            @Override
            public void open(Region content, Node firstFocus, Runnable onClose) {
                throw new IllegalStateException("there is no window to open a dialog in");
            }

            @Override
            public void close() {}

            @Override
            public boolean isOpen() {
                return false;
            }
        };
    }
}
