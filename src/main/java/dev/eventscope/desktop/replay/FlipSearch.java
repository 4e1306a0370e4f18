package dev.eventscope.desktop.replay;

import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.replay.predicate.Predicate;
import dev.eventscope.desktop.workspace.Findings;
import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.BisectSummary;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StateFlip;
import dev.eventscope.replay.StatePredicate;
import dev.eventscope.store.EventScope;

/// Where a predicate flips, over all streams of a category. What is found is shown while it is looked for.
///
/// Shape: the first [#MOST] flips; those beyond are counted in the summary.
/// Threads: FX thread; the work is a job of the window.
final class FlipSearch {

    static final int MOST = 5_000;
    private static final int REPORT_EVERY = 256;

    private final Workspace workspace;
    private final ReplayViewModel model;
    private final Findings<StateFlip> found;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

    FlipSearch(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        found = new Findings<>(workspace, MOST);
        workspace.sessionProperty().addListener((_, _, _) -> clear());
    }

    /// Where it flips, in the order of the streams; and the search itself.
    Findings<StateFlip> found() {
        return found;
    }

    /// `data.size>4000 in content`.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    void start(Predicate wanted, String category) {
        clear();
        Session session = workspace.session();
        Replay replay = model.replay();
        StatePredicate predicate = wanted.test();
        if (session == null || replay == null || predicate == null) {
            return;
        }
        String named = wanted.text() + " in " + category;
        found.search("Where " + named + " flips", (progress, sink) -> {
            StatePredicate counted = counted(predicate, progress,
                    session.reader().countEvents(EventScope.category(category)).value());
            return replay.bisectAll(category, counted, sink);
        }, FlipSearch::text);
        title.set(named);
    }

    private static StatePredicate counted(StatePredicate predicate, Jobs.Progress progress, long total) {
        AtomicLong done = new AtomicLong();
        return (event, state) -> {
            long now = done.incrementAndGet();
            if (now % REPORT_EVERY == 0) {
                progress.report(now, total);
            }
            return predicate.holds(event, state);
        };
    }

    /// Stops the search and forgets what it has found.
    void clear() {
        found.clear();
        title.set("");
    }

    private static String text(BisectSummary done) {
        String failed = done.failed() == 0 ? "" : ", " + Figures.count(done.failed()) + " stopped at a fold error";
        return "Holds at some version of " + Figures.count(done.flipped()) + " of "
                + Figures.plural(done.streams(), "stream") + failed;
    }
}
