package dev.eventscope.desktop.workspace;

import dev.eventscope.desktop.fx.Theme;

/// What a window gives to each of its panes.
public record Frame(Workspace workspace, Dialogs dialogs, Theme theme) {}
