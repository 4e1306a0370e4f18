package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Job;
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
    private final ObservableList<UpcastStateDifference> differing = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private Queue<UpcastStateDifference> arriving = new ConcurrentLinkedQueue<>();

    StatesModel(Workspace workspace, Supplier<TeamCode> code) {
        this.workspace = workspace;
        this.code = code;
    }

    ObservableList<UpcastStateDifference> differing() {
        return differing;
    }

    /// What the comparison came to; empty before it ends.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// The comparison under way, or the last one; null before the first.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    void compare(Upcasts deployed, Upcasts candidate, DryRunSettings settings) {
        clear();
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        Queue<UpcastStateDifference> found = new ConcurrentLinkedQueue<>();
        arriving = found;
        Pulse pulse = workspace.background().pulse(() -> take(found));
        UpcastStateDifference.Reducers by = new UpcastStateDifference.Reducers(session.store().layout().id(),
                code.get().reducers());
        DryRunPace pace = settings.pace(workspace.clock());
        job.set(workspace.jobs().start("Final states with the candidate rules", progress -> {
            long total = session.reader().countEvents(EventScope.all()).value();
            AtomicLong done = new AtomicLong();
            return UpcastStateScan.run(session.reader(), by, deployed, candidate, events -> {
                progress.report(done.addAndGet(events), total);
                pace.after(events);
            }, difference -> {
                found.add(difference);
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

    void clear() {
        stop();
        arriving = new ConcurrentLinkedQueue<>();
        differing.clear();
        summary.set("");
        job.set(null);
    }

    @SuppressWarnings("ReferenceEquality") // which comparison it is, not what it has found
    private void take(Queue<UpcastStateDifference> found) {
        if (found != arriving) {
            return;
        }
        List<UpcastStateDifference> more = new ArrayList<>();
        for (var each = found.poll(); each != null; each = found.poll()) {
            if (differing.size() + more.size() < MOST) {
                more.add(each);
            }
        }
        differing.addAll(more);
    }

    private static String text(UpcastStateSummary done) {
        return "Of " + Figures.plural(done.streams(), "stream") + " " + Figures.count(done.diverged())
                + " come to another state, " + Figures.count(done.broken()) + " stop at an event";
    }
}
