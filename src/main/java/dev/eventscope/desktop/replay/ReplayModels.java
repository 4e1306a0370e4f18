package dev.eventscope.desktop.replay;

import dev.eventscope.desktop.replay.predicate.PredicateModel;
import dev.eventscope.desktop.workspace.Workspace;

/// The models of the view: the place in the stream, and what is done around it.
record ReplayModels(Workspace workspace, ReplayViewModel place, Player player, PlaceFinder finder,
        PredicateModel predicate, Watches watches, Writers writers,
        Comparison comparison, FlipSearch search, WhatIfModel whatIf) {

    static ReplayModels around(ReplayViewModel place, Workspace workspace) {
        PredicateModel predicate = new PredicateModel(workspace);
        Watches watches = new Watches(place, workspace, predicate);
        return new ReplayModels(workspace, place, new Player(place, workspace, watches::flipAt),
                new PlaceFinder(place, workspace), predicate, watches, new Writers(place, workspace),
                new Comparison(place, workspace), new FlipSearch(place, workspace), new WhatIfModel(place, workspace));
    }
}
