package dev.eventscope.desktop.workspace;

import java.util.Map;

/// How a view is to stand that a [Permalink] leads to, as its [Pane#link()] said: the state of a [Place].
public record Linked(Map<String, String> view) {

    public Linked {
        view = Map.copyOf(view);
    }
}
