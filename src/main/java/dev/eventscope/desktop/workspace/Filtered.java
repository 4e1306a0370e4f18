package dev.eventscope.desktop.workspace;

/// How a view is to stand that is jumped to for all that a filter lets through: the state of a [Place] for a pane that
/// filters.
public record Filtered(String filter) {}
