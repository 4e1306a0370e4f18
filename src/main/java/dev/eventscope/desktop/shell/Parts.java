package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.connect.StoreOpener;
import dev.eventscope.desktop.workspace.PaneFactory;

/// What `App` gives a window: the clock, how stores are opened, its views in the order of their tabs, the folder for the
/// list of recent stores, the user name that a connection without one gets, and the profile that the first store is seen by.
public record Parts(Clock clock, StoreOpener opener, List<PaneFactory> panes, Path configFolder, String defaultUser,
        @Nullable Path profile) {

    public Parts(Clock clock, StoreOpener opener, List<PaneFactory> panes, Path configFolder, String defaultUser) {
        this(clock, opener, panes, configFolder, defaultUser, null);
    }

    public Parts {
        panes = List.copyOf(panes);
    }
}
