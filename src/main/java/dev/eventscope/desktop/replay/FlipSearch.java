package dev.eventscope.desktop.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.replay.predicate.Predicate;
import dev.eventscope.desktop.workspace.Job;
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
    private final ObservableList<StateFlip> flips = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    /// What the search under way has found and is not shown yet; that of an older search is dropped.
    private Queue<StateFlip> arriving = new ConcurrentLinkedQueue<>();

    FlipSearch(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        workspace.sessionProperty().addListener((_, _, _) -> clear());
    }

    ObservableList<StateFlip> flips() {
        return flips;
    }

    /// The search under way, or the last one; null before the first.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// `data.size>4000 in content`.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What the search came to; empty while it runs.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    void start(Predicate wanted, String category) {
        clear();
        Session session = workspace.session();
        Replay replay = model.replay();
        StatePredicate predicate = wanted.test();
        if (session == null || replay == null || predicate == null) {
            return;
        }
        Queue<StateFlip> found = new ConcurrentLinkedQueue<>();
        arriving = found;
        Pulse pulse = workspace.background().pulse(() -> take(found));
        title.set(wanted.text() + " in " + category);
        job.set(workspace.jobs().start("Where " + title.get() + " flips", progress -> {
            StatePredicate counted = counted(predicate, progress,
                    session.reader().countEvents(EventScope.category(category)).value());
            return replay.bisectAll(category, counted, flip -> {
                found.add(flip);
                pulse.request();
            });
        }, done -> {
            take(found);
            summary.set(text(done));
        }));
    }

    void stop() {
        Job running = job.get();
        if (running != null && running.stateProperty().get() == Job.State.RUNNING) {
            running.stop();
            summary.set("Stopped: what was found so far");
        }
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

    @SuppressWarnings("ReferenceEquality") // which search it is, not what it has found
    private void take(Queue<StateFlip> found) {
        if (found != arriving) {
            return;
        }
        List<StateFlip> more = new ArrayList<>();
        for (StateFlip flip = found.poll(); flip != null; flip = found.poll()) {
            if (flips.size() + more.size() < MOST) {
                more.add(flip);
            }
        }
        flips.addAll(more);
    }

    /// Stops the search and forgets what it has found.
    void clear() {
        stop();
        arriving = new ConcurrentLinkedQueue<>();
        flips.clear();
        title.set("");
        summary.set("");
        job.set(null);
    }

    private static String text(BisectSummary done) {
        String failed = done.failed() == 0 ? "" : ", " + Figures.count(done.failed()) + " stopped at a fold error";
        return "Holds at some version of " + Figures.count(done.flipped()) + " of "
                + Figures.plural(done.streams(), "stream") + failed;
    }
}
