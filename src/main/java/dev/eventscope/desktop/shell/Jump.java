package dev.eventscope.desktop.shell;

import java.util.List;

import dev.eventscope.desktop.workspace.History;
import dev.eventscope.desktop.workspace.Selected;

/// Goes to what somebody looked for.
final class Jump {

    private static final List<String> FOLLOWING_VIEWS = List.of("timelineView", "streamsView", "replayView",
            "causationView");

    private Jump() {}

    /// Stays in a view that follows the selection; else goes to the first there is.
    static void to(Selected selected, History history) {
        String here = history.currentProperty().get().viewId();
        String there = FOLLOWING_VIEWS.contains(here)
                ? here
                : FOLLOWING_VIEWS.stream().filter(history::offers).findFirst().orElse(here);
        history.go(there, selected);
    }
}
