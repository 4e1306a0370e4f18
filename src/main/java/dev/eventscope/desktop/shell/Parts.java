package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.eventscope.desktop.connect.StoreOpener;
import dev.eventscope.desktop.workspace.PaneFactory;

/// What `App` gives a window: the clock, how stores are opened, its views in the order of their tabs, the folder for the
/// list of recent stores, and the user name that a connection without one gets.
public record Parts(Clock clock, StoreOpener opener, List<PaneFactory> panes, Path configFolder, String defaultUser) {

    public Parts {
        panes = List.copyOf(panes);
    }
}
