package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.FieldShape;
import dev.eventscope.replay.ShapeScan;
import dev.eventscope.store.EventScope;

/// What the payloads of each type have looked like over time: which fields came, went or changed their kind.
///
/// Threads: FX thread; the scan is a job of the window.
final class ShapeModel {

    private final Workspace workspace;
    private final Executor workers;
    private final ObservableList<FieldShape> fields = FXCollections.observableArrayList();
    private final BooleanProperty onlyDrifting = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ShapeScan> scan = new ReadOnlyObjectWrapper<>();

    ShapeModel(Workspace workspace, Executor workers) {
        this.workspace = workspace;
        this.workers = workers;
        onlyDrifting.addListener((_, _, _) -> show());
    }

    /// By type, then field.
    ObservableList<FieldShape> fields() {
        return fields;
    }

    /// Whether fields that have been there, and of one kind, from the first event to the last are left out.
    BooleanProperty onlyDriftingProperty() {
        return onlyDrifting;
    }

    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// The scan under way, or the last one; null before the first.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// What the last scan found; null before.
    ReadOnlyObjectProperty<@Nullable ShapeScan> scanProperty() {
        return scan.getReadOnlyProperty();
    }

    void start(DryRunSettings settings) {
        clear();
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        DryRunPace pace = settings.pace(workspace.clock());
        job.set(workspace.jobs().start("Shapes of all payloads", progress -> {
            long total = session.reader().countEvents(EventScope.all()).value();
            long[] done = {0};
            return ShapeScan.run(session.reader(), null, workers, events -> {
                done[0] += events;
                progress.report(done[0], total);
                pace.after(events);
            });
        }, found -> {
            scan.set(found);
            show();
        }));
    }

    void stop() {
        Job running = job.get();
        if (running != null) {
            running.stop();
        }
    }

    void clear() {
        stop();
        job.set(null);
        scan.set(null);
        show();
    }

    private void show() {
        ShapeScan found = scan.get();
        List<FieldShape> all = found == null ? List.of() : found.fields();
        long drifting = all.stream().filter(FieldShape::drifts).count();
        fields.setAll(onlyDrifting.get() ? all.stream().filter(FieldShape::drifts).toList() : all);
        summary.set(found == null
                ? ""
                : Figures.count(drifting) + " of " + Figures.plural(all.size(), "field") + " came, went or changed, in "
                        + Figures.plural(found.read(), "event"));
    }
}
