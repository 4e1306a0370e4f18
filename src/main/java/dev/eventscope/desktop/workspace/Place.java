package dev.eventscope.desktop.workspace;

import org.jspecify.annotations.Nullable;

/// Where a person is: a view, what is selected, and how the view stood (filter, zoom, scroll), as [Pane#state()] gave it.
public record Place(String viewId, Selected selected, @Nullable Object state) {}
