package dev.eventscope.desktop.browse;

/// A time in which a table's selection changes without becoming the selection of the window.
///
/// Threads: FX thread.
final class Quiet {

    private boolean on;

    boolean isOver() {
        return !on;
    }

    void during(Runnable change) {
        boolean before = on;
        on = true;
        try {
            change.run();
        } finally {
            on = before;
        }
    }
}
