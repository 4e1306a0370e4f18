package dev.eventscope.desktop.upcast;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Findings;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.UpcastStateDifference;
import dev.eventscope.replay.UpcastStateScan;
import dev.eventscope.replay.UpcastStateSummary;
import dev.eventscope.store.EventScope;
import dev.eventscope.upcast.Upcasts;

/// Which streams come to another state with the candidate rules: found by folding every stream twice. Nothing is written.
///
/// Shape: the first [#MOST] streams are listed, all are counted.
/// Threads: FX thread; the work is a job of the window.
final class StatesModel {

    static final int MOST = 2_000;

    private final Workspace workspace;
    private final Supplier<TeamCode> code;
    private final Findings<UpcastStateDifference> found;

    StatesModel(Workspace workspace, Supplier<TeamCode> code) {
        this.workspace = workspace;
        this.code = code;
        found = new Findings<>(workspace, MOST);
    }

    /// The streams that differ, and the comparison itself.
    Findings<UpcastStateDifference> found() {
        return found;
    }

    void compare(Upcasts deployed, Upcasts candidate, DryRunSettings settings) {
        found.clear();
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        UpcastStateDifference.Reducers by = new UpcastStateDifference.Reducers(session.store().layout().id(),
                code.get().reducers());
        DryRunPace pace = settings.pace(workspace.clock());
        found.search("Final states with the candidate rules", (progress, sink) -> {
            long total = session.reader().countEvents(EventScope.all()).value();
            AtomicLong done = new AtomicLong();
            return UpcastStateScan.run(session.reader(), by, deployed, candidate, events -> {
                progress.report(done.addAndGet(events), total);
                pace.after(events);
            }, sink);
        }, StatesModel::text);
    }

    private static String text(UpcastStateSummary done) {
        return "Of " + Figures.plural(done.streams(), "stream") + " " + Figures.count(done.diverged())
                + " come to another state, " + Figures.count(done.broken()) + " stop at an event";
    }
}
