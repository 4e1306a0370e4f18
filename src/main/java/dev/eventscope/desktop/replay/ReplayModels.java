package dev.eventscope.desktop.replay;

import dev.eventscope.desktop.workspace.Workspace;

/// The models of the view: the place in the stream, and what is done around it.
record ReplayModels(Workspace workspace, ReplayViewModel place, Player player, PlaceFinder finder, Watches watches,
        Writers writers, FlipSearch search, WhatIfModel whatIf) {

    static ReplayModels around(ReplayViewModel place, Workspace workspace) {
        return new ReplayModels(workspace, place, new Player(place, workspace), new PlaceFinder(place, workspace),
                new Watches(place, workspace), new Writers(place, workspace), new FlipSearch(place, workspace),
                new WhatIfModel(place, workspace));
    }
}
