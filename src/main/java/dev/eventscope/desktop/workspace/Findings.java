package dev.eventscope.desktop.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Pulse;

/// What a search through the store finds, shown while it goes on; the search is a job of the window.
///
/// Shape: the first `most` are shown; what is found by a search that was stopped or replaced is dropped.
/// Threads: FX thread; the search runs on a thread of its own.
public final class Findings<T> {

    /// Goes through the store, and hands on what it finds.
    @FunctionalInterface
    public interface Search<T, S> {
        S run(Jobs.Progress progress, Consumer<T> found);
    }

    private final Workspace workspace;
    private final int most;
    private final ObservableList<T> shown = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private Queue<T> arriving = new ConcurrentLinkedQueue<>();

    public Findings(Workspace workspace, int most) {
        this.workspace = workspace;
        this.most = most;
    }

    public ObservableList<T> shown() {
        return shown;
    }

    /// The search under way, or the last one; null before the first.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// What the search came to; empty while it runs.
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Begins another search; `text` says what it came to.
    public <S> void search(String title, Search<T, S> search, Function<S, String> text) {
        clear();
        Queue<T> found = new ConcurrentLinkedQueue<>();
        arriving = found;
        Pulse pulse = workspace.background().pulse(() -> take(found));
        job.set(workspace.jobs().start(title, progress -> search.run(progress, each -> {
            found.add(each);
            pulse.request();
        }), done -> {
            take(found);
            summary.set(text.apply(done));
        }));
    }

    public void stop() {
        Job running = job.get();
        if (running != null && running.stateProperty().get() == Job.State.RUNNING) {
            running.stop();
            summary.set("Stopped: what was found so far");
        }
    }

    /// Stops the search and forgets what it has found.
    public void clear() {
        stop();
        arriving = new ConcurrentLinkedQueue<>();
        shown.clear();
        summary.set("");
        job.set(null);
    }

    @SuppressWarnings("ReferenceEquality") // which search it is, not what it has found
    private void take(Queue<T> found) {
        if (found != arriving) {
            return;
        }
        List<T> more = new ArrayList<>();
        for (T each = found.poll(); each != null; each = found.poll()) {
            if (shown.size() + more.size() < most) {
                more.add(each);
            }
        }
        shown.addAll(more);
    }
}
