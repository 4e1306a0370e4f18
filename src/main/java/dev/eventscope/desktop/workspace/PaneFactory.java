package dev.eventscope.desktop.workspace;

/// Makes a pane for a window.
@FunctionalInterface
public interface PaneFactory {

    Pane create(Frame frame);
}
